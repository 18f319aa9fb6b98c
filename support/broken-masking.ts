import { createMask } from '../app/social/masking'
import { buildPlatform } from './platform'
import type { ConcordWorld } from './world'

const mask = createMask([
  {
    label: '[broken]',
    find() {
      throw new Error('masking is out of order')
    },
  },
])

/** From now on a platform on the same data serves, whose masking fails. */
export function breakMasking(world: ConcordWorld): void {
  void world.platform
  world.serve(buildPlatform({ storage: world.storage, clock: world.clock, env: world.settings, log: (line) => void world.logged.push(line), seed: 9, mask }))
}

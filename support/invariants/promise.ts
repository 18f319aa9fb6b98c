import { expectHolds, type Generated, type Property } from '../generated'
import { perScenario } from '../per-scenario'
import type { ConcordWorld } from '../world'

type Check = (wanted: Generated) => Promise<void>

const stateOf = perScenario((): { check: Check | undefined } => ({ check: undefined }))

/** What this scenario is about. Cases are made up where the outcome is looked at, so that a failure is shown with the smallest of them. */
export function isAbout<Case>(world: ConcordWorld, property: Property<Case>): void {
  stateOf(world).check = (wanted) => expectHolds(world, property, wanted)
}

/** Plays the cases. Throws with the smallest that breaks the promise. */
export async function expectPromise(world: ConcordWorld, wanted: Generated): Promise<void> {
  const { check } = stateOf(world)
  if (check === undefined) throw new Error('nothing was said of what is to be made up')
  await check(wanted)
}

import type { Platform } from '../app/platform'
import { perScenario } from './per-scenario'
import { buildPlatform } from './platform'
import { createScenarioClock } from './scenario-clock'
import { beginAsking } from './under-way'
import type { ConcordWorld } from './world'

/**
 * Another platform on the scenario's store, which asks OpenAI something for Uma and is still waiting. One that falls silent has a clock
 * of its own that stands still: it never says again that it is there.
 */
export const neighbourAsks = (world: ConcordWorld, { silent }: { silent: boolean }): Promise<void> =>
  runNextDoor(world, { silent, begin: () => beginAsking(world, 'Uma', 'Are you there?') })

const neighbourOf = perScenario((): { end: () => Promise<void> } => ({ end: async () => {} }))

/** Time goes on for the other platform too, and it is stopped. */
export const endNeighbour = (world: ConcordWorld): Promise<void> => neighbourOf(world).end()

/** The same, with whatever is begun there. */
export async function runNextDoor(world: ConcordWorld, { silent, begin }: { silent: boolean; begin: () => Promise<void> }): Promise<void> {
  const clock = silent ? createScenarioClock(world.clock.now()) : world.clock
  const neighbour = buildPlatform({
    storage: world.storage,
    clock,
    env: { ...world.settings, LLM_FIRST_BYTE_TIMEOUT_MS: '3600000', LLM_TOTAL_TIMEOUT_MS: '3600000' },
    seed: 7,
    instanceId: 'neighbour',
  })
  await neighbour.start()
  const ended = () => end(neighbour, clock)
  neighbourOf(world).end = ended
  world.afterwards(ended)
  const own = world.platform
  world.serve(neighbour)
  await begin()
  world.serve(own)
}

async function end(neighbour: Platform, clock: { advance(ms: number): Promise<void> }): Promise<void> {
  const stopped = neighbour.stop(0)
  await clock.advance(5_000)
  await stopped
}

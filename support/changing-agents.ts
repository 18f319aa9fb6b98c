import { expect } from 'chai'
import type { Platform } from '../app/platform'
import type { Api, Call } from './api'
import type { PersonName } from './cast'
import { bearer } from './house'
import { buildPlatform } from './platform'
import type { Reply } from './reply'
import type { ConcordWorld } from './world'

/** What an administrator does to an agent as a whole. */
export type AgentChange = 'pause' | 'resume' | 'retire'

/** The answer becomes the last one. */
export const changeAgent = (world: ConcordWorld, person: PersonName, agent: string, change: AgentChange): Promise<Reply> =>
  world.call(world.as(person), 'POST', `/api/agents/${world.agent(agent).id}/${change}`, { body: { reason: 'Something is odd' } })

/** Does what has to work, without becoming the last answer. */
async function done(world: ConcordWorld, person: PersonName, path: string, call: Call = {}): Promise<Reply> {
  const reply = await world.wait(world.as(person).call('POST', path, call), path)
  expect(reply.status, reply.text).to.be.below(300)
  return reply
}

/** An agent loses a level: for an intervention that Sam marks as serious, in work that no provider ever saw. */
export async function demote(world: ConcordWorld, agent: string): Promise<void> {
  const body = { message: 'Something odd', action: 'search', require_approval: true }
  const { execution_id } = (await done(world, 'Olivia', `/api/agents/${world.agent(agent).id}/execute`, { body })).json<{ execution_id: string }>()
  await done(world, 'Sam', `/api/executions/${execution_id}/stop`)
  await done(world, 'Sam', `/api/executions/${execution_id}/interventions/serious`, { body: { reason: 'It was about to mislead people' } })
}

/** A student earns the next level with ten searches, and Olivia promotes it. */
export async function promote(world: ConcordWorld, agent: string): Promise<void> {
  await world.startRounds()
  const body = { message: 'The price list', action: 'search' }
  for (let time = 1; time <= 10; time++) await done(world, 'Olivia', `/api/agents/${world.agent(agent).id}/execute`, { body })
  await world.clock.advance(60_000)
  await done(world, 'Olivia', `/api/agents/${world.agent(agent).id}/promote`)
}

/** Another platform on the scenario's store, which makes its rounds. */
export async function neighbour(world: ConcordWorld): Promise<Platform> {
  const other = buildPlatform({ storage: world.storage, clock: world.clock, env: {}, seed: 7, instanceId: 'neighbour' })
  await other.start()
  world.afterwards(async () => void (await world.wait(other.stop(0), 'the other platform to stop')))
  return other
}

/** Another platform on the scenario's store does something, and then the first one goes on. */
export async function elsewhere(world: ConcordWorld, task: () => Promise<void>): Promise<void> {
  const own = world.platform
  world.serve(await neighbour(world))
  await task()
  world.serve(own)
}

/** The platform as an agent uses it, with a token that Olivia gave it. */
export async function asAgent(world: ConcordWorld, agent: string): Promise<Api> {
  const { token } = (await done(world, 'Olivia', `/api/agents/${world.agent(agent).id}/tokens`)).json<{ token: string }>()
  world.recognise(agent, bearer(token))
  return world.api(bearer(token))
}

import { expect } from 'chai'
import type { Maturity } from '../app/agents/agent'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** Olivia makes further agents, each with instructions by which the fakes know who asks. */
export async function introduceAgents(world: ConcordWorld, names: readonly string[], maturity: Maturity): Promise<void> {
  for (const name of names) {
    const body = { name, instructions: `You are ${name}. You lend a hand.`, category: 'operations', maturity, reason: 'It is needed' }
    const reply = await atOnce(world, world.as('Olivia').call('POST', '/api/agents', { body }), `the agent ${name}`)
    expect(reply.status, reply.text).to.equal(201)
    world.introduce({ id: reply.json<{ id: string }>().id, name })
  }
}

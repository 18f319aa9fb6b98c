import { expect } from 'chai'
import type { PersonName } from './cast'
import type { ConcordWorld } from './world'

/** What an agent remembers of one execution. */
export interface Episode {
  readonly id: string
  readonly execution_id: string
  readonly message: string
  readonly response: string
}

/** What an agent remembers, as it is found: the newest first, or what is most like a text. */
export async function memories(
  world: ConcordWorld,
  agent: string,
  { like, as = 'Olivia' }: { like?: string; as?: PersonName } = {},
): Promise<readonly Episode[]> {
  const query = like === undefined ? '' : `&like=${encodeURIComponent(like)}`
  const path = `/api/agents/${world.agent(agent).id}/episodes?limit=100${query}`
  const reply = await world.wait(world.as(as).call('GET', path), path)
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<{ items: readonly Episode[] }>().items
}

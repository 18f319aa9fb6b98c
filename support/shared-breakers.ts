import { expect } from 'chai'
import { asParty } from './messaging'
import { OUTCOMES } from './outcomes'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

export type Outcome = 'attempt' | 'success' | 'failure'

/** A breaker as everybody is shown it. */
export interface BreakerView {
  readonly state: 'closed' | 'open' | 'half_open'
  readonly failures: number
  readonly retry_at: string | null
}

interface Report {
  readonly what: string
  readonly outcome: Outcome
  /** The agent for whom it is reported. */
  readonly behalf?: string
}

/** Somebody reports something. The answer becomes the last one. */
export async function report(world: ConcordWorld, who: string, { what, outcome, behalf }: Report): Promise<Reply> {
  const api = await asParty(world, who)
  const body = { outcome, ...(behalf === undefined ? {} : { agent_id: world.agent(behalf).id }) }
  return world.take(await atOnce(world, api.call('POST', `/api/breakers/${what}/record`, { body }), `the answer to ${who}`))
}

/** The same, so often, of what has to be taken. */
export async function reported(world: ConcordWorld, who: string, { times = 1, ...wish }: Report & { readonly times?: number }): Promise<void> {
  for (let time = 1; time <= times; time++) {
    const { status, text } = await report(world, who, wish)
    expect(status, text).to.equal(200)
  }
}

/** A breaker as Sam finds it. */
export async function breakerOf(world: ConcordWorld, what: string): Promise<BreakerView> {
  const reply = await atOnce(world, world.as('Sam').call('GET', `/api/breakers/${what}`), 'the breaker')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<BreakerView>()
}

/** Whether somebody was let in, or told that the breaker is open; nothing else is an answer. */
export function wasLetIn(world: ConcordWorld, reply: Reply): boolean {
  world.looked(reply)
  if (reply.status === 200) return true
  const { status, code } = OUTCOMES['the breaker is open']
  expect({ status: reply.status, code: reply.json().code }, reply.text).to.deep.equal({ status, code })
  return false
}

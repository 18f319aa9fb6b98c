import type { PersonName } from './cast'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import type { ConcordWorld } from './world'

/** A question whose answer somebody is waiting for. */
export interface UnderWay {
  readonly answer: Promise<Reply>
  /** The person goes away; nothing is read any more. */
  leave(): void
}

const waiting = perScenario(() => new Map<PersonName, UnderWay>())

/** What is wanted beside the words. */
interface Wanted {
  readonly failover?: boolean
  readonly maxTokens?: number
}

/** Asks whichever provider is configured first, and moves no time. */
export function askAlongside(world: ConcordWorld, person: PersonName, text: string, { failover = false, maxTokens }: Wanted = {}): UnderWay {
  const left = new AbortController()
  const wanted = { ...(failover ? { enable_failover: true } : {}), ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }) }
  const body = { messages: [{ role: 'user', content: text }], ...wanted }
  const answer = world.as(person).call('POST', '/api/llm/chat', { body, signal: left.signal })
  answer.catch(() => undefined)
  return { answer, leave: () => left.abort() }
}

/** The same, for a person who is asked about again later; returns when the question has got as far as it can without time passing. */
export async function beginAsking(world: ConcordWorld, person: PersonName, text: string): Promise<void> {
  waiting(world).set(person, askAlongside(world, person, text))
  await world.clock.advance(0)
}

export function underWayOf(world: ConcordWorld, person: PersonName): UnderWay {
  const found = waiting(world).get(person)
  if (found === undefined) throw new Error(`${person} is waiting for no answer`)
  return found
}

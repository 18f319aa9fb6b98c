import type { Random } from '../../app/shared/random'
import type { Api } from '../api'
import type { Reply } from '../reply'
import type { Ledger } from './ledger'
import type { Cast, PersonName } from './site'

/** Everything that an errand needs. */
export interface Office {
  readonly cast: Cast
  readonly as: (person: PersonName) => Api
  readonly ledger: Ledger
  readonly random: Random
  /** A text that was never said before. */
  readonly text: (how: string) => string
}

export type Errand = (office: Office) => Promise<void>

const NOTED = "select 1 from audit where action = ? and json_extract(details, '$.proposal') = ?"

export const patience = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** One of some, by chance. */
export function oneOf<const Items extends readonly [unknown, ...unknown[]]>(random: Random, items: Items): Items[number] {
  return items[Math.floor(random.next() * items.length)] ?? items[0]
}

/** Calls, and notes an answer that nobody should ever get. */
export async function post({ as, ledger }: Office, person: PersonName, path: string, body?: object): Promise<Reply> {
  const reply = await as(person).call('POST', path, body === undefined ? {} : { body })
  if (reply.status >= 500 && reply.status !== 503) ledger.wrong(`POST ${path} was answered ${reply.status}: ${reply.text}`)
  return reply
}

/** A human decides a proposal; answers whether it was heeded. */
export async function decide(office: Office, person: PersonName, proposalId: string, word: 'approve' | 'reject'): Promise<boolean> {
  const shown = await office.as(person).call('GET', `/api/proposals/${proposalId}`)
  if (shown.status !== 200) return false
  const { content_hash } = shown.json<{ content_hash: string }>()
  const reply = await post(office, person, `/api/proposals/${proposalId}/${word}`, { content_hash })
  if (reply.status !== 200) return false
  const status = reply.json<{ status: string }>().status
  office.ledger.told(`${proposalId} was ${status} by ${person}`, (db) => db(NOTED, `proposal.${status}`, proposalId) === 1)
  return true
}

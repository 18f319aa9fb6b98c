import { sql } from 'kysely'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { appendEvent, type NewEvent } from '../events/event-store'
import { giveUpUnbegun } from '../integrations/agent-send-store'
import { giveUpSealed } from '../integrations/secret-key-store'
import { beginAgain } from '../people/forgetting-store'
import { define } from '../store/statement'
import { run, unit, type Write } from '../store/unit'
import type { Carried, Ended } from './carried'

/** So many numbers may have been granted since the backup: none of them is ever granted again. */
const GRANTED_SINCE = 1_000_000

const endSessions = define<{ at: number }>()((db, p) => db.updateTable('session').set({ ended_at: p.at }).where('ended_at', 'is', null).returning('id'))
const raiseResources = define()((db) => db.updateTable('resource').set({ fencing: sql<number>`fencing + ${sql.lit(GRANTED_SINCE)}` }))
const raiseLeases = define()((db) => db.updateTable('lease').set({ fencing: sql<number>`fencing + ${sql.lit(GRANTED_SINCE)}` }))

const endToken = define<Ended>()((db, p) =>
  db.updateTable('token').set({ ended_at: p.ended_at }).where('id', '=', p.id).where('ended_at', 'is', null).returning('id'),
)
const endAgentToken = define<Ended>()((db, p) =>
  db.updateTable('agent_token').set({ ended_at: p.ended_at }).where('id', '=', p.id).where('ended_at', 'is', null).returning('id'),
)

/** What was revoked since stays revoked; how many tokens. */
function* endTokens({ endedTokens, endedAgentTokens }: Carried): Write<number> {
  let count = 0
  for (const ended of endedTokens) count += (yield* run(endToken, ended)).length
  for (const ended of endedAgentTokens) count += (yield* run(endAgentToken, ended)).length
  return count
}

/** Who was forgotten since is forgotten again, by the platform that starts next; how many people, and who is back because no other administrator is there. */
function* forgetAgain({ forgettings }: Carried): Write<Pick<Settled, 'forgotten' | 'back'>> {
  const begun: string[] = []
  for (const forgetting of forgettings) begun.push(yield* beginAgain(forgetting))
  const count = (wanted: string) => begun.filter((each) => each === wanted).length
  return { forgotten: count('begun'), back: count('last-administrator') }
}

interface Restoring {
  /** What is noted, without what came of it. */
  readonly entry: AuditEntry
  readonly event: NewEvent
  readonly carried: Carried
  /** There if the secret key is lost: by what the new one is recognised, and what is noted of that. */
  readonly lost?: { readonly check: string; readonly entry: AuditEntry } | undefined
}

/** What a restore came to. */
export interface Settled {
  readonly sessions: number
  /** Sends that had been approved and not begun. */
  readonly given_up: number
  /** Tokens and people, as the data knew that gave way. */
  readonly revoked: number
  readonly forgotten: number
  /** Who was forgotten there, and is not here: the only administrator. */
  readonly back: number
}

/** Makes of the state of a backup the present one, in one transaction with the record of it: what may have happened since does not happen twice. */
export const recordRestore = unit('backup.record-restore', function* ({ entry, event, carried, lost }: Restoring): Write<Settled> {
  const sessions = yield* run(endSessions, { at: entry.at })
  const given_up = yield* giveUpUnbegun(entry.at, 'restored from a backup: it may have gone out since the backup was taken')
  const revoked = yield* endTokens(carried)
  const people = yield* forgetAgain(carried)
  yield* run(raiseResources, {})
  yield* run(raiseLeases, {})
  if (lost !== undefined) yield* giveUpSealed(lost)
  const settled: Settled = { sessions: sessions.length, given_up, revoked, ...people }
  yield* appendAudit({ ...entry, details: { ...entry.details, ...settled } })
  yield* appendEvent(event)
  return settled
})

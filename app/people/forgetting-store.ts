import { type AuditEntry, FORGETTING_BEGUN } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import type { ForgettingRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'
import { leaveNothing, personEver } from './people-store'
import { sameEmail } from './person'

const insertForgetting = defineInsert('forgetting', ['person_id', 'asked_by', 'audit_id', 'asked_at', 'done_at'])

export const forgettingOf = define<{ person_id: string }>()((db, p) => db.selectFrom('forgetting').selectAll().where('person_id', '=', p.person_id))

export const openForgettings = define()((db) => db.selectFrom('forgetting').selectAll().where('done_at', 'is', null))

const setDone = define<{ id: string; at: number }>()((db, p) =>
  db.updateTable('forgetting').set({ done_at: p.at }).where('person_id', '=', p.id).where('done_at', 'is', null).returning('person_id'),
)

interface Begin {
  readonly id: string
  readonly confirmation: string
  readonly by: string
  readonly at: number
  readonly entryId: string
}

export type Begun =
  | { readonly kind: 'begun'; readonly credentials: readonly string[] }
  | { readonly kind: 'known' | 'unknown' | 'self' | 'last-administrator' | 'unconfirmed' }

/** From here on somebody is nobody, and is going to be forgotten whatever happens. That is on record, without a name. */
export const beginForgetting = unit('person.begin-forgetting', function* ({ id, confirmation, by, at, entryId }: Begin): Write<Begun> {
  const [known] = yield* run(forgettingOf, { person_id: id })
  if (known !== undefined) return { kind: 'known' }
  const [person] = yield* run(personEver, { id })
  if (person === undefined) return { kind: 'unknown' }
  if (id === by) return { kind: 'self' }
  const isConfirmed = person.removed_at === null ? sameEmail(confirmation, person.email) : confirmation === id
  if (!isConfirmed) return { kind: 'unconfirmed' }
  const left = person.removed_at === null ? yield* leaveNothing(id, at) : []
  if (left === 'last-administrator') return { kind: left }
  const row: ForgettingRow = { person_id: id, asked_by: by, audit_id: entryId, asked_at: at, done_at: null }
  yield* run(insertForgetting, row)
  yield* appendAudit({ id: entryId, at, actor: by, action: FORGETTING_BEGUN, subject: id })
  return { kind: 'begun', credentials: left }
})

/** Part of the unit that records a restore: who was forgotten after the backup is forgotten again, on record as before. Not if no administrator were left. */
export function* beginAgain({ person_id: id, asked_by, audit_id, asked_at }: ForgettingRow): Write<'begun' | 'nobody' | 'last-administrator'> {
  const [known] = yield* run(forgettingOf, { person_id: id })
  const [person] = yield* run(personEver, { id })
  if (known !== undefined || person === undefined) return 'nobody'
  if (person.removed_at === null && (yield* leaveNothing(id, asked_at)) === 'last-administrator') return 'last-administrator'
  yield* run(insertForgetting, { person_id: id, asked_by, audit_id, asked_at, done_at: null })
  yield* appendAudit({ id: audit_id, at: asked_at, actor: asked_by, action: FORGETTING_BEGUN, subject: id })
  return 'begun'
}

/** Nothing is left of them. The first to find that writes it down. */
export const finishForgetting = unit('person.finish-forgetting', function* ({ entry, ...done }: { id: string; at: number; entry: AuditEntry }): Write<void> {
  const [finished] = yield* run(setDone, done)
  if (finished !== undefined) yield* appendAudit(entry)
})

import type { AuditEntry } from '../../audit/audit'
import { appendAudit } from '../../audit/audit-store'
import { define, defineInsert } from '../../store/statement'
import type { RequestRow } from '../../store/tables'
import { run, runAll, step, unit, type Write } from '../../store/unit'

const insertRequest = defineInsert('request', ['id', 'from_kind', 'from_id', 'asked_by', 'to_id', 'data', 'created_at', 'expires_at'])

/** Questions to somebody that have no reply, the oldest first, after one of them. */
export const questionsTo = define<{ to_id: string; after: string; limit: number }>()((db, p) =>
  db.selectFrom('request').selectAll().where('to_id', '=', p.to_id).where('reply', 'is', null).where('id', '>', p.after).orderBy('id').limit(p.limit),
)

export const questionById = define<{ id: string }>()((db, p) => db.selectFrom('request').selectAll().where('id', '=', p.id).where('reply', 'is', null))

/** Questions whose reply is there, but whose asker has not seen it. */
export const questionsReplied = define()((db) => db.selectFrom('request').select('id').where('reply', 'is not', null))

export const questionsOverdue = define<{ now: number }>()((db, p) => db.selectFrom('request').select('id').where('expires_at', '<=', p.now))

const setReply = define<{ id: string; reply: string; replied_by: string }>()((db, p) =>
  db.updateTable('request').set({ reply: p.reply, replied_by: p.replied_by }).where('id', '=', p.id),
)
const deleteRequest = define<{ id: string }>()((db, p) => db.deleteFrom('request').where('id', '=', p.id).returning(['reply', 'replied_by']))

export interface NewRequest extends Omit<RequestRow, 'reply' | 'replied_by'> {
  readonly record: AuditEntry
}

export const putQuestion = unit('request.put', function* ({ record, ...row }: NewRequest): Write<void> {
  yield* run(insertRequest, row)
  yield* appendAudit(record)
})

export interface NewReply {
  readonly id: string
  readonly reply: string
  readonly replied_by: string
  /** Nobody waits any more for a question that was to end before this moment. */
  readonly now: number
  readonly record: AuditEntry
}

/** The first reply to a question that is waited for is taken, and no other. Whether this was it. */
export const giveReply = unit('request.reply', function* ({ id, reply, replied_by, now, record }: NewReply): Write<boolean> {
  const [question] = yield* run(questionById, { id })
  if (question === undefined || question.expires_at <= now) return false
  yield* run(setReply, { id, reply, replied_by })
  yield* appendAudit(record)
  return true
})

/** Ends a question, whatever has come of it: that is answered, and nothing of it is left. */
export const endQuestion = unit('request.end', function* ({ id }: { id: string }): Write<Pick<RequestRow, 'reply' | 'replied_by'> | undefined> {
  const [row] = yield* run(deleteRequest, { id })
  return row
})

/** Puts away the questions of askers who are gone. */
export const forgetQuestions = unit('request.forget', function* ({ ids }: { ids: readonly string[] }): Write<void> {
  yield* runAll(ids.map((id) => step(deleteRequest, { id })))
})

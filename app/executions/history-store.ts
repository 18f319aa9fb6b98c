import { define, defineInsert } from '../store/statement'
import type { ChatSessionRow, MessageRow } from '../store/tables'
import { run } from '../store/unit'

const openSession = define<ChatSessionRow>()((db, p) =>
  db
    .insertInto('chat_session')
    .values({ id: p.id, asked_by: p.asked_by, agent_id: p.agent_id, created_at: p.created_at })
    .onConflict((conflict) => conflict.doNothing()),
)
const insertMessage = defineInsert('message', ['id', 'session_id', 'role', 'content', 'execution_id', 'created_at'])

export const sessionById = define<{ id: string }>()((db, p) => db.selectFrom('chat_session').selectAll().where('id', '=', p.id))

export const sessionsAfter = define<{ asked_by: string; id: string; limit: number }>()((db, p) =>
  db.selectFrom('chat_session').selectAll().where('asked_by', '=', p.asked_by).where('id', '>', p.id).orderBy('id').limit(p.limit),
)

export const messagesAfter = define<{ session_id: string; id: string; limit: number }>()((db, p) =>
  db.selectFrom('message').selectAll().where('session_id', '=', p.session_id).where('id', '>', p.id).orderBy('id').limit(p.limit),
)

/** The latest messages of a conversation, the last one first. */
export const latestMessages = define<{ session_id: string; limit: number }>()((db, p) =>
  db.selectFrom('message').select(['role', 'content']).where('session_id', '=', p.session_id).orderBy('id', 'desc').limit(p.limit),
)

/** Part of a unit: what a person says, in a conversation that is opened with it unless it exists. */
export function* storeMessage(message: MessageRow, opening?: ChatSessionRow | undefined) {
  if (opening !== undefined) yield* run(openSession, opening)
  yield* run(insertMessage, message)
}

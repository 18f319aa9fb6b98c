import type { ChatMessage } from '../llm/chat'
import { NotFound } from '../shared/errors'
import type { Store } from '../store/store'
import type { ChatSessionRow, MessageRow } from '../store/tables'
import { latestMessages, messagesAfter, sessionById, sessionsAfter } from './history-store'

/** Conversations, each private to whoever began it (AR-05.18). */
export interface History {
  /** Throws NotFound, also for somebody else's. */
  session(id: string, askedBy: string): Promise<ChatSessionRow>
  sessions(query: { askedBy: string; after: string; limit: number }): Promise<readonly ChatSessionRow[]>
  /** In the order in which they were said. */
  messages(query: { sessionId: string; after: string; limit: number }): Promise<readonly MessageRow[]>
  /** The latest of what was said that fits, in order, for a model. */
  latest(sessionId: string): Promise<readonly ChatMessage[]>
}

/** More messages are not looked at, however short they are. */
const MOST_MESSAGES = 200

export function createHistory({ store, characters }: { store: Store; characters: number }): History {
  return {
    async session(id, askedBy) {
      const [row] = await store.find(sessionById, { id })
      if (row === undefined || row.asked_by !== askedBy) throw new NotFound('There is no such session')
      return row
    },
    sessions: ({ askedBy, after, limit }) => store.find(sessionsAfter, { asked_by: askedBy, id: after, limit }),
    messages: ({ sessionId, after, limit }) => store.find(messagesAfter, { session_id: sessionId, id: after, limit }),
    latest: async (sessionId) => fitting(await store.find(latestMessages, { session_id: sessionId, limit: MOST_MESSAGES }), characters),
  }
}

type Said = Pick<MessageRow, 'role' | 'content'>

/** The first of these messages that have room together, the last said first; given back in the order said. Pure. */
export function fitting(latestFirst: readonly Said[], characters: number): readonly ChatMessage[] {
  let room = characters
  const kept: ChatMessage[] = []
  for (const { role, content } of latestFirst) {
    room -= content.length
    if (room < 0) break
    kept.push({ role: role as ChatMessage['role'], content })
  }
  return kept.reverse()
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { topicOf } from '../coordination/announcing'
import { type CoordinationKind, isOver } from '../coordination/coordination'
import type { StoredEvent } from '../events/event'
import { cloudEvent } from './cloud-event'
import { type ServerEvent, sendEvents } from './events'
import type { Current } from './parts'

interface Asked {
  readonly params: { readonly id: string }
  readonly query: { readonly after?: number | undefined }
  readonly headers: { readonly 'last-event-id'?: string | undefined }
}

/** What is told of a coordination, from its beginning or after a number, until it has ended. Throws NotFound. */
export async function sendCoordinationEvents(
  parts: Current<'coordinations' | 'events'>,
  { params, query, headers, actor, work }: Pick<FastifyRequest, 'actor' | 'work'> & Asked,
  reply: FastifyReply,
  kinds: readonly CoordinationKind[],
) {
  const { coordinations, events } = parts()
  // Looked at first: it may have ended before and been tried again; what ends later is waited for.
  const last = await events.last()
  const { id, status, eventBefore } = await coordinations.get(params.id, actor.person, kinds)
  const seen = headers['last-event-id']
  const after = seen === undefined ? (query.after ?? eventBefore) : Number(seen)
  // Over by now: its end was told by now.
  const upTo = isOver(status) ? await events.last() : undefined
  work.watch()
  return sendEvents(reply, untilEnded(events.follow({ topics: [topicOf(id)], after, signal: work.signal, upTo }), last))
}

/** It may have ended before and been tried again since. */
async function* untilEnded(followed: AsyncIterable<StoredEvent>, last: number): AsyncGenerator<ServerEvent> {
  for await (const event of followed) {
    yield { id: event.number, data: JSON.stringify(cloudEvent(event)) }
    if (event.type === 'coordination.ended' && event.number > last) return
  }
}

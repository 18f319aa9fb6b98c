import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** One server-sent event (HTML standard, section 9.2). Without a name it is a plain message. */
export interface ServerEvent {
  readonly event?: string
  readonly id?: number
  /** One line of text: JSON, or a mark. */
  readonly data: string
}

const written = ({ event, id, data }: ServerEvent): string =>
  `${event === undefined ? '' : `event: ${event}\n`}${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`

/** The reader learns at once that it is connected, also where nothing happens for long. */
async function* lines(events: AsyncIterable<ServerEvent>, connected: () => void): AsyncGenerator<string> {
  connected()
  for await (const event of events) yield written(event)
}

/** Sends events as they come, no faster than the reader reads. A reader who leaves ends the iteration. */
export function sendEvents(reply: FastifyReply, events: AsyncIterable<ServerEvent>): FastifyReply {
  reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no').type('text/event-stream; charset=utf-8')
  return reply.send(
    Readable.from(
      lines(events, () => reply.raw.flushHeaders()),
      { objectMode: false, highWaterMark: 65_536 },
    ),
  )
}

/**
 * Waits for the first part, so that what fails before it is an ordinary error answer; then gives all parts, that one included.
 * Leaving the loop early closes the source.
 */
export async function begun<Part>(source: AsyncIterable<Part>): Promise<AsyncIterable<Part>> {
  const iterator = source[Symbol.asyncIterator]()
  const first = await iterator.next()
  return (async function* () {
    try {
      for (let part = first; !part.done; part = await iterator.next()) yield part.value
    } finally {
      await iterator.return?.()
    }
  })()
}

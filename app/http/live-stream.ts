import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { JournalEvent } from '../executions/journal'
import type { Live } from '../executions/live'
import { problemOf } from './problem'

interface Watch {
  readonly live: Live
  readonly executionId: string
  /** Number of the last event that the viewer has seen. */
  readonly after: number
  /** Aborted when the viewer may watch no longer. */
  readonly signal: AbortSignal
  /** A viewer who is further behind is sent away. */
  readonly mostBytesBehind: number
}

/** Sends an execution's events as they are committed, those already there first; ends with the execution. A viewer who reads too slowly is told so and sent away. */
export function sendJournal(reply: FastifyReply, { live, executionId, after, signal, mostBytesBehind }: Watch): FastifyReply {
  let over = false
  const waiting: (() => void)[] = []
  const letGo = () => {
    for (const resolve of waiting.splice(0)) resolve()
  }
  const closed = (error: Error | null, done: (error: Error | null) => void) => {
    stop()
    letGo()
    done(error)
  }
  const stream = new Readable({ read: letGo, destroy: closed })
  const end = () => {
    over = true
    stream.push(null)
  }
  const close = (event: string, data: object) => {
    if (over) return
    stop()
    stream.push(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    end()
  }
  const behind = () => stream.readableLength + reply.raw.writableLength
  const stop = live.watch(executionId, after, {
    show(events) {
      // What has just been said does not count: nobody could have read it.
      if (behind() <= mostBytesBehind) stream.push(events.map(frameOf).join(''))
      else close('closed', { reason: 'too_slow', detail: `More than ${mostBytesBehind} bytes behind; come back with the last number seen` })
    },
    // Somebody who comes late is shown a long journal no faster than it is read.
    taken: () => new Promise((resolve) => (stream.destroyed || stream.readableLength < stream.readableHighWaterMark ? resolve() : void waiting.push(resolve))),
    end,
    fail: (error) => close('closed', { reason: 'failed', ...problemOf(error) }),
  })
  signal.addEventListener('abort', () => close('closed', { reason: 'ended', ...problemOf(signal.reason) }), { once: true })
  reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no').type('text/event-stream; charset=utf-8')
  setImmediate(() => reply.raw.flushHeaders())
  return reply.send(stream)
}

const frames = new WeakMap<JournalEvent, string>()

/** The event as it goes to every viewer, put together once. */
function frameOf(event: JournalEvent): string {
  const known = frames.get(event)
  if (known !== undefined) return known
  const frame = `event: ${event.kind}\nid: ${event.number}\ndata: ${event.data}\n\n`
  frames.set(event, frame)
  return frame
}

import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { type Clock, seconds } from '../shared/clock'
import { textFrame } from './live-frame'

/** Why a line is closed: the code of RFC 6455, section 7.4, and a word for programs. */
export const CLOSINGS = {
  shutting_down: 1001,
  text_only: 1003,
  unauthenticated: 1008,
  forbidden: 1008,
  too_slow: 1013,
  silent: 4000,
} as const
export type Closing = keyof typeof CLOSINGS

/** A two-way line as those see it who write to it. */
export interface Line {
  /** Writes whole frames. A viewer who has not read what was written before is sent away, and nobody waits for them. */
  write(frames: Buffer): void
  tell(message: object): void
  /** Resolves when everything written has been taken; at once where little waits, or where the line is over. */
  taken(): Promise<void>
  close(why: Closing): void
  /** Calls `listener` once, when the line is closed by either side or breaks. */
  ended(listener: () => void): void
  readonly over: boolean
}

interface Deps {
  readonly socket: WebSocket
  /** What the line runs on. Frames that many are shown are written to it as they are: nothing of a frame's form is done again for each. */
  readonly stream: Duplex
  readonly clock: Clock
  readonly mostBytesBehind: number
}

const BEAT_MS = seconds(30)
/** How long a line that is closed may take to say so; what was written before is still delivered. */
const GOODBYE_MS = seconds(10)

/** Keeps a line: who does not answer pings is gone, who does not read is sent away. */
export function createLine({ socket, stream, clock, mostBytesBehind }: Deps): Line {
  let answered = true
  let over = false
  let cancel = () => {}
  const waiting: (() => void)[] = []
  const listeners: (() => void)[] = []

  const letGo = () => {
    for (const resolve of waiting.splice(0)) resolve()
  }
  const end = () => {
    over = true
    cancel()
    letGo()
    for (const tell of listeners.splice(0)) tell()
  }
  const close = (why: Closing) => {
    if (over) return
    end()
    socket.close(CLOSINGS[why], why)
    const giveUp = clock.deadline(GOODBYE_MS, () => socket.terminate())
    socket.once('close', giveUp)
  }
  const beat = () => {
    if (!answered) return close('silent')
    answered = false
    socket.ping()
    cancel = clock.deadline(BEAT_MS, beat)
  }
  cancel = clock.deadline(BEAT_MS, beat)
  const heard = () => {
    answered = true
  }
  socket.on('pong', heard).on('message', heard)
  // A line that breaks, or on which something else than the protocol is spoken, closes itself with the code for it.
  socket.on('error', () => {})
  socket.once('close', end)
  stream.on('drain', letGo)

  const write = (frames: Buffer) => {
    if (over || socket.readyState !== WebSocket.OPEN) return
    // What has just been said does not count: nobody could have read it.
    if (stream.writableLength > mostBytesBehind) close('too_slow')
    else stream.write(frames)
  }
  return {
    write,
    tell: (message) => write(textFrame(JSON.stringify(message))),
    taken: () => new Promise((resolve) => (over || !stream.writableNeedDrain ? resolve() : void waiting.push(resolve))),
    close,
    ended: (listener) => void listeners.push(listener),
    get over() {
      return over
    },
  }
}

import { isUtf8 } from 'node:buffer'

/** Something in a stream that is no server-sent event, or larger than allowed. */
export class UnreadableStream extends Error {}

/** Takes bytes as they come and calls back with each whole event; `name` is empty where the stream gave none. */
export interface EventReader {
  /** Throws UnreadableStream for text that is no UTF-8 and for lines or events that are too long. */
  feed(bytes: Uint8Array): void
}

/** Bytes of a line, and characters of an event's data, that no provider ever sends. */
const LONGEST = 1024 * 1024

const LF = 10
const CR = 13
const BOM = '\ufeff'

/**
 * Reads `text/event-stream` (HTML Standard, 9.2.6): lines end in LF, CR or CRLF; comments, ids and retry times are passed over;
 * an event that the stream does not finish is dropped.
 */
export function createEventReader(onEvent: (name: string, data: string) => void): EventReader {
  let name = ''
  let data: string | undefined

  const finish = () => {
    const [event, text] = [name, data]
    name = ''
    data = undefined
    if (text !== undefined) onEvent(event, text)
  }
  return createLineReader((line) => {
    if (line === '') return finish()
    const colon = line.indexOf(':')
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'event') name = value
    if (field === 'data') data = data === undefined ? value : `${data}\n${value}`
    if (data !== undefined && data.length > LONGEST) throw new UnreadableStream('an event is too long')
  })
}

/** Lines are cut as bytes, so that no character is ever split. */
function createLineReader(onLine: (line: string) => void): EventReader {
  let pieces: Buffer[] = []
  let kept = 0
  let afterCr = false
  let first = true

  const keep = (piece: Buffer) => {
    pieces.push(piece)
    kept += piece.length
    if (kept > LONGEST) throw new UnreadableStream('a line is too long')
  }
  const whole = (last: Buffer): Buffer => {
    if (pieces.length === 0) return last
    keep(last)
    const bytes = Buffer.concat(pieces)
    pieces = []
    kept = 0
    return bytes
  }
  const line = (bytes: Buffer) => {
    if (!isUtf8(bytes)) throw new UnreadableStream('it is no UTF-8')
    const text = bytes.toString('utf8')
    onLine(first && text.startsWith(BOM) ? text.slice(1) : text)
    first = false
  }
  return {
    feed(bytes) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      let start = 0
      for (let at = 0; at < buffer.length; at += 1) {
        const byte = buffer[at]
        if (byte === LF || byte === CR) {
          const secondHalf = byte === LF && afterCr
          if (!secondHalf) line(whole(buffer.subarray(start, at)))
          start = at + 1
        }
        afterCr = byte === CR
      }
      if (start < buffer.length) keep(buffer.subarray(start))
    },
  }
}

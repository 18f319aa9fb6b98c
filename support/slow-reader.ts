import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import { untilQuiet } from './event-loop'
import { readEvents } from './event-stream'
import type { Line } from './parameter-types'
import { type Seen, seenIn } from './seen'

/** What there was to be had of a line, and why it was closed, if it was. */
export interface Belated {
  readonly seen: readonly Seen[]
  readonly closed: string | undefined
}

/** Somebody who opened a line and takes nothing from it until they begin to read. */
export interface SlowReader {
  /** Everything that is still to be had: until the line has ended, or nothing came for `quietMs` of the machine's clock. */
  read(quietMs: number): Promise<Belated>
  leave(): void
}

interface Wanted {
  readonly origin: string
  readonly headers: Readonly<Record<string, string>>
  readonly line: Line
  readonly execution: string
}

/** Opens a line over a socket of its own: what is not read fills it, up to the platform. */
export async function openSlowly({ origin, headers, line, execution }: Wanted): Promise<SlowReader> {
  if (line === 'one-way') return readerOf(await begun(origin, `GET /api/executions/${execution}/events HTTP/1.0`, headers), ofEvents)
  const socket = await begun(origin, 'GET /api/live HTTP/1.1', { ...headers, ...upgrade() })
  socket.write(textFrame(JSON.stringify({ watch: execution })))
  return readerOf(socket, ofFrames)
}

/** Asks a model, to be answered word by word, likewise. */
export async function askSlowly({ origin, headers, path, body }: Omit<Wanted, 'line' | 'execution'> & { path: string; body: object }): Promise<SlowReader> {
  const text = JSON.stringify(body)
  const described = { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }
  const socket = await begun(origin, `POST ${path} HTTP/1.0`, described)
  socket.write(text)
  return readerOf(socket, ofEvents)
}

const readerOf = (socket: Socket, seenIn: (content: Buffer) => Belated | Promise<Belated>): SlowReader => ({
  async read(quietMs) {
    const answer = await drained(socket, quietMs)
    return seenIn(answer.subarray(answer.indexOf('\r\n\r\n') + 4))
  },
  leave: () => void socket.destroy(),
})

/** A socket that is not read, over which a request has begun. */
async function begun(origin: string, request: string, headers: Readonly<Record<string, string>>): Promise<Socket> {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.pause()
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  const lines = Object.entries({ host: `${hostname}:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`)
  socket.write(`${[request, ...lines].join('\r\n')}\r\n\r\n`)
  return socket
}

const upgrade = () => ({ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': randomBytes(16).toString('base64') })

/** A short text as a client sends it (RFC 6455, 5.2): masked, here with zeros. */
const textFrame = (text: string): Buffer => Buffer.concat([Buffer.from([0x81, 0x80 | Buffer.byteLength(text), 0, 0, 0, 0]), Buffer.from(text)])

async function drained(socket: Socket, quietMs: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  const ended = new Promise<true>((resolve) => {
    for (const end of ['end', 'close', 'error']) socket.once(end, () => resolve(true))
  })
  socket.on('data', (chunk: Buffer) => void chunks.push(chunk)).resume()
  for (let known = -1; chunks.length > known; ) {
    known = chunks.length
    if (await Promise.race([ended, rest(quietMs)])) break
    // On a busy machine the time may be over before what has come meanwhile was looked at.
    await untilQuiet()
  }
  return Buffer.concat(chunks)
}

async function ofEvents(content: Buffer): Promise<Belated> {
  const seen: Seen[] = []
  let closed: string | undefined
  const source = (async function* () {
    yield content
  })()
  await readEvents(source, (event) => {
    if (event.event === 'closed') closed = String(JSON.parse(event.data).reason)
    else seen.push(seenIn(event))
  })
  return { seen, closed }
}

const TEXT = 1
const CLOSE = 8

/** Whole, unmasked frames one after the other (RFC 6455, 5.2); the last may be cut off. */
function ofFrames(content: Buffer): Belated {
  const seen: Seen[] = []
  let at = 0
  while (at + 2 <= content.length) {
    const [opcode, short] = [content.readUInt8(at) & 0x0f, content.readUInt8(at + 1)]
    const [length, head] = short === 127 ? [Number(content.readBigUInt64BE(at + 2)), 10] : short === 126 ? [content.readUInt16BE(at + 2), 4] : [short, 2]
    const payload = content.subarray(at + head, at + head + length)
    at += head + length
    if (opcode === CLOSE) return { seen, closed: payload.subarray(2).toString() }
    if (opcode !== TEXT || payload.length < length) continue
    const { event, number, data } = JSON.parse(payload.toString())
    if (event !== undefined) seen.push({ kind: event, number, data })
  }
  return { seen, closed: undefined }
}

import { type Static, type TSchema, Type } from 'typebox'
import { LONGEST_TOPIC, TOPIC_PATTERN } from '../events/topic'
import type { JournalEvent } from '../executions/journal'
import { InvalidInput } from '../shared/errors'
import { parseJson } from '../shared/json'
import { inputCompiler } from './input'
import { Exactly } from './schemas'

const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
const Execution = Type.String({ minLength: 1, maxLength: 100 })
const Given = Type.String({ minLength: 1, maxLength: 100 })
/** So many events of a subscription are given at once. */
const MOST_AT_ONCE = 100
const WISHES = {
  watch: Exactly({ watch: Execution, after: Type.Optional(Count) }),
  unwatch: Exactly({ unwatch: Execution }),
  subscribe: Exactly({
    subscribe: Type.Array(Type.String({ pattern: TOPIC_PATTERN, maxLength: LONGEST_TOPIC }), { minItems: 1, maxItems: 50 }),
    from: Type.Optional(Count),
  }),
  subscription: Exactly({ subscription: Given, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_AT_ONCE })) }),
  ack: Exactly({ ack: Given }),
  nack: Exactly({ nack: Given, reason: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000 })) }),
  unsubscribe: Exactly({ unsubscribe: Type.Literal(true) }),
  ping: Exactly({ ping: Type.Union([Type.Literal(true), Type.String({ maxLength: 100 })]) }),
} as const

type Kind = keyof typeof WISHES
/** What somebody on the line asks for. */
export type Wish = { readonly [Each in Kind]: { readonly kind: Each } & Static<(typeof WISHES)[Each]> }[Kind]

const compile = inputCompiler()
const checks = Object.fromEntries(Object.entries(WISHES).map(([kind, schema]: [string, TSchema]) => [kind, compile({ schema, httpPart: 'body' } as never)]))

const isKind = (name: string): name is Kind => Object.hasOwn(WISHES, name)

/** Reads a frame as strictly as a request's body. Throws InvalidInput that names the field. */
export function wishOf(text: string): Wish {
  const frame = parseJson(text)
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) throw new InvalidInput('body', 'A frame is a JSON object')
  const names = Object.keys(frame)
  const kind = names.find(isKind)
  if (kind === undefined) throw new InvalidInput(names[0] ?? 'body', `A frame has one of these fields: ${Object.keys(WISHES).join(', ')}`)
  const found = checks[kind]?.(frame)
  if (found !== undefined && typeof found === 'object' && 'error' in found && found.error !== undefined) throw found.error
  return { kind, ...frame } as Wish
}

const LARGEST_SHORT = 125
const LARGEST_MEDIUM = 0xffff
const WHOLE_TEXT = 0x81

/** A text message as it stands on the wire: one whole frame, unmasked, as servers send it (RFC 6455, section 5.2). The same for every viewer. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const head = length <= LARGEST_SHORT ? 2 : length <= LARGEST_MEDIUM ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = WHOLE_TEXT
  if (head === 2) frame[1] = length
  else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, head)
  return frame
}

const together = new WeakMap<readonly JournalEvent[], Buffer>()

/** Events of an execution as frames; put together once for all who are shown the same ones. */
export function journalFrames(executionId: string, events: readonly JournalEvent[]): Buffer {
  const known = together.get(events)
  if (known !== undefined) return known
  const about = `{"execution_id":${JSON.stringify(executionId)},"number":`
  const frames = Buffer.concat(events.map(({ number, kind, data }) => textFrame(`${about}${number},"event":"${kind}","data":${data}}`)))
  together.set(events, frames)
  return frames
}

import { Type } from 'typebox'
import type { Gap, StoredEvent } from '../events/event'
import { rfc3339 } from '../shared/clock'
import { Exactly, Time } from './schemas'

/** An event as CloudEvents 1.0.2 has it, with its extensions for sequence and correlation, and the topic as one of our own. */
export const CloudEvent = Exactly({
  specversion: Type.Literal('1.0'),
  id: Type.String({ description: 'Stays the same however often the event is delivered' }),
  source: Type.String({ format: 'uri-reference', description: 'Where it happened, or who told it' }),
  type: Type.String(),
  time: Time,
  sequence: Type.String({ description: 'Grows by the order in which events were stored, also when compared as text' }),
  topic: Type.String(),
  correlationid: Type.Optional(Type.String({ minLength: 1 })),
  datacontenttype: Type.Literal('application/json'),
  data: Type.Unknown({ description: 'What is told of it; any JSON' }),
})

/** Stands in place of events that are no longer kept, by their sequence. */
export const GapView = Exactly({ gap: Exactly({ from: Type.Integer(), to: Type.Integer() }) })

export const EventOrGap = Type.Union([CloudEvent, GapView])

/** The largest number of a log has as many digits: sequences are ordered as texts too (CloudEvents extension "Sequence"). */
const DIGITS = 16

/** An event as CloudEvents 1.0 has it. */
export const cloudEvent = ({ number, id, source, type, at, topic, correlationId, data }: StoredEvent) => ({
  specversion: '1.0' as const,
  id,
  source,
  type,
  time: rfc3339(at),
  sequence: String(number).padStart(DIGITS, '0'),
  topic,
  ...(correlationId === undefined ? {} : { correlationid: correlationId }),
  datacontenttype: 'application/json' as const,
  data,
})

/** What a reader of events is shown first where some are no longer kept. */
export const gapView = (gap: Gap | undefined) => (gap === undefined ? [] : [{ gap: { from: gap.from, to: gap.to } }])

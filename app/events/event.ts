/** Something that happened and was told to whoever follows its topic. */
export interface StoredEvent {
  /** Grows by the order in which events were stored, across all topics. */
  readonly number: number
  readonly id: string
  readonly topic: string
  /** `<noun>.<past participle>` or `<noun>.<state>`, for example `proposal.waiting`. */
  readonly type: string
  /** Where it happened, for example `/api/proposals/…`. */
  readonly source: string
  readonly at: number
  readonly data: unknown
  readonly correlationId: string | undefined
}

/** An event that has yet to be stored. */
export type NewEvent = Omit<StoredEvent, 'number' | 'correlationId'> & { readonly correlationId?: string | undefined }

/** How topics are written. */
export const TOPIC = '^[A-Za-z0-9_.:-]+$'

/** How topics are asked for: by name, or `agent:*` for all that have one last part after `agent:`. */
export const TOPIC_PATTERN = '^([A-Za-z0-9_.:-]+|([A-Za-z0-9_.-]+:)+\\*)$'

/** Whether a topic is one of those asked for. Pure. */
export const isAskedFor = (topic: string, patterns: readonly string[]): boolean => patterns.some((pattern) => matches(topic, pattern))

function matches(topic: string, pattern: string): boolean {
  if (!pattern.endsWith('*')) return topic === pattern
  const stem = pattern.slice(0, -1)
  return topic.length > stem.length && topic.startsWith(stem) && !topic.slice(stem.length).includes(':')
}

/** What can stand in the journal of an execution. */
export type JournalKind =
  | 'execution:started'
  | 'execution:awaiting_approval'
  | 'execution:approved'
  | 'execution:paused'
  | 'execution:resumed'
  | 'execution:corrected'
  | 'streaming:start'
  | 'streaming:update'
  | 'streaming:complete'
  | 'streaming:error'

/** Something that goes into the journal; its number is given where it is written. */
export interface Entry {
  readonly kind: JournalKind
  readonly data: Readonly<Record<string, unknown>>
}

/** One numbered event of a journal, as it is stored and shown. `data` is JSON. */
export interface JournalEvent {
  readonly number: number
  readonly kind: JournalKind
  readonly data: string
}

/** Events with the numbers that follow `last`. Pure. */
export const numbered = (entries: readonly Entry[], last: number): readonly JournalEvent[] =>
  entries.map(({ kind, data }, index) => ({ number: last + index + 1, kind, data: JSON.stringify(data) }))

/** Words that came one after the other as one update. Pure. */
export function gathered(entries: readonly Entry[]): readonly Entry[] {
  const merged: Entry[] = []
  for (const entry of entries) {
    const before = merged.at(-1)
    const follows = before?.kind === 'streaming:update' && entry.kind === 'streaming:update'
    if (follows) merged[merged.length - 1] = { kind: entry.kind, data: { ...before.data, delta: `${before.data.delta}${entry.data.delta}` } }
    else merged.push(entry)
  }
  return merged
}

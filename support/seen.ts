import type { ReadEvent } from './event-stream'

/** One event of a journal as a viewer was shown it. */
export interface Seen {
  readonly kind: string
  readonly number: number
  readonly data: Readonly<Record<string, unknown>>
}

export const seenIn = ({ event, id, data }: ReadEvent): Seen => ({ kind: event, number: Number(id), data: JSON.parse(data) })

const ENDS = new Set(['streaming:complete', 'streaming:error'])

/** The text of an answer as it was shown, piece by piece. */
export const piecesOf = (seen: readonly Seen[]): readonly string[] =>
  seen.filter(({ kind }) => kind === 'streaming:update').map(({ data }) => String(data.delta))
export const textOf = (seen: readonly Seen[]): string => piecesOf(seen).join('')
export const endsOf = (seen: readonly Seen[]): readonly Seen[] => seen.filter(({ kind }) => ENDS.has(kind))
export const numbersOf = (seen: readonly Seen[]): readonly number[] => seen.map(({ number }) => number)
export const fromOneTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1)

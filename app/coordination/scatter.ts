import { ConcordError } from '../shared/errors'

/** When whoever asks several has heard enough: all of them, the first `n`, or whoever replies in time. */
export const WAYS_TO_WAIT = ['all', 'first_n', 'deadline'] as const
export type WayToWait = { readonly kind: 'all' } | { readonly kind: 'first_n'; readonly n: number } | { readonly kind: 'deadline' }

export interface ScatterReply {
  readonly from: string
  readonly data: unknown
}

/** Replies in the order in which they came, and who gave none, in the order in which they were asked. */
export interface Gathered {
  readonly replies: readonly ScatterReply[]
  readonly missing: readonly string[]
}

/** How many replies are waited for. Pure. */
export const enough = (way: WayToWait, asked: number): number => (way.kind === 'first_n' ? way.n : asked)

/** What came of a question to several, once no more is waited for. Pure. */
export function gathered(asked: readonly string[], replies: readonly ScatterReply[]): Gathered {
  const heard = new Set(replies.map(({ from }) => from))
  return { replies, missing: asked.filter((id) => !heard.has(id)) }
}

/** Whether so many replies are what was asked for: whoever waits until a deadline takes what there is. Pure. */
export const suffices = (way: WayToWait, { replies, missing }: Gathered): boolean =>
  way.kind === 'deadline' || replies.length >= enough(way, replies.length + missing.length)

/** Nobody listens to the topic, or fewer are asked than have to reply. */
export class TooFewAsked extends ConcordError {
  readonly code = 'too_few_agents'
}

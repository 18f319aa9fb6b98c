import fc from 'fast-check'

export const AUTHORS = ['Uma', 'Mallory', 'Ada'] as const
export type Author = (typeof AUTHORS)[number]

/** Something that happens to the feed, or to time. */
export type Change =
  | { readonly kind: 'post'; readonly who: Author; readonly isPublic: boolean }
  /** The one that was posted `back` posts ago. */
  | { readonly kind: 'remove'; readonly back: number }
  | { readonly kind: 'time'; readonly minutes: number }

export interface FeedCase {
  readonly before: readonly Change[]
  /** What happens after each page that was read. */
  readonly between: readonly (readonly Change[])[]
  readonly limit: number
}

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 7, arbitrary: fc.record({ kind: fc.constant('post' as const), who: fc.constantFrom(...AUTHORS), isPublic: fc.nat(3).map((n) => n > 0) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), back: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('time' as const), minutes: fc.constantFrom(-1, 1) }) },
)

/** Posts and removals before and while somebody reads, in pages of any size. Mostly all at the same time. */
export const feedCases: fc.Arbitrary<FeedCase> = fc.record({
  before: fc.array(change, { maxLength: 14, size: 'max' }),
  between: fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 5 }),
  limit: fc.integer({ min: 1, max: 6 }),
})

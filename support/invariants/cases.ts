import type fc from 'fast-check'
import { expectHolds } from '../generated'
import type { ConcordWorld } from '../world'

/** What is promised of every case that is told in advance, a sentence a line. */
export interface Invariant<Case> {
  /** As many as the example says. */
  readonly usual: number
  readonly cases: fc.Arbitrary<Case>
  readonly inWords: (made: Case) => readonly string[]
  /** Throws where the case breaks what is promised. */
  readonly holds: (made: Case) => Promise<void> | undefined
}

/** Tries made-up cases one after the other; the smallest that breaks the promise is told in words. */
export const inEveryCase = <Case>(world: ConcordWorld, { usual, cases, inWords, holds }: Invariant<Case>): Promise<void> =>
  expectHolds(
    world,
    {
      cases,
      async play(made, tell) {
        inWords(made).forEach(tell)
        await holds(made)
      },
    },
    { count: usual },
  )

import { Then } from '@cucumber/cucumber'
import fc from 'fast-check'
import { expectHolds, LONG, type Property } from './generated'
import type { ConcordWorld } from './world'

/** A promise that does not hold: for examples about what a failure looks like. */
const even: Property<number> = {
  cases: fc.nat(1_000),
  async play(number, tell) {
    tell(`The number is ${number}`)
    if (number % 2 === 1) throw new Error(`${number} is odd`)
  },
}

// Said by an example on trial alone, whose run is told to load this file.
Then('every number is even, in {int} generated cases', LONG, async function (this: ConcordWorld, count: number) {
  await expectHolds(this, even, { count })
})

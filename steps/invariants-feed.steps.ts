import { Then, When } from '@cucumber/cucumber'
import { type Generated, LONG } from '../support/generated'
import { feed, READINGS, type Reading } from '../support/invariants/feed'
import { expectPromise, isAbout } from '../support/invariants/promise'
import type { ConcordWorld } from '../support/world'

const READING = new RegExp(`^people and agents post and remove as they like, and (${Object.keys(READINGS).join('|')})$`)

When(READING, function (this: ConcordWorld, words: keyof typeof READINGS) {
  const reading: Reading = READINGS[words]
  isAbout(this, feed(this, reading))
})

Then('every post that was visible to the reader was read once, the newest first, in {generated}', LONG, async function (this: ConcordWorld, wanted: Generated) {
  await expectPromise(this, wanted)
})

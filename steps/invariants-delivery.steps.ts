import { Then, When } from '@cucumber/cucumber'
import { type Generated, LONG } from '../support/generated'
import { delivery } from '../support/invariants/delivery'
import { expectPromise, isAbout } from '../support/invariants/promise'
import type { ConcordWorld } from '../support/world'

When('people and agents publish, subscribe, take, acknowledge, refuse, fall silent and go, in any order', function (this: ConcordWorld) {
  isAbout(this, delivery(this))
})

Then(
  'every subscriber has acknowledged every matching event once, in the order published, in {generated}',
  LONG,
  async function (this: ConcordWorld, wanted: Generated) {
    await expectPromise(this, wanted)
  },
)

import { Then, When } from '@cucumber/cucumber'
import { type Generated, LONG } from '../support/generated'
import { lookingUp, wishing } from '../support/invariants/permission'
import { handingOn } from '../support/invariants/permission-chains'
import { expectPromise, isAbout } from '../support/invariants/promise'
import type { ConcordWorld } from '../support/world'

When('Uma looks up whether agents of each level may do anything, one of them paused or none', function (this: ConcordWorld) {
  isAbout(this, lookingUp(this))
})

When('Uma asks agents of any level for anything, some of them paused or retired, some wishes for approval first', function (this: ConcordWorld) {
  isAbout(this, wishing(this))
})

When('Uma has anything done for work that was handed on along any chain, with some demoted on the way', function (this: ConcordWorld) {
  isAbout(this, handingOn(this))
})

Then(
  'the platform and the table say the same, and no level may less than a lower one, in {generated}',
  LONG,
  async function (this: ConcordWorld, wanted: Generated) {
    await expectPromise(this, wanted)
  },
)

Then(
  'each time it is decided as the table says, and a restriction never allows more, in {generated}',
  LONG,
  async function (this: ConcordWorld, wanted: Generated) {
    await expectPromise(this, wanted)
  },
)

Then(
  'each time it is decided as the table says for the least in the chain, and never more is allowed, in {generated}',
  LONG,
  async function (this: ConcordWorld, wanted: Generated) {
    await expectPromise(this, wanted)
  },
)

import { Then, When } from '@cucumber/cucumber'
import { type Generated, LONG } from '../support/generated'
import { expectPromise, isAbout } from '../support/invariants/promise'
import { routing } from '../support/invariants/routing'
import type { ConcordWorld } from '../support/world'

When('Uma publishes on any topics, and Sam is subscribed to any', function (this: ConcordWorld) {
  isAbout(this, routing(this))
})

Then(
  'Sam is given what is on a topic that a plain reader would say was meant, and nothing else, in {generated}',
  LONG,
  async function (this: ConcordWorld, wanted: Generated) {
    await expectPromise(this, wanted)
  },
)

import { Given, When } from '@cucumber/cucumber'
import type { ConcordWorld } from '../support/world'

When('{duration} pass/passes', async function (this: ConcordWorld, ms: number) {
  await this.clock.advance(ms)
})

When('{duration} minus {duration} pass/passes', async function (this: ConcordWorld, ms: number, less: number) {
  await this.clock.advance(ms - less)
})

When('the clock is/was set {duration} ahead', function (this: ConcordWorld, ms: number) {
  this.clock.jump(ms)
})

When('the clock is/was set {duration} back', function (this: ConcordWorld, ms: number) {
  this.clock.jump(-ms)
})

Given('{duration} has/have passed', async function (this: ConcordWorld, ms: number) {
  await this.clock.advance(ms)
})

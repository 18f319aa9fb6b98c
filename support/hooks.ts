import { After, AfterAll, BeforeAll, type ITestCaseHookParameter, Status } from '@cucumber/cucumber'
import { config } from 'chai'
import { closeChromium } from './chromium'
import { type House, openHouse } from './house'
import { endSpares } from './platform-process'
import { sideEffects } from './side-effects'
import { type ConcordWorld, inhabit } from './world'

// What differs is shown whole.
config.truncateThreshold = 0

let house: House | undefined

BeforeAll(async () => {
  house = await openHouse()
  inhabit(house)
})

AfterAll(async () => {
  inhabit(undefined)
  await Promise.all([closeChromium(), endSpares()])
  await house?.close()
})

After(async function (this: ConcordWorld, scenario: ITestCaseHookParameter) {
  const problems = sideEffects(this, scenario.pickle)
  await this.end()
  if (scenario.result?.status === Status.PASSED && problems.length > 0) throw new Error(problems.join('\n'))
})

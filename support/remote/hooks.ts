import { After, Before, type ITestCaseHookParameter, Status, setDefaultTimeout } from '@cucumber/cucumber'
import type { ConcordWorld } from '../world'
import { remoteHouse } from './present'

// Loaded by the profile alone: the platform is elsewhere, and takes its time; a breaker that an example has opened is waited for.
setDefaultTimeout(60_000)

Before(async function (this: ConcordWorld) {
  await remoteHouse().welcome(this.fakes, this.reach.need)
  this.clock.begin?.()
})

After(function (this: ConcordWorld, { result, pickle }: ITestCaseHookParameter) {
  const sends = pickle.steps.some(({ text }) => /Slack|GitHub/.test(text))
  remoteHouse().leaves({ cutShort: result?.status !== Status.PASSED, sends })
  if (!remoteHouse().isAsked()) this.reach.lacks('process', 'nothing is asked of the platform')
})

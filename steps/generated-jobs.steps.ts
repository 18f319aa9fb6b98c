import { Then, When } from '@cucumber/cucumber'
import fc from 'fast-check'
import { LONG } from '../support/generated'
import { jobs, PROMISES, runJob } from '../support/generated-jobs'
import { perScenario } from '../support/per-scenario'
import type { ConcordWorld } from '../support/world'

const stateOf = perScenario(() => ({ count: 0 }))

When('Uma has {int} jobs of any kind done by Ada', function (this: ConcordWorld, count: number) {
  stateOf(this).count = count
})

/** The jobs are made up and done here, so that a failure is shown with the smallest job that has it. */
Then(new RegExp(`^in each of them (${Object.keys(PROMISES).join('|')})$`), LONG, async function (this: ConcordWorld, promise: string) {
  const holds = fc.asyncProperty(jobs, async (job) => PROMISES[promise]?.(await runJob(this, job), job.most))
  await fc.assert(holds, { numRuns: stateOf(this).count })
})

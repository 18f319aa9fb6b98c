import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { LONG } from '../support/generated'
import { call, executionsAfter, withoutHaste } from '../support/invariants/calls'
import { inEveryCase } from '../support/invariants/cases'
import { ENDS, endingJobs, helpersIn, jobInWords, runToTheEnd } from '../support/invariants/jobs-that-end'
import { perScenario } from '../support/per-scenario'
import { verdictOf } from '../support/reviewing'
import type { ConcordWorld } from '../support/world'

const stateOf = perScenario(() => ({ most: 100, reviewers: 0 }))

Given('all agents will answer whatever comes to mind', function (this: ConcordWorld) {
  withoutHaste(this)
})

Given('all agents will answer that they want changes', function (this: ConcordWorld) {
  for (const provider of ['openai', 'anthropic'] as const) this.fakes[provider].willAnswer(verdictOf('changes', 'Again, please'))
})

Given('the operator allows {int} further tasks in a job', function (this: ConcordWorld, most: number) {
  this.set('CONCORD_STEPS', String(most))
  stateOf(this).most = most
})

When('Uma has jobs of every kind done', () => {})

When('Uma has work by Ada reviewed by {int} agents', LONG, async function (this: ConcordWorld, count: number) {
  const reviewers = await helpersIn(this, count)
  stateOf(this).reviewers = count
  const body = { author_agent_id: this.agent('Ada').id, reviewer_agent_ids: reviewers.map((name) => this.agent(name).id), content: 'Dear all' }
  this.take(await call(this, this.as('Uma'), '/api/agents/peer-review', body))
})

Then('{int} tasks were run that nobody had asked for', async function (this: ConcordWorld, count: number) {
  expect((await executionsAfter(this, '')).length - stateOf(this).reviewers).to.equal(count)
})

/** The jobs are made up and done here, so that a failure is shown with the smallest job that has it. */
Then(new RegExp(`^in (\\d+) generated cases (${Object.keys(ENDS).join('|')})$`), LONG, async function (this: ConcordWorld, usual: number, promise: string) {
  await inEveryCase(this, {
    ...{ usual: Number(usual), cases: endingJobs, inWords: jobInWords },
    holds: async (made) => ENDS[promise]?.(await runToTheEnd(this, made), stateOf(this).most),
  })
})

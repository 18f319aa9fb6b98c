import { Given, Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import { recordOf } from '../support/on-record'
import type { End, ExecutionStatus } from '../support/parameter-types'
import { execution, executions } from '../support/running'
import { endsOf, fromOneTo, numbersOf, textOf } from '../support/seen'
import { answerEverywhere, endEverywhere } from '../support/telling-the-same'
import { heardBy, journal } from '../support/watching'
import type { ConcordWorld } from '../support/world'

Then('the journal ends with the answer {string}', async function (this: ConcordWorld, answer: string) {
  const last = (await journal(this)).at(-1)
  expect({ kind: last?.kind, content: last?.data.content }).to.deep.equal({ kind: 'streaming:complete', content: answer })
})

Then('the journal ends because {end}', async function (this: ConcordWorld, code: End) {
  const last = (await journal(this)).at(-1)
  expect({ kind: last?.kind, code: last?.data.code }).to.deep.equal({ kind: 'streaming:error', code })
})

Then('the journal has one end', async function (this: ConcordWorld) {
  const whole = await journal(this)
  expect(endsOf(whole).map(({ number }) => number)).to.deep.equal([whole.length])
})

Then('the journal holds the words {string}', async function (this: ConcordWorld, words: string) {
  expect(textOf(await journal(this))).to.equal(words)
})

Then('its journal is numbered from 1 to its end without a gap', async function (this: ConcordWorld) {
  await expectNumbered(this, (await execution(this)).id)
})

async function expectNumbered(world: ConcordWorld, id: string): Promise<void> {
  const whole = await journal(world, id)
  expect(whole.length).to.be.greaterThan(1)
  expect(numbersOf(whole)).to.deep.equal(fromOneTo(whole.length))
  expect(endsOf(whole).map(({ number }) => number)).to.deep.equal([whole.length])
}

Then('both journals are numbered from 1 to their end without a gap', async function (this: ConcordWorld) {
  const all = await executions(this)
  expect(all).to.have.length(2)
  for (const { id } of all) await expectNumbered(this, id)
})

Then(
  'the journal of what {agentName} did is without a gap, and ends with the answer {string}',
  async function (this: ConcordWorld, agent: string, answer: string) {
    const { id: agentId } = this.agent(agent)
    const [done, ...more] = (await executions(this)).filter(({ agent_id }) => agent_id === agentId)
    if (done === undefined) throw new Error(`${agent} has done nothing`)
    expect(more, `what else ${agent} did`).to.deep.equal([])
    await expectNumbered(this, done.id)
    expect((await journal(this, done.id)).at(-1)?.data.content).to.equal(answer)
  },
)

Then('both end with the answer {string}', async function (this: ConcordWorld, answer: string) {
  for (const { id, response } of await executions(this)) {
    expect(response).to.equal(answer)
    expect((await journal(this, id)).at(-1)?.data.content).to.equal(answer)
  }
})

Then('what Uma heard, the conversation, the execution and the memory are exactly that answer', async function (this: ConcordWorld) {
  const { told, same } = await answerEverywhere(this)
  expect(told).to.deep.equal(same)
})

Then('what Uma heard, the journal and the record tell that same failure', async function (this: ConcordWorld) {
  const { error } = await execution(this)
  const { ended } = await recordOf(this)
  const codes = [(await heardBy(this)).at(-1)?.data.code, (await journal(this)).at(-1)?.data.code, ended[0]?.details.code]
  expect(codes).to.deep.equal([error?.code, error?.code, error?.code])
})

Given('storage fails for {duration}', async function (this: ConcordWorld, ms: number) {
  void this.platform
  await this.storage.fail(true)
  await this.clock.advance(ms)
  await this.storage.fail(false)
})

Then('the execution is {executionStatus}, and journal, conversation, record and memory agree', async function (this: ConcordWorld, status: ExecutionStatus) {
  const { told, same } = await endEverywhere(this, status)
  expect(told).to.deep.equal(same)
})

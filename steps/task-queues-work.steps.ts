import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { TaskStatus } from '../app/backplane/task'
import { find, idOf, list, lookAtQueue, placeOf, putBack, queueingOf, said, say, workerName } from '../support/queueing'
import type { ConcordWorld } from '../support/world'

/** What workers say of their tasks, and what everybody sees. */

const titlesIn = (words: string): readonly string[] => [...words.matchAll(/"([^"]*)"/g)].map(([, title = '']) => title)
const ERROR = 'It did not work'

// What workers say

When('{party} completes {string}', async function (this: ConcordWorld, who: string, title: string) {
  await say(this, { who }, { what: 'complete', title })
})

When('{party} completes {string} as {string}', async function (this: ConcordWorld, who: string, title: string, as: string) {
  await say(this, { who, as }, { what: 'complete', title })
})

When('{party} completes {string}, with the result {string}', async function (this: ConcordWorld, who: string, title: string, result: string) {
  await say(this, { who }, { what: 'complete', title, result })
})

When('{party} completes {string}, with a result of {int} bytes', async function (this: ConcordWorld, who: string, title: string, bytes: number) {
  await say(this, { who }, { what: 'complete', title, result: 'x'.repeat(bytes - 2) })
})

When('{party} completes {string}, as try {int}', async function (this: ConcordWorld, who: string, title: string, attempt: number) {
  await say(this, { who }, { what: 'complete', title, attempt })
})

When('{party} fails {string}', async function (this: ConcordWorld, who: string, title: string) {
  await say(this, { who }, { what: 'fail', title, error: ERROR })
})

When('{party} fails {string} because {string}', async function (this: ConcordWorld, who: string, title: string, error: string) {
  await say(this, { who }, { what: 'fail', title, error })
})

When('{party} fails {string} without a reason', async function (this: ConcordWorld, who: string, title: string) {
  await say(this, { who }, { what: 'fail', title })
})

When('{party} fails {string} for a reason of {int} characters', async function (this: ConcordWorld, who: string, title: string, length: number) {
  await say(this, { who }, { what: 'fail', title, error: 'x'.repeat(length) })
})

When('{party} is heard of {string}', async function (this: ConcordWorld, who: string, title: string) {
  await say(this, { who }, { what: 'heartbeat', title })
})

When(
  /^(\w+) (?:is|was) heard of "([^"]*)" (\d+) times?, each after (\d+) seconds?$/,
  async function (this: ConcordWorld, who: string, title: string, times: number, wait: number) {
    for (let time = 0; time < times; time++) {
      await this.clock.advance(wait * 1_000)
      await said(this, { who }, { what: 'heartbeat', title })
    }
  },
)

When('{party} completes what nobody added to {string}', async function (this: ConcordWorld, who: string, queue: string) {
  queueingOf(this).tasks.set('', { queue, id: '01900000-0000-7000-8000-000000000000' })
  await say(this, { who }, { what: 'complete', title: '' })
})

When('{party} puts {string} back', async function (this: ConcordWorld, who: string, title: string) {
  await putBack(this, who, title)
})

Given('{party} has put {string} back', async function (this: ConcordWorld, who: string, title: string) {
  const reply = await putBack(this, who, title)
  expect(reply.status, reply.text).to.equal(200)
})

// What is seen

Then(
  /^the queue shows "([^"]*)" as (pending|claimed|completed|failed|dead)(?:, by (\w+|"[^"]+"))?(?:, in try (\d+))?(?:, because "([^"]*)")?$/,
  async function (this: ConcordWorld, title: string, status: TaskStatus, by: string | null, attempt: number | null, because: string | null) {
    const task = await find(this, title)
    expect(task?.status).to.equal(status)
    if (by !== null) expect(task?.worker).to.equal(workerName(this, by))
    if (attempt !== null) expect(task?.tries).to.equal(attempt)
    if (because !== null) expect(task?.error).to.equal(because)
  },
)

Then('the result of {string} is {string}', async function (this: ConcordWorld, title: string, result: string) {
  expect((await find(this, title))?.result).to.equal(result)
})

Then('the task {string} was added by {party}', async function (this: ConcordWorld, title: string, who: string) {
  expect((await find(this, title))?.added_by).to.equal(idOf(this, who))
})

Then('the task {string} is not there any more', async function (this: ConcordWorld, title: string) {
  expect(await find(this, title)).to.equal(undefined)
})

When('{party} looks for {string} in {string}', async function (this: ConcordWorld, who: string, title: string, queue: string) {
  await this.call(this.as(who as 'Uma'), 'GET', `/api/queues/${queue}/tasks/${placeOf(this, title).id}`)
})

When('{party} looks at the task {string}', async function (this: ConcordWorld, who: string, title: string) {
  const { queue, id } = placeOf(this, title)
  await this.call(this.as(who as 'Uma'), 'GET', `/api/queues/${queue}/tasks/${id}`)
})

When('{party} looks at the queue {string}', async function (this: ConcordWorld, who: string, queue: string) {
  await lookAtQueue(this, who, queue)
})

Then(
  'it has {int} pending, {int} claimed, {int} completed, {int} failed and {int} dead tasks',
  function (this: ConcordWorld, pending: number, claimed: number, completed: number, failed: number, dead: number) {
    const { name: _, ...found } = this.reply.json<{ name: string }>()
    expect(found).to.deep.equal({ pending, claimed, completed, failed, dead })
  },
)

When('{party} lists the tasks of {string}', async function (this: ConcordWorld, who: string, queue: string) {
  await list(this, who, { queue })
})

When('{party} lists the tasks of {string}, {int} at a time', async function (this: ConcordWorld, who: string, queue: string, limit: number) {
  await list(this, who, { queue, limit })
})

When('{party} lists the tasks of {string} that come after {string}', async function (this: ConcordWorld, who: string, queue: string, title: string) {
  await list(this, who, { queue, cursor: Buffer.from(placeOf(this, title).id).toString('base64url') })
})

When('{party} lists the {word} tasks of {string}', async function (this: ConcordWorld, who: string, status: string, queue: string) {
  await list(this, who, { queue, status })
})

Then(/^(".*") (?:is|are) listed, and nothing else$/, function (this: ConcordWorld, titles: string) {
  expect(queueingOf(this).titles).to.deep.equal(titlesIn(titles))
})

Then('the queue {string} is empty', async function (this: ConcordWorld, queue: string) {
  await list(this, 'Mallory', { queue })
  expect(queueingOf(this).titles).to.deep.equal([])
})

import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { Outcome } from '../support/outcomes'
import { added, answerTo, begin, claim, find, handed, queueingOf, said, taken } from '../support/queueing'
import type { ConcordWorld } from '../support/world'

const seconds = (ms: number): string => String(ms / 1_000)
const ERROR = 'It did not work'

Given('a worker counts as silent after {duration}', function (this: ConcordWorld, ms: number) {
  this.set('CONCORD_SILENCE_SECONDS', seconds(ms))
})

Given('a failed task is tried again after {duration}', function (this: ConcordWorld, ms: number) {
  this.set('CONCORD_TASK_RETRY_MS', String(ms))
})

Given(/^a task is tried (\d+) times?$/, function (this: ConcordWorld, tries: number) {
  this.set('CONCORD_DELIVERY_TRIES', String(tries))
})

Given('the operator keeps ended tasks for {duration}', function (this: ConcordWorld, ms: number) {
  this.set('CONCORD_TASK_DAYS', String(ms / 86_400_000))
})

// Adding

Given('{party} has added {texts} to {string}', async function (this: ConcordWorld, who: string, titles: readonly string[], queue: string) {
  for (const title of titles) await added(this, { who }, { queue, title })
})

When('{party} adds {texts} to {string}', async function (this: ConcordWorld, who: string, titles: readonly string[], queue: string) {
  for (const title of titles) await added(this, { who }, { queue, title })
})

Given('{party} has added {string} to {string}, about {string}', async function (this: ConcordWorld, who: string, title: string, queue: string, about: string) {
  await added(this, { who }, { queue, title, about })
})

Given(
  '{party} has added {string} to {string} with priority {int}',
  async function (this: ConcordWorld, who: string, title: string, queue: string, priority: number) {
    await added(this, { who }, { queue, title, priority })
  },
)

Given(
  '{party} has added {string} to {string}, delayed by {duration}',
  async function (this: ConcordWorld, who: string, title: string, queue: string, delayMs: number) {
    await added(this, { who }, { queue, title, delayMs })
  },
)

Given(
  '{party} has added {string} to {string} with priority {int}, delayed by {duration}',
  async function (this: ConcordWorld, who: string, title: string, queue: string, priority: number, delayMs: number) {
    await added(this, { who }, { queue, title, priority, delayMs })
  },
)

Given('these tasks were added to {string}', async function (this: ConcordWorld, queue: string, table: DataTable) {
  for (const { task: title = '', priority } of table.hashes())
    await added(this, { who: 'Uma' }, { queue, title, priority: priority === '' ? undefined : Number(priority) })
})

// Taking

When('{party} takes a task from {string}', async function (this: ConcordWorld, who: string, queue: string) {
  await claim(this, { who, queue })
})

When('{party} takes a task from {string} as {string}', async function (this: ConcordWorld, who: string, queue: string, as: string) {
  await claim(this, { who, queue, as })
})

When('{party}, for {party}, takes a task from {string}', async function (this: ConcordWorld, who: string, behalf: string, queue: string) {
  await claim(this, { who, behalf, queue })
})

async function takeAll(world: ConcordWorld, who: string, queue: string): Promise<void> {
  const titles: string[] = []
  for (;;) {
    const task = handed(world, await claim(world, { who, queue }))
    if (task === undefined) break
    titles.push(task.title)
  }
  queueingOf(world).titles = titles
}

When('{party} takes all tasks from {string}', async function (this: ConcordWorld, who: string, queue: string) {
  await takeAll(this, who, queue)
})

Then('{party} was handed {texts}, in this order', function (this: ConcordWorld, _who: string, titles: readonly string[]) {
  expect(queueingOf(this).titles).to.deep.equal(titles)
})

Then('{party} is handed {texts} from {string}, and then nothing', async function (this: ConcordWorld, who: string, titles: readonly string[], queue: string) {
  await takeAll(this, who, queue)
  expect(queueingOf(this).titles).to.deep.equal(titles)
})

When('{int} workers of {party} take a task from {string} at the same moment', async function (this: ConcordWorld, count: number, who: string, queue: string) {
  const replies = await Promise.all(Array.from({ length: count }, (_, index) => claim(this, { who, queue, as: `worker ${index + 1}` })))
  queueingOf(this).titles = replies.map((reply) => handed(this, reply)?.title ?? '')
})

Then('{texts} were handed to one worker each, and {int} workers were handed nothing', function (this: ConcordWorld, titles: readonly string[], none: number) {
  expect(queueingOf(this).titles.toSorted()).to.deep.equal([...Array(none).fill(''), ...titles].toSorted())
})

Given('{party} has taken {string}', async function (this: ConcordWorld, who: string, title: string) {
  await taken(this, { who }, title)
})

Given('{party} has taken {string} as {string}', async function (this: ConcordWorld, who: string, title: string, as: string) {
  await taken(this, { who, as }, title)
})

async function takeAndSay(
  world: ConcordWorld,
  { who, behalf }: { who: string; behalf?: string | undefined },
  { what, title, result }: { what: 'complete' | 'fail'; title: string; result?: string | undefined },
) {
  await taken(world, { who, behalf }, title)
  await said(world, { who, behalf }, { what, title, result, error: what === 'fail' ? ERROR : undefined })
}

Given(/^(\w+) (?:has taken|takes) "([^"]*)" and (?:failed|fails)$/, async function (this: ConcordWorld, who: string, title: string) {
  await takeAndSay(this, { who }, { what: 'fail', title })
})

Given(
  /^(\w+)(?:, for (\w+),)? (?:has taken|takes) and (?:completed|completes) "([^"]*)"(?:, with the result "([^"]*)")?$/,
  async function (this: ConcordWorld, who: string, behalf: string | null, title: string, result: string | null) {
    await takeAndSay(this, { who, behalf: behalf ?? undefined }, { what: 'complete', title, result: result ?? undefined })
  },
)

Given(
  /^(\w+) has taken, in this order, "(.*)" and completed it, "(.*)" and failed, and "(.*)"$/,
  async function (this: ConcordWorld, who: string, done: string, broken: string, kept: string) {
    await takeAndSay(this, { who }, { what: 'complete', title: done })
    await takeAndSay(this, { who }, { what: 'fail', title: broken })
    await taken(this, { who }, kept)
  },
)

/** Takes and fails the task that was added last, as often and as soon as it can be. */
async function failTimes(world: ConcordWorld, times: number): Promise<void> {
  const { latest: title } = queueingOf(world)
  const first = Number(world.settings.CONCORD_TASK_RETRY_MS ?? 1_000)
  for (let time = 0; time < times; time++) {
    if (time > 0) await world.clock.advance(first * 2 ** (time - 1))
    await takeAndSay(world, { who: 'Sol' }, { what: 'fail', title })
  }
}

Given(/^it (?:was|is) taken and (?:failed|fails), (\d+) times?, each as soon as it (?:could|can) be$/, async function (this: ConcordWorld, times: number) {
  await failTimes(this, times)
})

When(
  /^it is taken (\d+) times(?: by (\w+))?, and each time nothing is heard for (\d+) seconds$/,
  async function (this: ConcordWorld, times: number, who: string | null, wait: number) {
    for (let time = 0; time < times; time++) {
      await taken(this, { who: who ?? 'Sol' }, queueingOf(this).latest)
      await this.clock.advance(wait * 1_000)
    }
    await find(this, queueingOf(this).latest)
  },
)

Then(
  /^(\w+) is handed "([^"]*)"(?:, about "([^"]*)")?(?:, in try (\d+))?$/,
  async function (this: ConcordWorld, who: string, title: string, about: string | null, attempt: number | null) {
    const task = handed(this, await answerTo(this, who))
    expect(task?.title).to.equal(title)
    if (about !== null) expect(task?.data).to.equal(about)
    if (attempt !== null) expect(task?.tries).to.equal(attempt)
  },
)

Then('{party} is handed nothing', async function (this: ConcordWorld, who: string) {
  expect(handed(this, await answerTo(this, who))).to.equal(undefined)
})

// Waiting

async function wait(world: ConcordWorld, who: string, { queue, ms }: { queue: string; ms: number }): Promise<void> {
  await begin(world, { who, queue, waitMs: ms })
  await world.clock.advance(0)
}

Given('{party} waits for a task from {string}, for up to {duration}', async function (this: ConcordWorld, who: string, queue: string, ms: number) {
  await wait(this, who, { queue, ms })
})

Given('{parties} wait for a task from {string}, one after the other', async function (this: ConcordWorld, all: readonly string[], queue: string) {
  for (const who of all) await wait(this, who, { queue, ms: 20_000 })
})

Given('{party} has stopped waiting', async function (this: ConcordWorld, who: string) {
  const asked = queueingOf(this).claims.get(who)
  asked?.leave()
  expect(await asked?.answer).to.equal(undefined)
  await this.clock.advance(0)
})

Then('{party}, who waits for a task, is refused because {failure}', async function (this: ConcordWorld, who: string, { status, code }: Outcome) {
  const reply = await answerTo(this, who)
  this.looked(reply)
  expect({ status: reply.status, code: reply.json<{ code?: string }>().code }).to.deep.equal({ status, code })
})

Then('{party} still waits', async function (this: ConcordWorld, who: string) {
  await this.clock.advance(0)
  const still = Symbol('still waiting')
  const answer = queueingOf(this).claims.get(who)?.answer
  expect(await Promise.race([answer, new Promise((resolve) => setImmediate(resolve, still))])).to.equal(still)
})

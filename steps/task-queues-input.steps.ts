import { type DataTable, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { childOf } from '../support/child-platform'
import { type Generated, LONG } from '../support/generated'
import { expectPromise, isAbout } from '../support/invariants/promise'
import { queues } from '../support/invariants/queues'
import { recorded } from '../support/measurements'
import { PROCESSES } from '../support/patience'
import { claim, handed, idOf, killedWhileAdding, list, placeOf, queueingOf, type TaskView } from '../support/queueing'
import type { ConcordWorld } from '../support/world'

const numberIn = (words: string): number => Number(/-?[\d.]+/.exec(words)?.[0])

/** The field of a request that is meant, and what it holds. */
function fieldOf(words: string): Readonly<Record<string, unknown>> {
  const count = numberIn(words)
  if (words === 'no title') return { title: undefined }
  if (words === 'a title without a word') return { title: ' \n ' }
  if (words.startsWith('a title')) return { title: 'x'.repeat(count) }
  if (words.startsWith('the priority')) return { priority: count }
  if (words.startsWith('a delay')) return { delay_ms: count }
  if (words.endsWith('to go with it')) return { data: 'x'.repeat(count - 2) }
  if (words.startsWith('a wait')) return { timeout_ms: count }
  if (words.startsWith("a worker's name")) return { worker: 'x'.repeat(count) }
  throw new Error(`nobody knows what is meant by ${words}`)
}

When(
  /^Uma (adds to|takes a task from) "([^"]*)" (?:a task )?with (.* characters?|.* word|no title|.* milliseconds|the priority .*|\d+ bytes to go with it)$/,
  async function (this: ConcordWorld, what: string, queue: string, words: string) {
    const body = what === 'adds to' ? { title: 'resize', ...fieldOf(words) } : fieldOf(words)
    const reply = await this.call(this.as('Uma'), 'POST', `/api/queues/${queue}/${what === 'adds to' ? 'tasks' : 'claim'}`, { body })
    if (reply.status === 201) queueingOf(this).tasks.set(reply.json<TaskView>().title, { id: reply.json<TaskView>().id, queue })
  },
)

When(/^Uma adds a task to a queue called (?:"(.*)"|(\d+) characters)$/, async function (this: ConcordWorld, name: string | null, length: number) {
  const queue = name ?? 'q'.repeat(length)
  await this.call(this.as('Uma'), 'POST', `/api/queues/${encodeURIComponent(queue)}/tasks`, { body: { title: 'resize' } })
  queueingOf(this).latest = queue
})

Then('it is in that queue', async function (this: ConcordWorld) {
  await list(this, 'Uma', { queue: queueingOf(this).latest })
  expect(queueingOf(this).titles).to.deep.equal(['resize'])
})

Then('it is in the queue {string}', async function (this: ConcordWorld, queue: string) {
  const [title = ''] = [...queueingOf(this).tasks.keys()]
  await list(this, 'Uma', { queue })
  expect(queueingOf(this).titles).to.deep.equal([title])
})

// Numbers

When('{duration} minus 1 millisecond pass, and then the last millisecond', async function (this: ConcordWorld, ms: number) {
  const { queue } = placeOf(this, queueingOf(this).latest)
  const titles: string[] = []
  for (const step of [ms - 1, 1]) {
    await this.clock.advance(step)
    titles.push(handed(this, await claim(this, { who: 'Ines', queue }))?.title ?? '')
  }
  queueingOf(this).titles = titles
})

Then('the task {string} can be taken then, and not before', function (this: ConcordWorld, title: string) {
  expect(queueingOf(this).titles).to.deep.equal(['', title])
})

Then('the record says that {int} task was forgotten', async function (this: ConcordWorld, count: number) {
  const records = await recorded(this, 'task.forgotten')
  expect(records.map(({ actor, details }) => ({ actor, tasks: (details as { tasks: number }).tasks }))).to.deep.equal([{ actor: 'platform', tasks: count }])
})

// On record

interface TaskRecord {
  readonly action: string
  readonly actor: string
  readonly subject: string | null
  readonly details: { readonly task: string; readonly tries?: number; readonly held_by?: string }
}

async function recordsOf(world: ConcordWorld, title: string): Promise<readonly TaskRecord[]> {
  const { items } = (await world.wait(world.as('Sam').call('GET', '/api/audit?limit=100'), 'the audit trail')).json<{ items: readonly TaskRecord[] }>()
  return items.filter(({ action, details }) => action.startsWith('task.') && details.task === placeOf(world, title).id)
}

Then('this is on record of {string}', async function (this: ConcordWorld, title: string, table: DataTable) {
  const found = (await recordsOf(this, title)).map(({ action, actor, details }) => ({
    what: action.replace('task.', ''),
    by: actor,
    try: String(details.tries ?? ''),
  }))
  expect(found).to.deep.equal(table.hashes().map((row) => ({ what: row.what, by: idOf(this, row.by ?? ''), try: row.try })))
})

Then('the record says that {party} completed {string} for {party}', async function (this: ConcordWorld, who: string, title: string, behalf: string) {
  const done = (await recordsOf(this, title)).find(({ action }) => action === 'task.completed')
  expect({ actor: done?.actor, subject: done?.subject }).to.deep.equal({ actor: idOf(this, who), subject: idOf(this, behalf) })
})

Then('the record says that {party} had {string} when it was given back', async function (this: ConcordWorld, who: string, title: string) {
  const returned = (await recordsOf(this, title)).filter(({ action }) => action === 'task.returned')
  expect(returned.map(({ details }) => details.held_by)).to.deep.equal([idOf(this, who)])
})

// After a crash

When(
  /^the platform is killed while Uma adds (\d+) tasks to "([^"]*)", and started again$/,
  PROCESSES,
  async function (this: ConcordWorld, count: number, queue: string) {
    const child = childOf(this)
    const titles = Array.from({ length: count }, (_, index) => `task ${index + 1}`)
    queueingOf(this).titles = await killedWhileAdding(this, queue, titles)
    await child.restart()
  },
)

Then('each task that was acknowledged is in {string} once', async function (this: ConcordWorld, queue: string) {
  const acknowledged = queueingOf(this).titles
  expect(acknowledged, 'acknowledged before the platform was killed').not.to.deep.equal([])
  await list(this, 'Uma', { queue })
  const found = queueingOf(this).titles
  expect(found).to.include.members([...acknowledged])
  expect(new Set(found).size).to.equal(found.length)
})

// Generated cases

When('tasks are added, and several workers take, complete, fail and fall silent at the same moments', function (this: ConcordWorld) {
  isAbout(this, queues(this))
})

Then(
  'in {generated} every task was handed out in its turn, to one worker at a time, until it was completed or dead',
  LONG,
  async function (this: ConcordWorld, wanted: Generated) {
    await expectPromise(this, wanted)
  },
)

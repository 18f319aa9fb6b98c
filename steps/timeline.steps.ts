import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { TaskStatus } from '../app/coordination/coordination'
import type { PersonName } from '../support/cast'
import { introduceAgents } from '../support/introducing'
import { beginningOf, endOf, isLedTo, lineBetween, lookAtPicture, materialOf, type PictureBar, pictureOf, rowOf } from '../support/picture'
import type { ConcordWorld } from '../support/world'

/** The picture of who worked when, as whoever looks at it sees it: its words, and where its bars and lines stand. */

Given('an agent called {string}', async function (this: ConcordWorld, name: string) {
  await introduceAgents(this, [name], 'supervised')
})

When('{person} looks at the picture( again)', async function (this: ConcordWorld, person: PersonName) {
  await lookAtPicture(this, person)
})

When('{person} looks for the picture of what nobody asked for', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', '/api/coordinations/0192f0c0-0000-7000-8000-000000000000/timeline.svg')
})

/** What the words beside a name begin with, by the state. */
const WORDS: Readonly<Record<TaskStatus, RegExp>> = {
  pending: /^waits for (?!approval)/,
  awaiting_approval: /^waits for approval/,
  running: /^running for /,
  paused: /^paused/,
  completed: /^completed in /,
  failed: /^failed/,
  cancelled: /^cancelled/,
  interrupted: /^interrupted/,
  blocked: /^blocked/,
  skipped: /^skipped/,
}

Then('in the picture {string} is {taskStatus}', function (this: ConcordWorld, name: string, status: TaskStatus) {
  const { standing, sign, sentence } = rowOf(this, name)
  expect(standing).to.match(WORDS[status])
  expect(sentence).to.include(`: ${standing.replace(/…$/, '')}`)
  expect(sign).to.equal(status)
})

Then('in the picture {string} is {taskStatus}, because {string}', function (this: ConcordWorld, name: string, status: TaskStatus, reason: string) {
  const { standing, sign } = rowOf(this, name)
  expect(standing).to.match(WORDS[status])
  expect(standing.replace(/^[^:]*: /, '')).to.equal(reason)
  expect(sign).to.equal(status)
})

/** The bars of a row, in time since the beginning, to the millisecond. */
const timesOf = (world: ConcordWorld, name: string, which: (bar: PictureBar) => boolean) => {
  const { timeAt } = pictureOf(world)
  return rowOf(world, name)
    .bars.filter(which)
    .map(({ kind, from, to, open }) => ({ kind, from: Math.round(timeAt(from) / 100) / 10, to: open ? 'now' : Math.round(timeAt(to) / 100) / 10 }))
}
const isWork = ({ kind }: PictureBar): boolean => kind !== 'awaiting_approval'
const seconds = (ms: number): number => ms / 1_000

Then('in the picture {string} works from {duration} to {duration}', function (this: ConcordWorld, name: string, from: number, to: number) {
  expect(timesOf(this, name, isWork)).to.deep.equal([{ kind: 'completed', from: seconds(from), to: seconds(to) }])
})

Then(
  'in the picture {string} is {taskStatus} from {duration} to {duration}',
  function (this: ConcordWorld, name: string, kind: TaskStatus, from: number, to: number) {
    expect(timesOf(this, name, (bar) => bar.kind === kind)).to.deep.equal([{ kind, from: seconds(from), to: seconds(to) }])
  },
)

Then('in the picture {string} is {taskStatus} from {duration} until now', function (this: ConcordWorld, name: string, kind: TaskStatus, from: number) {
  expect(timesOf(this, name, () => true)).to.deep.equal([{ kind, from: seconds(from), to: 'now' }])
  expect(endOf(rowOf(this, name))).to.equal(100)
})

Then('in the picture {string} does no work, and is {taskStatus} at {duration}', function (this: ConcordWorld, name: string, kind: TaskStatus, at: number) {
  expect(timesOf(this, name, isWork)).to.deep.equal([{ kind, from: seconds(at), to: seconds(at) }])
})

Then('in the picture {string} was {taskStatus} first, and {taskStatus} then', function (this: ConcordWorld, name: string, first: TaskStatus, then: TaskStatus) {
  const [one, other, ...more] = rowOf(this, name).bars
  expect([one?.kind, other?.kind, ...more]).to.deep.equal([first, then])
  expect(other?.from).to.be.greaterThanOrEqual(one?.to ?? Number.NaN)
})

Then('in the picture a line leads from the end of {string} to the beginning of {string}', function (this: ConcordWorld, one: string, other: string) {
  const [from, to] = [rowOf(this, one), rowOf(this, other)]
  const across = lineBetween(pictureOf(this), from, to)
  expect(across, `the line from ${one} to ${other}`).to.be.closeTo(beginningOf(to), 1)
})

Then('in the picture a line leads from the end of {string} to {string}, until now', function (this: ConcordWorld, one: string, other: string) {
  expect(lineBetween(pictureOf(this), rowOf(this, one), rowOf(this, other))).to.equal(100)
})

Then('in the picture no line leads to {string}', function (this: ConcordWorld, name: string) {
  expect(isLedTo(pictureOf(this), rowOf(this, name))).to.equal(false)
})

Then('the picture says {string}', function (this: ConcordWorld, sentence: string) {
  expect(pictureOf(this).rows.map((row) => row.sentence)).to.include(sentence)
})

Then('the picture is headed {string} and sums up {string}', function (this: ConcordWorld, title: string, summary: string) {
  const picture = pictureOf(this)
  expect(picture.title).to.equal(title)
  expect(picture.summary).to.include(summary)
})

Then('the picture has {int} rows', function (this: ConcordWorld, count: number) {
  expect(pictureOf(this).rows).to.have.lengthOf(count)
})

/** Everything that a picture needs; none of it runs or fetches anything. */
const MATERIAL = 'svg title desc style defs pattern path g circle marker rect line text tspan use'.split(' ')

Then('the picture is made of shapes and texts alone, and asks for nothing from elsewhere', function (this: ConcordWorld) {
  const { elements, references } = materialOf(this)
  expect([...elements].filter((name) => name !== '?xml' && !MATERIAL.includes(name))).to.deep.equal([])
  expect(references.filter((reference) => !reference.startsWith('#'))).to.deep.equal([])
  expect(this.reply.headers['content-security-policy']).to.equal("default-src 'none'; style-src 'unsafe-inline'")
})

Then('whoever looks at the picture again sees the same', async function (this: ConcordWorld) {
  const before = this.replies.findLast(({ path }) => path.endsWith('/timeline.svg'))
  expect(before?.status).to.equal(200)
  await lookAtPicture(this, 'Uma')
  expect(this.reply.text).to.equal(before?.text)
})

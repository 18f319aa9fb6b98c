import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { question } from '../support/asking'
import type { PersonName } from '../support/cast'
import type { Line } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { executionId } from '../support/running'
import { endsOf, fromOneTo, numbersOf, type Seen, textOf } from '../support/seen'
import { askSlowly, openSlowly, type SlowReader } from '../support/slow-reader'
import { journal, watchOf } from '../support/watching'
import type { ConcordWorld } from '../support/world'

const UNITS = { KiB: 1_024, MiB: 1_048_576 } as const
/** On the machine's clock. */
const QUIET_MS = 200

const readers = perScenario(() => new Map<PersonName, SlowReader>())

Given(
  /^(OpenAI) will answer (\d+) (KiB|MiB), a tenth every 2 seconds$/,
  function (this: ConcordWorld, _provider: string, count: string, unit: keyof typeof UNITS) {
    const tenth = 'x'.repeat(Math.floor((Number(count) * UNITS[unit]) / 10) - 1)
    const fake = this.fakes.openai
    fake.willAnswer(Array(10).fill(tenth).join(' '))
    fake.wordsCome({ ms: 2_000 })
  },
)

Given('{person} opens a {line} line to the execution and reads nothing', async function (this: ConcordWorld, person: PersonName, line: Line) {
  const { origin, identity } = this.as(person)
  const reader = await openSlowly({ origin, headers: identity, line, execution: await executionId(this) })
  readers(this).set(person, reader)
  this.afterwards(async () => reader.leave())
  await this.clock.advance(0)
})

Given('{person} asks OpenAI {string}, and reads nothing', async function (this: ConcordWorld, person: PersonName, text: string) {
  const { origin, identity } = this.as(person)
  const reader = await askSlowly({ origin, headers: identity, ...question(text, { provider: 'openai', manner: 'word by word' }) })
  readers(this).set(person, reader)
  this.afterwards(async () => reader.leave())
  await this.clock.advance(0)
})

function readerOf(world: ConcordWorld, person: PersonName): SlowReader {
  const reader = readers(world).get(person)
  if (reader === undefined) throw new Error(`${person} opened no line`)
  return reader
}

Then("{person}'s line was closed because {person} was too far behind", async function (this: ConcordWorld, person: PersonName, _same: PersonName) {
  const { seen, closed } = await readerOf(this, person).read(QUIET_MS)
  expect(closed).to.equal('too_slow')
  expect(numbersOf(seen), 'what came before').to.deep.equal(fromOneTo(seen.length))
  expect(endsOf(seen)).to.deep.equal([])
})

When('{person} begins to read', async function (this: ConcordWorld, person: PersonName) {
  const { seen, closed } = await this.wait(readerOf(this, person).read(QUIET_MS), 'what there is to be read')
  read(this).set(person, { seen, closed })
})

const read = perScenario(() => new Map<PersonName, { readonly seen: readonly Seen[]; readonly closed: string | undefined }>())

function readBy(world: ConcordWorld, person: PersonName) {
  const found = read(world).get(person)
  if (found === undefined) throw new Error(`${person} has not begun to read`)
  return found
}

Then('{person} is shown exactly the journal', async function (this: ConcordWorld, person: PersonName) {
  const whole = await journal(this)
  const { seen, closed } = readBy(this, person)
  expect({ numbers: numbersOf(seen), closed }).to.deep.equal({ numbers: fromOneTo(whole.length), closed: undefined })
})

Then('{person} has seen everything, a tenth at a time', async function (this: ConcordWorld, person: PersonName) {
  const { seen, closed } = watchOf(this, person)
  const [end] = endsOf(seen)
  expect({ closed: closed?.code, end: end?.kind, last: end?.number }).to.deep.equal({ closed: undefined, end: 'streaming:complete', last: seen.length })
  expect(numbersOf(seen)).to.deep.equal(fromOneTo(seen.length))
  expect(seen.filter(({ kind }) => kind === 'streaming:update')).to.have.length(10)
})

Then('{person} is given {int} MiB of an answer, to its end', function (this: ConcordWorld, person: PersonName, count: number) {
  const { seen } = readBy(this, person)
  const words = textOf(seen)
  expect(numbersOf(seen)).to.deep.equal(fromOneTo(seen.length))
  expect(endsOf(seen).map(({ kind, data }) => [kind, data.content === words])).to.deep.equal([['streaming:complete', true]])
  expect((words.length / UNITS.MiB).toFixed(3)).to.equal(count.toFixed(3))
})

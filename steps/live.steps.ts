import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { type AgentName, PERSON_NAMES, type PersonName } from '../support/cast'
import type { End, Line, NamedOutcome, ProviderWord } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { execution, runningOf } from '../support/running'
import { endsOf, fromOneTo, numbersOf, type Seen, textOf } from '../support/seen'
import { journal, notebookOf, watch, watchesOf, watchOf } from '../support/watching'
import type { ConcordWorld } from '../support/world'

const NOTHING = '01900000-0000-7000-8000-000000000000'
const stateOf = perScenario((): { rests: readonly { readonly after: number; readonly seen: readonly Seen[] }[] } => ({ rests: [] }))

When('{person} watches the execution on a {line} line', async function (this: ConcordWorld, person: PersonName, line: Line) {
  await watch(this, person, line)
})

When('{person} watches an execution that does not exist on a {line} line', async function (this: ConcordWorld, person: PersonName, line: Line) {
  await watch(this, person, line, { execution: NOTHING })
})

When('{person} watches that execution too on the same line, and {duration} pass', async function (this: ConcordWorld, person: PersonName, ms: number) {
  await watch(this, person, 'two-way')
  await this.clock.advance(ms)
})

Given('{person} goes away after {duration}', async function (this: ConcordWorld, person: PersonName, ms: number) {
  await this.clock.advance(ms)
  watchOf(this, person).leave()
})

const AWAY: Readonly<Record<string, number>> = { 'at once': 0, 'after 3 seconds': 3_000, 'after 1 minute': 60_000 }

async function comeBack(world: ConcordWorld, person: PersonName, later: string, asBrowser: boolean): Promise<void> {
  const { line, seen, leave } = watchOf(world, person)
  leave()
  await world.clock.advance(AWAY[later] ?? 0)
  await watch(world, person, line, { after: seen.at(-1)?.number, asBrowser })
}

When(
  new RegExp(`^(${PERSON_NAMES.join('|')}) leaves, and comes back (${Object.keys(AWAY).join('|')}) with the last number$`),
  async function (this: ConcordWorld, person: PersonName, later: string) {
    await comeBack(this, person, later, false)
  },
)

Given(
  new RegExp(`^(${PERSON_NAMES.join('|')}) leaves, and \\w+'s browser comes back by itself (${Object.keys(AWAY).join('|')})$`),
  async function (this: ConcordWorld, person: PersonName, later: string) {
    await comeBack(this, person, later, true)
  },
)

When('{person} comes back with each number of the journal in turn', async function (this: ConcordWorld, person: PersonName) {
  const rests: { after: number; seen: readonly Seen[] }[] = []
  for (const { number } of await journal(this)) {
    const { seen } = await watch(this, person, 'one-way', { after: number })
    rests.push({ after: number, seen })
  }
  stateOf(this).rests = rests
})

Then('each time {person} is shown exactly what follows', async function (this: ConcordWorld, _person: PersonName) {
  const whole = await journal(this)
  const { rests } = stateOf(this)
  expect(rests).to.have.length(whole.length)
  for (const { after, seen } of rests) expect(seen, `after ${after}`).to.deep.equal(whole.filter(({ number }) => number > after))
})

Then('{person} has seen {string} and nothing more', function (this: ConcordWorld, person: PersonName, text: string) {
  const { seen } = watchOf(this, person)
  expect({ text: textOf(seen), ends: endsOf(seen) }).to.deep.equal({ text, ends: [] })
})

Then('{person} has seen that the execution has begun, and no word yet', function (this: ConcordWorld, person: PersonName) {
  expect(watchOf(this, person).seen.map(({ kind, number }) => ({ kind, number }))).to.deep.equal([{ kind: 'execution:started', number: 1 }])
})

Then('{person} has seen exactly the journal', async function (this: ConcordWorld, person: PersonName) {
  await expectWhole(this, watchOf(this, person).seen)
})

Then('{person} and {person} have seen exactly the journal', async function (this: ConcordWorld, one: PersonName, other: PersonName) {
  for (const person of [one, other]) await expectWhole(this, watchOf(this, person).seen)
})

async function expectWhole(world: ConcordWorld, seen: readonly Seen[], id?: string): Promise<void> {
  const whole = await journal(world, id)
  expect(endsOf(whole), 'the ends of the journal').to.have.length(1)
  expect(numbersOf(seen)).to.deep.equal(fromOneTo(whole.length))
  expect(seen).to.deep.equal(whole)
}

Then('{person} has seen exactly the journal of each', async function (this: ConcordWorld, person: PersonName) {
  const watches = watchesOf(this, person)
  expect(new Set(watches.map((each) => each.execution)).size).to.equal(2)
  for (const { execution: id, seen } of watches) await expectWhole(this, seen, id)
})

Then('{person} has seen each entry of the journal once, in order, in two parts', async function (this: ConcordWorld, person: PersonName) {
  const parts = partsOf(this, person)
  expect(parts).to.have.length(2)
  await expectWhole(this, parts.flat())
})

/** What somebody has seen, one part after the other: what was heard by whoever asked, then what was watched. */
const partsOf = (world: ConcordWorld, person: PersonName): readonly (readonly Seen[])[] => [
  ...runningOf(world).parts,
  ...watchesOf(world, person).map(({ seen }) => seen),
]

Then('{person} is shown nothing', function (this: ConcordWorld, person: PersonName) {
  expect(watchOf(this, person).seen).to.deep.equal([])
})

Then('{person} is shown nothing more', function (this: ConcordWorld, person: PersonName) {
  const { seen, refused } = watchOf(this, person)
  expect({ seen, refused }).to.deep.equal({ seen: [], refused: undefined })
})

Then('{person} was refused because {failure}', async function (this: ConcordWorld, person: PersonName, { code }: NamedOutcome) {
  await this.clock.advance(0)
  expect(watchOf(this, person).refused).to.equal(code)
})

Then('the pieces that {person} saw add up to the answer {string}', function (this: ConcordWorld, person: PersonName, answer: string) {
  const { seen } = watchOf(this, person)
  expect({ text: textOf(seen), content: endsOf(seen)[0]?.data.content }).to.deep.equal({ text: answer, content: answer })
})

Then(
  'the words begin with the execution, the message, {agent}, {provider} and the model {string}',
  async function (this: ConcordWorld, agent: AgentName, provider: ProviderWord, model: string) {
    const [sam] = watchesOf(this, 'Sam')
    const starts = (sam?.seen ?? []).filter(({ kind }) => kind.startsWith('streaming:'))
    const { id, message_id } = await execution(this)
    const { name, id: agent_id } = this.agent(agent)
    expect(starts[0]?.kind).to.equal('streaming:start')
    expect(starts[0]?.data).to.deep.include({ execution_id: id, message_id, agent_id, agent_name: name, provider, model })
  },
)

Then(
  '{person} has seen at last the answer {string}, which used {int} tokens for the question and {int} for the answer',
  function (this: ConcordWorld, person: PersonName, content: string, prompt_tokens: number, completion_tokens: number) {
    const last = watchOf(this, person).seen.at(-1)
    expect(last?.kind).to.equal('streaming:complete')
    expect(last?.data).to.deep.include({ content, usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens } })
  },
)

Then('{person} has seen at last that it ended because {end}', async function (this: ConcordWorld, person: PersonName, code: End) {
  await this.clock.advance(0)
  const last = watchOf(this, person).seen.at(-1)
  expect({ kind: last?.kind, code: last?.data.code }).to.deep.equal({ kind: 'streaming:error', code })
})

Then("{person}'s line was closed after the end", function (this: ConcordWorld, person: PersonName) {
  const { seen, closed } = watchOf(this, person)
  expect({ ends: endsOf(seen).length, last: endsOf(seen)[0]?.number, closed }).to.deep.equal({ ends: 1, last: seen.length, closed: { code: undefined } })
})

Then("{person}'s line is still open", function (this: ConcordWorld, person: PersonName) {
  expect(watchOf(this, person).closed).to.equal(undefined)
})

Then("{person}'s line was closed because {person} may use it no longer", function (this: ConcordWorld, person: PersonName, _same: PersonName) {
  expect(watchOf(this, person).closed).to.deep.equal({ code: 'unauthenticated' })
})

When('{person} removes {person}, and {duration} pass', async function (this: ConcordWorld, by: PersonName, person: PersonName, ms: number) {
  await this.call(this.as(by), 'DELETE', `/api/people/${this.member(person).id}`)
  expect(this.reply.status, this.reply.text).to.equal(204)
  await this.clock.advance(ms)
})

Given('{person} has read the journal', async function (this: ConcordWorld, _person: PersonName) {
  notebookOf(this).read = await journal(this)
})

Given('{person} has read the journal after {duration}', async function (this: ConcordWorld, _person: PersonName, ms: number) {
  await this.clock.advance(ms)
  notebookOf(this).read = await journal(this)
})

Then(
  'the journal begins with what {person} has read, and ends with the answer {string}',
  async function (this: ConcordWorld, _person: PersonName, answer: string) {
    const whole = await journal(this)
    const { read } = notebookOf(this)
    expect(read.length).to.be.within(2, whole.length - 1)
    expect(whole.slice(0, read.length)).to.deep.equal(read)
    expect(whole.at(-1)?.data.content).to.equal(answer)
  },
)

Then('the journal is what {person} has read', async function (this: ConcordWorld, _person: PersonName) {
  expect(await journal(this)).to.deep.equal(notebookOf(this).read)
})

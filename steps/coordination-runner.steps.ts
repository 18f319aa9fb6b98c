import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { eventually } from '../support/eventually'
import { installationOf } from '../support/installation'
import { MISUSE_WORDS, misuse } from '../support/misusing'
import { REALLY } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { add } from '../support/queueing'
import {
  calledPattern,
  failuresIn,
  figuresOf,
  keptFile,
  lastTrial,
  leftBehind,
  patternOptions,
  SABOTAGE,
  type Sabotage,
  type Trial,
  trialsOf,
  tryPatterns,
  verdictsIn,
} from '../support/trying'
import type { ConcordWorld } from '../support/world'

const FAULTS: Readonly<Record<string, string>> = { 'a delay': 'delay', 'an error': 'error', 'a dropped connection': 'drop', 'a missing answer': 'timeout' }
/** What the refusal of a misuse has to name. */
const expectation = perScenario(() => ({ about: 'nothing was misused' }))
const AT_ONCE: Readonly<Record<string, string>> = { 'one promise after the other': '1', '5 promises at once': '5' }

Given(new RegExp(`^an engine that (${Object.keys(SABOTAGE).join('|')})$`), function (this: ConcordWorld, sabotage: Sabotage) {
  trialsOf(this).sabotage = SABOTAGE[sabotage]
})

Given('it is declared that the engine does not keep {string}, because {string}', function (this: ConcordWorld, promise: string, reason: string) {
  trialsOf(this).deviations = [{ of: promise, reason }]
})

Given('the engineer works in production', function (this: ConcordWorld) {
  trialsOf(this).env.NODE_ENV = 'production'
})

Given('an installation in production', function (this: ConcordWorld) {
  installationOf(this).settings.NODE_ENV = 'production'
})

Given('the operator lets every use of the engine fail', function (this: ConcordWorld) {
  this.set('CONCORD_FAULTS', 'error=1')
})

When('the engineer tries {tried}', REALLY, async function (this: ConcordWorld, pattern: string) {
  await tryPatterns(this, patternOptions(pattern))
})

When('the engineer tries {tried}, giving each promise {int} second(s)', REALLY, async function (this: ConcordWorld, pattern: string, seconds: number) {
  await tryPatterns(this, [...patternOptions(pattern), '--timeout', String(seconds)])
})

When(
  'the engineer tries {tried} one promise after the other, stopping at the first that is broken',
  REALLY,
  async function (this: ConcordWorld, pattern: string) {
    await tryPatterns(this, [...patternOptions(pattern), '--parallel', '1', '--fail-fast'])
  },
)

When(new RegExp(`^the engineer asks for (${MISUSE_WORDS.join('|')})$`), REALLY, async function (this: ConcordWorld, words: string) {
  const { typed, about } = misuse(this, words)
  await tryPatterns(this, typed)
  expectation(this).about = about
})

When('the engineer tries {tried} in 3 orders at once, and in one of them one by one', REALLY, async function (this: ConcordWorld, pattern: string) {
  const inOrder = (seed: string, parallel: string) => tryPatterns(this, [...patternOptions(pattern), '--seed', seed, '--parallel', parallel])
  for (const seed of ['1', '2', '3']) await inOrder(seed, '8')
  await inOrder('1', '1')
})

When(
  new RegExp(`^the engineer tries (.+) with seed (\\d+) and failures in 3 of 10 uses, (${Object.keys(AT_ONCE).join('|')})$`),
  REALLY,
  async function (this: ConcordWorld, pattern: string, seed: number, parallel: string) {
    const chance = ['--faults', 'error=0.1,delay=0.1,drop=0.1,delay_ms=10', '--verbose']
    await tryPatterns(this, [...patternOptions(pattern), '--seed', String(seed), '--parallel', AT_ONCE[parallel] ?? '', ...chance])
  },
)

When(
  new RegExp(`^the engineer tries (.+) with (${Object.keys(FAULTS).join('|')}) in 1 of 10 uses$`),
  REALLY,
  async function (this: ConcordWorld, pattern: string, failure: string) {
    await tryPatterns(this, [...patternOptions(pattern), '--faults', `${FAULTS[failure]}=0.1`, '--verbose', '--parallel', '8'])
  },
)

When('the engineer tries {tried} and interrupts it', REALLY, async function (this: ConcordWorld, pattern: string) {
  await tryPatterns(this, patternOptions(pattern), new AbortController())
  expect(lastTrial(this).code).to.equal(130)
})

When('the engineer tries {tried} and keeps the figures', REALLY, async function (this: ConcordWorld, pattern: string) {
  await tryPatterns(this, [...patternOptions(pattern), '--keep', keptFile(this)])
})

When('the engineer tries {tried} and compares with the figures that were kept', REALLY, async function (this: ConcordWorld, pattern: string) {
  await tryPatterns(this, [...patternOptions(pattern), '--baseline', keptFile(this)])
})

Then('each promise of {tried} is kept, and nothing else was tried', function (this: ConcordWorld, pattern: string) {
  const verdicts = Object.entries(verdictsIn(lastTrial(this)))
  expect(verdicts.length, 'promises that were tried').to.be.greaterThan(1)
  expect(verdicts.filter(([promise, verdict]) => !promise.startsWith(`${calledPattern(pattern)}: `) || verdict !== 'kept')).to.deep.equal([])
})

Then('each promise that was tried is kept', function (this: ConcordWorld) {
  const trial = lastTrial(this)
  expect(Object.keys(verdictsIn(trial)).length, 'promises that were tried').to.be.greaterThan(1)
  expect({ code: trial.code, broken: broken(trial) }).to.deep.equal({ code: 0, broken: [] })
})

Then('the command says that all went well', function (this: ConcordWorld) {
  const { code, complaint } = lastTrial(this)
  expect({ code, complaint }).to.deep.equal({ code: 0, complaint: '' })
})

Then('the command tells of a broken promise and how to repeat it', function (this: ConcordWorld) {
  const { code, told } = lastTrial(this)
  expect(code).to.equal(1)
  expect(told).to.match(/^Again: npm run coordination -- --pattern [a-z-]+ --backplane [a-z]+ --seed \d+ --parallel \d+ --timeout \d+$/m)
})

Then('{string} is told as broken', function (this: ConcordWorld, promise: string) {
  expect(brokenIn(this)).to.include(promise)
})

Then('{string} is told as broken, because it was not over after {int} second', function (this: ConcordWorld, promise: string, seconds: number) {
  expect(brokenIn(this)).to.include(promise)
  expect(lastTrial(this).told).to.include(`${promise}\n    it was not over after ${seconds} s`)
})

Then('{int} promise is told as broken and {int} as not tried', function (this: ConcordWorld, broken: number, notTried: number) {
  const verdicts = Object.values(verdictsIn(lastTrial(this)))
  expect([verdicts.filter((each) => each === 'broken').length, verdicts.filter((each) => each === 'not run').length]).to.deep.equal([broken, notTried])
})

Then('{string} is told as a deviation, with the reason {string}', function (this: ConcordWorld, promise: string, reason: string) {
  expect(toldAs(this, 'deviated')).to.deep.equal([promise])
  expect(lastTrial(this).told).to.include(`${promise}\n    a declared deviation: ${reason}\n`)
})

Then('{string} is told as a deviation that has begun to hold, and the command does not report success', function (this: ConcordWorld, promise: string) {
  expect(toldAs(this, 'begun to hold')).to.deep.equal([promise])
  expect(lastTrial(this).code).to.equal(1)
})

Then('the command refuses it as misuse, and names what is wrong', function (this: ConcordWorld) {
  const { code, told, complaint } = lastTrial(this)
  expect({ code, told }).to.deep.equal({ code: 2, told: '' })
  expect(complaint).to.include(expectation(this).about)
  expect(complaint.split('\n'), 'one sentence').to.have.length(1)
})

Then(/^nothing of (?:the|any) trial is left behind$/, async function (this: ConcordWorld) {
  expect(trialsOf(this).trials.length, 'trials').to.be.greaterThan(0)
  await eventually(async () => ((await leftBehind(this)).length === 0 ? true : undefined), 'nothing of the trial left behind')
})

Then('the verdicts of all trials are the same, and all promises are kept', function (this: ConcordWorld) {
  const { trials } = trialsOf(this)
  expect(trials.flatMap(broken)).to.deep.equal([])
  expect(trials.map(({ code }) => code)).to.deep.equal(trials.map(() => 0))
  expect(new Set(trials.map((trial) => JSON.stringify(verdictsIn(trial))))).to.have.property('size', 1)
})

Then('each trial tells of a broken promise', function (this: ConcordWorld) {
  expect(trialsOf(this).trials.map(({ code }) => code)).to.deep.equal([1, 1, 1, 1])
})

Then('both runs met the same failures', function (this: ConcordWorld) {
  const [one, other] = failuresOfBoth(this)
  expect(one?.length, 'failures').to.be.greaterThan(2)
  expect(other).to.deep.equal(one)
})

Then('both runs met different failures', function (this: ConcordWorld) {
  const [one, other] = failuresOfBoth(this)
  expect(one?.length, 'failures').to.be.greaterThan(2)
  expect(other).not.to.deep.equal(one)
})

Then('failures of that kind were injected, and no other', function (this: ConcordWorld) {
  const kinds = new Set(failuresIn(lastTrial(this)).map((line) => line.split(': ').at(-1)))
  const wanted = Object.values(FAULTS).filter((kind) => lastTrial(this).told.includes(`: ${kind}`))
  expect([...kinds])
    .to.deep.equal(wanted)
    .and.to.have.length(1)
})

Then('no failure was injected, and each use of {string} succeeded', function (this: ConcordWorld, operation: string) {
  expect(lastTrial(this).told).not.to.include('injected')
  expect(figuresOf(lastTrial(this), operation)).to.include({ success: '100.0 %' })
})

Then(
  'for each pattern it is told how it is delivered, in what order, what outlives a crash, who has it alone and how fair it is',
  function (this: ConcordWorld) {
    const { patterns } = this.reply.json<{ patterns: Readonly<Record<string, Readonly<Record<string, string>>>> }>()
    expect(Object.keys(patterns)).to.deep.equal(['pubsub', 'task-queue', 'request-reply', 'scatter-gather', 'barrier', 'circuit-breaker'])
    for (const promises of Object.values(patterns)) {
      expect(Object.keys(promises)).to.deep.equal(['delivery', 'order', 'durability', 'claim', 'fairness'])
      for (const sentence of Object.values(promises)) expect(sentence).to.match(/^[A-Z].{10,}\.$/s)
    }
  },
)

Then('the engine is {string}, and it has no deviation', function (this: ConcordWorld, engine: string) {
  expect(this.reply.json()).to.deep.include({ engine, deviations: [] })
})

When('{party} tries to add {string} to {string}', async function (this: ConcordWorld, who: string, title: string, queue: string) {
  await add(this, { who }, { queue, title })
})

When('{person} asks what the engine of coordination promises', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', '/api/backplane')
})

/** What was told of each broken promise. */
const broken = ({ told }: Trial): readonly string[] => told.match(/^✗ .*\n.*$/gm) ?? []

const toldAs = (world: ConcordWorld, wanted: string): readonly string[] =>
  Object.entries(verdictsIn(lastTrial(world))).flatMap(([promise, verdict]) => (verdict === wanted ? [promise.replace(/^[a-z-]+: /, '')] : []))

const brokenIn = (world: ConcordWorld): readonly string[] => toldAs(world, 'broken')

const failuresOfBoth = (world: ConcordWorld): readonly (readonly string[])[] => {
  const { trials } = trialsOf(world)
  expect(trials).to.have.length(2)
  return trials.map(failuresIn)
}

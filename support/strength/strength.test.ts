import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { expect } from 'chai'
import type { Example } from './examples'
import { exclusionOf } from './exclusions'
import { ranges } from './lines'
import { type Mutant, type Mutated, textBetween } from './mutants'
import { readOptions } from './options'
import { filesMeant, partOf } from './parts'
import { alternating, spread } from './relevance'
import type { Result, Results } from './results'
import { draw } from './sample'
import { scoreOf, scoreOver } from './score'
import { strengthOf } from './strength'
import { isReached, survivorsText } from './table'
import { createLikeness, wordsOf } from './words'

const mutant = (file: string, line: number): Mutant => ({
  ...{ id: `${file}${line}`, file, index: line - 1, mutator: 'BooleanLiteral', original: 'true', replacement: 'false' },
  ...{ start: { line, column: 1 }, end: { line, column: 5 } },
})
const mutated = (file: string, count: number): Mutated => ({
  ...{ file, source: '', hash: file, instrumented: '' },
  mutants: Array.from({ length: count }, (_, i) => mutant(file, i + 1)),
})
const example = (id: string, rule: string): Example => ({
  id,
  title: id,
  feature: 'Doors',
  rule,
  requirement: 'OPS.1',
  tags: [],
  words: '',
  hash: `hash of ${id}`,
})
const known = (found: Readonly<Record<string, Partial<Result>>>): Results => ({
  of: ({ id }) => (found[id] === undefined ? undefined : { status: 'caught', drawn: false, covering: 3, tried: [], ...found[id] }),
  take: () => {},
  keep: () => {},
  stepsChanged: false,
})

test('The same seed draws the same mutants, another one others, and a file that changes moves no other', () => {
  const files = [mutated('app/audit/a.ts', 300), mutated('app/llm/b.ts', 600)]
  const all = files.flatMap(({ mutants }) => mutants)
  const ids = (mutants: readonly Mutant[], seed: string) => draw(mutants, { seed, size: 90 }).map(({ id }) => id)
  expect(ids(all, '7')).to.deep.equal(ids(all, '7'))
  expect(ids(all, '8')).not.to.deep.equal(ids(all, '7'))
  const longer = [...all, ...mutated('app/social/c.ts', 30).mutants]
  const shared = ids(longer, '7').filter((id) => ids(all, '7').includes(id))
  expect(shared.length).to.be.above(80)
})

test('Every beginning of what is drawn is spread over the parts by their size, and small parts are not left out', () => {
  const all = [mutated('app/audit/a.ts', 40), mutated('app/llm/b.ts', 2_000)].flatMap(({ mutants }) => mutants)
  const drawn = draw(all, { seed: '1', size: 200 })
  expect(drawn.filter(({ file }) => file.startsWith('app/audit'))).to.have.lengthOf(30)
  expect(drawn.slice(0, 100).filter(({ file }) => file.startsWith('app/audit')).length).to.be.within(10, 16)
})

test('What was tried whole counts as it is, and the rest by those drawn from it', () => {
  expect(scoreOf({ whole: { mutants: 10, caught: 9 }, rest: { mutants: 0, drawn: 0, caught: 0 } })).to.deep.equal({ share: 0.9, low: 0.9, high: 0.9 })
  const half = scoreOf({ whole: { mutants: 100, caught: 100 }, rest: { mutants: 100, drawn: 50, caught: 25 } })
  expect(half?.share).to.equal(0.75)
  expect(half?.low).to.be.within(0.69, 0.72)
  expect(half?.high).to.be.within(0.78, 0.81)
  expect(scoreOf({ whole: { mutants: 10, caught: 9 }, rest: { mutants: 5, drawn: 0, caught: 0 } })).to.equal(undefined)
})

test('Over several parts each counts by its size', () => {
  const all = { drawn: 0, caught: 0, mutants: 0 }
  const score = scoreOver([
    { whole: { mutants: 30, caught: 30 }, rest: all },
    { whole: { mutants: 10, caught: 0 }, rest: all },
  ])
  expect(score?.share).to.equal(0.75)
})

test('Parts add up: scores, what each rule caught, and who survived', () => {
  const examples = [example('features/a.feature:3', 'A door opens'), example('features/a.feature:7', 'A door closes')]
  const results = known({
    'app/audit/a.ts1': { by: 'hash of features/a.feature:3' },
    'app/audit/a.ts2': { by: 'hash of features/a.feature:3', tried: ['hash of features/a.feature:7'] },
    'app/audit/a.ts3': { status: 'survived', tried: ['hash of features/a.feature:7'] },
  })
  const { parts, rules, survivors, over } = strengthOf({ files: [mutated('app/audit/a.ts', 3), mutated('app/llm/b.ts', 2)], results, examples })
  expect(parts.find(({ name }) => name === 'audit')).to.include({ mutants: 3, tried: 3, caught: 2, survived: 1 })
  expect(parts.find(({ name }) => name === 'audit')?.score?.share).to.be.closeTo(2 / 3, 1e-9)
  expect(parts.find(({ name }) => name === 'llm')?.score).to.equal(undefined)
  expect(over.score, 'nothing is said over all while a part is unknown').to.equal(undefined)
  expect(rules.map(({ rule, caught, tried }) => [rule, caught, tried])).to.deep.equal([
    ['A door opens', 2, 2],
    ['A door closes', 0, 2],
  ])
  expect(survivorsText(survivors)).to.equal('app/audit/a.ts:3:1  BooleanLiteral, 3 examples go through it\n    true\n  → false\n    features/a.feature:7\n')
})

test('A target counts as reached only if it is known to be', () => {
  const strength = (caught: number) => {
    const results = known(
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`app/audit/a.ts${i + 1}`, i < caught ? {} : { status: 'survived' as const }])),
    )
    const files = [mutated('app/audit/a.ts', 20)]
    return { made: '', revision: '', platform: '', tries: 1, ...strengthOf({ files, results, examples: [] }) }
  }
  expect(isReached(strength(19), false), '95 %').to.equal(true)
  expect(isReached(strength(18), false), '90 %').to.equal(false)
  expect(isReached(strength(20), true), 'lines were never counted').to.equal(false)
})

test('A further example of a rule is tried after the first of others that are worth nearly as much', () => {
  const [first, second, other] = [example('1', 'A door opens'), example('2', 'A door opens'), example('3', 'A door closes')]
  const order = spread([
    { example: first as Example, worth: 10 },
    { example: second as Example, worth: 9 },
    { example: other as Example, worth: 6 },
  ])
  expect(order.map(({ id }) => id)).to.deep.equal(['1', '3', '2'])
  expect(alternating([['a', 'b', 'c'], ['b', 'd'], []])).to.deep.equal(['a', 'b', 'd', 'c'])
})

test('Code and examples are alike by the rarer of their words', () => {
  const likeness = createLikeness(
    new Map([
      ['lease', 'the lease of the printer ends (INTG-05.19)'],
      ['door', 'the door of the house ends'],
    ]),
  )
  const code = wordsOf('function leaseEnds(printerId) // INTG-05.19')
  expect(likeness.of(code, 'lease')).to.be.above(likeness.of(code, 'door'))
  expect(wordsOf('maxHops (AR-05.19)')).to.deep.equal(['AR-05.19', 'max', 'hop'])
})

test('A word means a part, a folder or a file; what means nothing is refused', () => {
  const files = ['app/audit/head.ts', 'app/audit/trail.ts', 'app/http/audit.routes.ts', 'app/llm/breaker.ts']
  expect(filesMeant('audit', files)).to.have.lengthOf(3)
  expect(filesMeant('app/llm/', files)).to.deep.equal(['app/llm/breaker.ts'])
  expect(filesMeant('audit/head', files)).to.deep.equal(['app/audit/head.ts'])
  expect(partOf('app/llm/breaker.ts').target).to.equal(95)
  expect(partOf('app/backplane/redis/leases.ts').target).to.equal(undefined)
  expect(() => readOptions(['--seed'])).to.throw('seed')
  expect(() => readOptions(['--concurrency', 'two'])).to.throw('--concurrency is a whole number from 1 on, not "two"')
  expect(readOptions(['audit']).minutes).to.equal(Number.POSITIVE_INFINITY)
  expect(readOptions([]).minutes).to.be.below(30)
  expect([readOptions([]).size, readOptions(['audit']).size, readOptions(['audit', '--size', '50']).size]).to.deep.equal([1_500, undefined, 50])
})

test('What was changed is shown as it stood, over several lines too', () => {
  expect(textBetween('const a = [\n  1,\n]\n', { line: 1, column: 11 }, { line: 3, column: 2 })).to.equal('[\n  1,\n]')
  expect(ranges([3, 1, 2, 9])).to.deep.equal(['1-3', '9'])
})

const start = { line: 1, column: 1 }

test('What the list of personal data only tells its test is not counted, and what is erased by it is', () => {
  const file = 'app/store/personal-data.ts'
  const lines = readFileSync(file, 'utf8').split('\n')
  const at = (mutator: string, before: string, original: string) => {
    const line = lines.findIndex((text) => text.includes(before + original))
    return { file, mutator, start: { line: line + 1, column: (lines[line] ?? '').indexOf(before + original) + before.length + 1 }, original, replacement: '' }
  }
  expect(exclusionOf(at('StringLiteral', "columns: ['id', ", "'asked_by'"))).to.match(/only its own test/)
  expect(exclusionOf(at('ObjectLiteral', 'kept: ', '{'))).to.match(/only its own test/)
  expect(exclusionOf(at('StringLiteral', 'gone: [', "'asked_by'"))).to.equal(undefined)
  expect(exclusionOf(at('ObjectLiteral', 'execution: ', '{'))).to.equal(undefined)
  expect(exclusionOf(at('StringLiteral', 'reason: ', "''"))).to.equal(undefined)
})

test('The name of a unit of writing is not counted, and other texts are', () => {
  const text = (original: string) => ({ file: 'app/governance/graduation-store.ts', mutator: 'StringLiteral', start, original, replacement: '""' })
  expect(exclusionOf(text("'agent.promote'"))).to.match(/the name of a unit/)
  expect(exclusionOf(text("'retired'"))).to.equal(undefined)
})

test('The name of what happens once is not counted, and other texts are', () => {
  const text = (original: string) => ({ file: 'app/governance/proposal-store.ts', mutator: 'StringLiteral', start, original, replacement: '""' })
  expect(exclusionOf(text("'proposal.void'"))).to.match(/the name of what happens/)
  expect(exclusionOf(text("'proposal.decided'"))).to.equal(undefined)
})

test('What only spares work is not counted, and what changes what comes of it is', () => {
  const shortcut = { file: 'app/audit/own-words.ts', mutator: 'ConditionalExpression', start, original: 'words.length === 0', replacement: 'false' }
  expect(exclusionOf(shortcut)).to.match(/a shortcut/)
  expect(exclusionOf({ ...shortcut, replacement: 'true' })).to.equal(undefined)
  expect(exclusionOf({ ...shortcut, file: 'app/audit/trail.ts' })).to.equal(undefined)
})

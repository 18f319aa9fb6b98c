import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADVICE } from './advice'
import type { Catalogue } from './catalogue'
import type { FindingKind } from './finding'
import { guard, type Judgement } from './guard'
import { type Trial, trialRun } from './trial-run'

const CATALOGUE: Catalogue = {
  families: [
    {
      id: 'INTG-04',
      title: 'External services',
      seam: 'chat → gateway',
      why: 'Answers',
      statements: [
        { id: 'INTG-04.11', name: 'Failover', statement: 'The backup answers' },
        { id: 'INTG-04.12', name: 'Permission', statement: 'Not without permission' },
      ],
    },
    { id: 'OPS', title: 'Running', seam: 'operator → process', why: 'Trust', statements: [{ id: 'OPS.1', name: 'Starting', statement: 'It starts' }] },
  ],
  open: ['INTG-04.12', 'OPS.1'],
  deviations: [],
  tags: { '@failover': 'asking the next provider', '@recovery': 'killed and started again' },
  glossary: { Uma: 'A user.' },
  minimum_scenarios: 3,
}

const GOOD = `@INTG-04 @failover
Feature: Failover between providers
  Customers keep getting answers.
  Seam: chat → gateway.

  Background:
    Given Uma is signed in

  @INTG-04.11
  Rule: The backup answers when the primary is unavailable

    Example: The backup answers
      Given OpenAI is out of service
      When Uma asks "What does HTTP 503 mean, correctly?"
      Then the answer is "JSON"

    Scenario Outline: Every question is answered
      When Uma asks "<question>"
      Then the answer is "Yes"

      Examples: Whatever the question
        | question |
        | One      |
        | Two      |
`

const STEPS = `
Given('Uma is signed in', () => {})
Given('OpenAI is out of service', () => {})
When('Uma asks {string}', (question) => {})
Then('the answer is {string}', (answer) => {})
Given(/^something else .*$/, () => {})
Then(/^the outcome .*$/, () => {})
`

interface Case extends Partial<Trial> {
  /** What of the good feature is replaced, and by what. */
  readonly change?: readonly [string | RegExp, string]
  readonly moreSteps?: string
  readonly catalogue?: Partial<Catalogue>
  /** Examples that remain good, and the number of what is not. */
  readonly totals: readonly [passed: number, failed: number]
}

async function judge({ change, moreSteps = '', catalogue = {}, ...trial }: Case): Promise<Judgement> {
  const feature = change ? GOOD.replace(...change) : GOOD
  assert.ok(!change || feature !== GOOD, 'the change changes something')
  const run = await trialRun({ feature, steps: STEPS + moreSteps, ...trial })
  return guard({ ...CATALOGUE, ...catalogue }, run, { whole: true })
}

const step = (text: string): readonly [string, string] => ['Given OpenAI is out of service', `Given ${text}`]
const flaky = "let tries = 0\nGiven('it is flaky', () => { if (tries++ === 0) throw new Error('once') })"

/** One bad example for each thing that the guard must find. What comes from outside the message stream is tried in run.test.ts and lint.test.ts. */
const BAD: Record<Exclude<FindingKind, 'stray-error' | 'missing-file' | 'unused-step' | 'long-step'>, Case> = {
  'unreadable-file': {
    change: ['Then the answer is "JSON"', 'Thus the answer is "JSON"'],
    catalogue: { open: ['INTG-04.11', 'INTG-04.12', 'OPS.1'], minimum_scenarios: 0 },
    totals: [0, 1],
  },
  unfilled: { change: ['Customers keep getting answers', '[… what the user gains]'], totals: [3, 1] },
  'unknown-tag': { change: ['@failover', '@fail-over'], totals: [3, 1] },
  'unknown-identifier': { change: ['@INTG-04.11', '@INTG-04.99'], catalogue: { open: ['INTG-04.11', 'INTG-04.12', 'OPS.1'] }, totals: [3, 1] },
  'rule-identifier': { change: ['@INTG-04.11', ''], catalogue: { open: ['INTG-04.11', 'INTG-04.12', 'OPS.1'] }, totals: [3, 1] },
  'misplaced-identifier': { change: ['    Example:', '    @INTG-04.11\n    Example:'], totals: [3, 1] },
  'requirement-tag': { change: ['@INTG-04 ', ''], totals: [3, 2] },
  'outside-rule': { change: ['  @INTG-04.11', '  Example: Alone\n    When Uma asks "Hi"\n    Then the answer is "Hi"\n\n  @INTG-04.11'], totals: [4, 1] },
  'empty-rule': { change: [/$/, '\n  @INTG-04.11\n  Rule: An empty promise\n'], totals: [3, 1] },
  'empty-outline': { change: [/$/, '\n    Scenario Outline: Nobody asks\n      When Uma asks "<question>"\n      Then the answer is "Yes"\n'], totals: [4, 1] },
  'unnamed-examples': { change: [' Whatever the question', ''], totals: [3, 1] },
  column: { change: ['        | question |', '        | answer |'], totals: [3, 2] },
  'same-row': { change: ['        | Two      |', '        |   One    |'], totals: [3, 1] },
  'duplicate-title': { change: ['Every question is answered', 'The backup answers'], totals: [3, 1] },
  'no-steps': { change: [/$/, '\n    Example: Nothing is checked\n'], totals: [3, 1] },
  keyword: { change: ['    Example:', '    Scenario:'], totals: [3, 1] },
  seam: { change: ['  Seam: chat → gateway.\n', ''], totals: [3, 1] },
  'no-description': { change: ['  Customers keep getting answers.\n', ''], totals: [3, 1] },
  'long-file': { change: ['  Background:', '\n'.repeat(77).concat('  Background:')], totals: [3, 1] },
  'long-example': { change: step(`something else 1\n${[2, 3, 4, 5, 6].map((n) => `      And something else ${n}\n`).join('')}`), totals: [3, 1] },
  'long-background': { change: ['    Given Uma is signed in', `    Given Uma is signed in\n${'    And something else happened\n'.repeat(3)}`], totals: [3, 1] },
  'second-when': { change: ['Then the answer is "JSON"', 'When Uma asks "Again"\n      Then the answer is "JSON"'], totals: [3, 1] },
  'no-outcome': { change: ['      Then the answer is "JSON"\n', ''], totals: [3, 1] },
  'step-order': {
    change: [
      '      When Uma asks "What does HTTP 503 mean, correctly?"\n      Then the answer is "JSON"',
      '      Then the answer is "JSON"\n      When Uma asks "Hi"',
    ],
    totals: [3, 1],
  },
  'technical-word': { change: step('something else is a mock'), totals: [3, 1] },
  'vague-outcome': { change: ['Then the answer is "JSON"', 'Then the outcome is at least one answer'], totals: [3, 1] },
  'unknown-name': { change: step('something else that Bob did'), totals: [3, 1] },
  'no-rule': { catalogue: { open: ['INTG-04.12'] }, totals: [3, 1] },
  'still-open': { catalogue: { open: ['INTG-04.11', 'INTG-04.12', 'OPS.1'] }, totals: [3, 1] },
  'few-examples': { change: [/ {4}Scenario Outline[\s\S]*$/, ''], catalogue: { minimum_scenarios: 1 }, totals: [1, 1] },
  'fewer-scenarios': { catalogue: { minimum_scenarios: 4 }, totals: [3, 1] },
  undefined: { change: step('nobody defined this'), totals: [2, 1] },
  pending: { change: step('it is pending'), moreSteps: "Given('it is pending', () => 'pending')", totals: [2, 1] },
  ambiguous: { change: step('something else is claimed'), moreSteps: "Given('something else is claimed', () => {})", totals: [2, 1] },
  skipped: { change: step('it is skipped'), moreSteps: "Given('it is skipped', () => 'skipped')", totals: [2, 1] },
  retried: { change: step('it is flaky'), moreSteps: flaky, provided: { retry: 1 }, totals: [2, 1] },
  'not-run': { lost: ({ testCaseFinished }) => testCaseFinished !== undefined, totals: [0, 3] },
  'hook-failed': { moreSteps: "BeforeAll(() => { throw new Error('no fakes') })", totals: [0, 1] },
  'unknown-parameter': { moreSteps: "Given('{planet} is near', (planet) => {})", totals: [3, 1] },
  'deviation-holds': { catalogue: { deviations: [{ example: 'The backup answers', reason: 'the engine cannot' }] }, totals: [2, 1] },
  'unknown-deviation': { catalogue: { deviations: [{ engine: 'redis', example: 'Nobody wrote this', reason: 'the engine cannot' }] }, totals: [3, 1] },
  'nothing-selected': { provided: { tags: '@recovery' }, totals: [0, 1] },
  'not-finished': { lost: ({ testRunFinished }) => testRunFinished !== undefined, totals: [3, 1] },
}

/** Other ways to do the same wrong. */
const ALSO_BAD: [FindingKind, Case][] = [
  ['technical-word', { change: step('something else answers 503'), totals: [3, 1] }],
  ['technical-word', { change: ['Customers keep', 'JSON keeps'], totals: [3, 1] }],
  ['technical-word', { change: ['The backup answers when', 'The endpoint answers when'], totals: [3, 1] }],
  ['technical-word', { change: [/question(?= \||>)/g, 'url'], totals: [3, 1] }],
  ['vague-outcome', { change: ['Example: The backup answers', 'Example: The backup answers gracefully'], totals: [3, 1] }],
  ['vague-outcome', { change: ['Then the answer is "JSON"', 'Then the answer is "JSON"\n      And the outcome is at least something'], totals: [3, 1] }],
  ['vague-outcome', { change: ['Then the answer is "JSON"', 'Then the outcome should be good'], totals: [3, 1] }],
  ['unfilled', { change: ['asks "What does', 'asks "[… what does'], totals: [3, 1] }],
  ['unfilled', { change: [': Whatever the question', ': [… what varies]'], totals: [3, 1] }],
  ['unknown-tag', { change: ['    Example:', '    @wip\n    Example:'], totals: [3, 1] }],
  ['unknown-tag', { change: ['      Examples:', '      @slow\n      Examples:'], totals: [3, 1] }],
  ['requirement-tag', { change: ['@INTG-04 ', '@INTG-04 @OPS '], totals: [3, 1] }],
  ['requirement-tag', { change: ['  @INTG-04.11', '  @INTG-04 @INTG-04.11'], totals: [3, 1] }],
  ['misplaced-identifier', { change: ['@failover', '@failover @INTG-04.11'], totals: [3, 1] }],
  ['rule-identifier', { change: ['  @INTG-04.11', '  @INTG-04.11 @INTG-04.12'], catalogue: { open: ['OPS.1'] }, totals: [3, 1] }],
  ['pending', { change: step('it is pending'), moreSteps: "Given('it is pending', () => 'pending')", provided: { strict: false }, totals: [2, 1] }],
  ['skipped', { provided: { dryRun: true }, totals: [0, 3] }],
  ['skipped', { moreSteps: "Before({ name: 'leave out' }, () => 'skipped')", totals: [0, 3] }],
  ['not-finished', { moreSteps: 'BeforeAll(() => {})', lost: ({ testRunFinished, testCase }) => Boolean(testRunFinished ?? testCase), totals: [0, 1] }],
]

for (const [kind, bad] of [...Object.entries(BAD), ...ALSO_BAD]) {
  test(`the guard finds: ${kind}, and nothing else`, async () => {
    const { findings, totals } = await judge(bad)
    assert.deepEqual([...new Set(findings.map((finding) => finding.kind))], [kind])
    assert.deepEqual([totals.passed, totals.failed], bad.totals)
  })
}

test('what whoever writes can mend is told with how it is said instead', () => {
  const written = Object.keys(BAD).slice(0, Object.keys(BAD).indexOf('no-rule'))
  assert.deepEqual(
    written.filter((kind) => !ADVICE[kind as FindingKind]),
    [],
  )
})

/** What comes close and is good. */
const FINE: Record<string, Case> = {
  'the specification as it should be': { totals: [3, 0] },
  'a part of it, chosen by tag': { provided: { tags: '@failover', name: ['backup'] }, totals: [1, 0] },
  'seven steps': { change: step(`something else 1\n${[2, 3, 4, 5].map((n) => `      And something else ${n}\n`).join('')}`), totals: [3, 0] },
  'a background of three': {
    change: ['    Given Uma is signed in', `    Given Uma is signed in\n${'    And something else happened\n'.repeat(2)}`],
    totals: [3, 0],
  },
  'a hundred lines': { change: ['  Background:', '\n'.repeat(76).concat('  Background:')], totals: [3, 0] },
  'numbers that are no answers of HTTP': {
    change: step('something else of 1,500 letters in 2500 words and 4.500 parts for 600 people in 500 milliseconds'),
    totals: [3, 0],
  },
  'people of the glossary and products': { change: step('something else that Uma did with OpenAI for 5 EUR and "Bob"'), totals: [3, 0] },
  'a vague word outside an outcome': { change: step('something else that needs at least two people'), totals: [3, 0] },
  'a declared deviation': {
    change: step('it is skipped'),
    moreSteps: "Given('it is skipped', () => 'skipped')",
    catalogue: { deviations: [{ example: 'The backup answers', reason: 'the engine cannot' }] },
    totals: [2, 0],
  },
  'an example that an engine does not keep, as declared': {
    change: step('it fails'),
    moreSteps: "Given('it fails', () => { throw new Error('the engine cannot') })",
    catalogue: { deviations: [{ engine: 'redis', example: 'The backup answers', reason: 'the engine cannot' }] },
    totals: [2, 0],
  },
}

for (const [name, fine] of Object.entries(FINE)) {
  test(`the guard finds nothing wrong with ${name}`, async () => {
    const { findings, totals } = await judge(fine)
    assert.deepEqual(findings, [])
    assert.deepEqual([totals.passed, totals.failed], fine.totals)
  })
}

test('an example that fails counts once, whatever else is wrong with it', async () => {
  const { totals, verdicts } = await judge({ change: step('it fails'), moreSteps: "Given('it fails', () => { throw new Error('no') })", totals: [2, 1] })
  assert.deepEqual(totals, { passed: 2, failed: 1 })
  assert.deepEqual(verdicts.map(({ outcome }) => outcome).sort(), ['failed', 'passed', 'passed'])
})

test('a failing hook fails its example', async () => {
  const { totals } = await judge({ moreSteps: "Before({ name: 'clean' }, () => { throw new Error('dirty') })", totals: [0, 3] })
  assert.deepEqual(totals, { passed: 0, failed: 3 })
})

test('naming files leaves open what is missing elsewhere', async () => {
  const run = await trialRun({ feature: GOOD, steps: STEPS })
  const { findings } = guard({ ...CATALOGUE, open: [], minimum_scenarios: 99 }, run, { whole: false })
  assert.deepEqual(findings, [])
})

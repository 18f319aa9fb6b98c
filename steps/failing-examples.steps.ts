import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { PLACE, runExample, writtenOf } from '../support/failing-example'
import { PROCESSES } from '../support/patience'
import type { ConcordWorld } from '../support/world'

const answered = (reply: string, expected: string): readonly string[] => [
  `Given OpenAI will answer "${reply}"`,
  'When Uma asks "How are you?"',
  `Then the answer is "${expected}", given by OpenAI`,
]

Given('an example in which Uma is answered {string} and which expects {string}', function (this: ConcordWorld, reply: string, expected: string) {
  writtenOf(this).steps = answered(reply, expected)
})

Given('the example expects {string} as well', function (this: ConcordWorld, expected: string) {
  writtenOf(this).steps = answered(expected, expected)
})

Given('an example that makes up numbers and expects all of them to be even', function (this: ConcordWorld) {
  writtenOf(this).steps = ['Then every number is even, in 100 generated cases']
})

When('the example is run', PROCESSES, async function (this: ConcordWorld) {
  const written = writtenOf(this)
  this.reach.here('our own run')
  written.shown = await runExample(written.steps, [])
})

When('the example is run in an order made of the seed {int}', PROCESSES, async function (this: ConcordWorld, seed: number) {
  const written = writtenOf(this)
  this.reach.here('our own run')
  written.shown = await runExample(written.steps, ['--order', `random:${seed}`])
})

const shownTo = (world: ConcordWorld): string => {
  const { shown } = writtenOf(world)
  if (shown === undefined) throw new Error('the example was not run')
  return shown
}

Then('it fails, and the rule, the example and its last step are shown', function (this: ConcordWorld) {
  const shown = shownTo(this)
  expect(shown).to.match(/0 passed, 1 failed\n*$/)
  expect(shown).to.include('✗ Rule: A question is answered as it is expected\n  Example: A question on trial\n')
  expect(shown).to.include(`  Step: ${writtenOf(this).steps.at(-1)}\n`)
})

Then('it is shown that {string} came instead of {string}', function (this: ConcordWorld, came: string, expected: string) {
  expect(shownTo(this)).to.match(new RegExp(`expected .*'content' of '${expected}', but got '${came}'`))
})

/** What went over the wire, by what stands in its line. */
const PASSED: Readonly<Record<string, string>> = { 'a question': 'POST /api/llm/chat', 'the question': '/v1/chat/completions', 'an answer': '200' }

Then('it is shown that these went over the wire', function (this: ConcordWorld, table: DataTable) {
  const lines = shownTo(this)
    .split('\n')
    .flatMap((line) => {
      const { groups } = /^ +[\d.]+ s {2}(?<from>\w+) +→ (?<to>\w+) +(?<what>.*)$/.exec(line) ?? {}
      return groups === undefined ? [] : [groups]
    })
  const wanted = table.hashes()
  expect(lines.map(({ from, to }) => ({ from, to }))).to.deep.equal(wanted.map(({ from, to }) => ({ from, to })))
  for (const [index, { what = '' }] of wanted.entries()) expect(lines[index]?.what).to.include(PASSED[what] ?? what)
})

Then('it holds, and nothing that went over the wire is shown', function (this: ConcordWorld) {
  expect(shownTo(this)).to.match(/1 passed, 0 failed\n*$/)
  expect(shownTo(this)).not.to.include('over the wire')
})

Then("the platform's log of the question is shown", function (this: ConcordWorld) {
  expect(shownTo(this)).to.match(/The platform's log:\n {4}\{.*"route":"\/api\/llm\/chat","status":200.*\}\n/)
})

Then('the command that repeats it names the example and the seed {int}', function (this: ConcordWorld, seed: number) {
  expect(shownTo(this)).to.match(new RegExp(`Again: npm run features -- --order random:${seed} \\S*${PLACE}\n`))
})

Then('the seed of the smallest failing case is shown, and how to see it again', function (this: ConcordWorld) {
  const [, seed] = /In generated case \d+ \(seed (-?\d+)\)/.exec(shownTo(this)) ?? []
  expect(seed, 'the seed').to.match(/^-?\d+$/)
  expect(shownTo(this)).to.include(`--world-parameters '{"seed": ${seed}}'`)
})

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { writeFolder } from './trial-run'

const ROOT = resolve(__dirname, '../..')
const OPEN = 'OPS.2'

const project = writeFolder({
  'cucumber.js': "module.exports = { default: { require: ['steps.js'], format: ['html:reports/cucumber.html', 'junit:reports/junit.xml'] } }",
  'features/deviations.yaml': '[]\n',
  'features/requirements.yaml': `
minimum_scenarios: 2
open: [${OPEN}]
deviations: []
families:
  - id: OPS
    title: Running
    seam: operator → process
    why: Trust
    statements:
      - { id: OPS.1, name: Starting, statement: It starts }
      - { id: ${OPEN}, name: Stopping, statement: It stops }
tags: { '@people': people, '@browser': pages }
glossary: {}
`,
  'features/start.feature': `@OPS
Feature: Starting
  It can be relied on.
  Seam: operator → process.

  @OPS.1
  Rule: It starts

    Example: One command is enough
      When it starts
      Then it runs

    @people @browser
    Example: A wrong setting is named
      When it starts
      Then it runs
`,
  'steps.js': `const { When, Then, setDefaultTimeout } = require('${require.resolve('@cucumber/cucumber')}')
const mood = process.env.MOOD
setDefaultTimeout(-1)
When('it starts', function () {
  this.attach('{"lanes":[["Uma","person"],["platform","platform"]],"told":[[0,0,1,"asked","start"]],"more":0}', { mediaType: 'application/vnd.concord.story+json' })
  if (mood === 'leaves') process.exit(0)
  if (mood === 'hangs') return new Promise(() => {})
  if (mood === 'strays') setImmediate(() => setImmediate(() => Promise.reject(new Error('too late'))))
})
Then('it runs', () => { if (mood === 'fails') throw new Error('it does not run') })
`,
})

after(() => rmSync(project, { recursive: true }))

interface Ended {
  readonly code: number
  readonly output: string
  readonly last: string
}

/** Runs the specification of the small project as `npm run features` does. */
const features = (mood: string, ...args: string[]): Promise<Ended> =>
  new Promise((done) => {
    const command = ['-r', require.resolve('ts-node/register'), join(ROOT, 'support/specification/run.ts'), ...args]
    const chromium = mood === 'blind' ? join(project, 'nowhere') : process.execPath
    const env = { ...process.env, MOOD: mood, CHROMIUM: chromium, TS_NODE_PROJECT: join(ROOT, 'tsconfig.json'), NO_COLOR: '1', FORCE_COLOR: undefined }
    execFile(process.execPath, command, { cwd: project, env }, (error, output, errors) => {
      done({ code: Number(error?.code ?? 0), output: output + errors, last: output.trimEnd().split('\n').at(-1) ?? '' })
    })
  })

test('a good run ends with its numbers, names what is open and leaves its reports', async () => {
  const { code, output, last } = await features('good')
  assert.equal(last, '2 passed, 0 failed', output)
  assert.equal(code, 0)
  assert.match(output, /✓ Starting — 2 examples/)
  assert.match(output, /✓ OPS\.1 Starting +1 +2 +2 +0/)
  assert.match(output, /Open, without a rule yet \(1\)\n {2}OPS\.2 Stopping/)
  for (const report of ['cucumber.html', 'junit.xml', 'messages.ndjson']) assert.ok(existsSync(join(project, 'reports', report)), report)
  const messages = readFileSync(join(project, 'reports/messages.ndjson'), 'utf8').trimEnd().split('\n')
  assert.ok('testRunFinished' in JSON.parse(messages.at(-1) ?? ''))
})

test('a failing example tells rule, step, reason and how to see it again', async () => {
  const { code, output, last } = await features('fails', 'features/start.feature:9')
  assert.equal(last, '0 passed, 1 failed', output)
  assert.equal(code, 1)
  for (const part of [
    'Rule: It starts',
    'Example: One command is enough',
    'Step: Then it runs',
    'it does not run',
    'npm run features -- features/start.feature:9',
  ])
    assert.ok(output.includes(part), part)
})

test('tags, order and workers are passed through, and the number that ran is told', async () => {
  const [tagged, parallel] = await Promise.all([features('good', '--tags', '@people'), features('good', '--parallel', '2', '--order', 'random:7')])
  assert.equal(tagged.last, '1 passed, 0 failed', tagged.output)
  assert.match(tagged.output, /1 of 2 examples/)
  assert.equal(parallel.last, '2 passed, 0 failed', parallel.output)
  assert.match(parallel.output, /order random:7/)
})

test('the page of the specification shows what ran, also when several workers ran it', async () => {
  const page = () => readFileSync(join(project, 'reports/specification/index.html'), 'utf8')
  const { output } = await features('good', '--parallel', '2')
  assert.match(output, /To read: reports\/specification\/index\.html\n2 passed, 0 failed\n$/)
  assert.match(page(), /"name":"A wrong setting is named".*"end":\{"r":"p","ms":\d+,"s":0\}/)
  assert.doesNotMatch(page(), /Only a part/)
  await features('good', '--tags', '@people')
  assert.match(page(), /Only a part of the specification ran: 1 of 2 examples/)
  assert.match(page(), /"name":"One command is enough".*"end":\{"r":"n"\}/)
})

test('without a browser, what needs one is left out and said to be', async () => {
  const { code, output, last } = await features('blind')
  assert.equal(last, '1 passed, 0 failed', output)
  assert.equal(code, 0)
  assert.match(output, /Not run: 1 example of pages in a browser, because there is no Chromium here/)
})

test('a file that does not exist fails the run, also beside one that does', async () => {
  const { code, output, last } = await features('good', 'features/start.feature', 'features/stop.feature')
  assert.equal(last, '2 passed, 1 failed', output)
  assert.equal(code, 1)
})

test('an error that no step waited for fails the run and does not break it off', async () => {
  const { output, last } = await features('strays', '--tags', '@people')
  assert.match(last, /^1 passed, 1 failed$/, output)
  assert.match(output, /too late/)
})

for (const mood of ['leaves', 'hangs']) {
  test(`a step that ${mood} fails the run`, async () => {
    const { code, output, last } = await features(mood)
    assert.match(last, /^0 passed, [1-9]\d* failed$/, output)
    assert.equal(code, 1)
  })
}

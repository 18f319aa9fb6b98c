import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { writeFolder } from './trial-run'

const ROOT = resolve(__dirname, '../..')

const FEATURE = `@OPS @people
Feature: Starting
  It can be relied on.
  Seam: operator → process.

  @OPS.1
  Rule: It starts

    Example: One command is enough
      When it starts
      Then it runs

    Example: A wrong setting is named
      When it starts
      Then it runs for 3 seconds
`

const STEPS = `const { When, Then } = require('${require.resolve('@cucumber/cucumber')}')
When('it starts', () => { throw new Error('nothing is run') })
Then('it runs', () => {})
Then('it runs for {int} second(s)', (count) => {})
`

const TOO_LONG = `Then('it is long', () => {\n${'  void 0\n'.repeat(11)}})\n`

const project = writeFolder({
  'cucumber.js': "module.exports = { default: { require: ['steps.js'] } }",
  'features/requirements.yaml': `
minimum_scenarios: 2
open: [OPS.2]
deviations: []
families:
  - id: OPS
    title: Running
    seam: operator → process
    why: Trust
    statements:
      - { id: OPS.1, name: Starting, statement: It starts }
      - { id: OPS.2, name: Stopping softly, restart: true, statement: It stops. Nothing is lost }
tags: { '@people': people, '@recovery': killed and started again }
glossary: {}
`,
  'features/running/start.feature': FEATURE,
  'steps.js': STEPS,
})

after(() => rmSync(project, { recursive: true }))

interface Ended {
  readonly code: number
  readonly output: string
  readonly errors: string
}

/** Runs a command for writers in the small project, with other contents of some files for that time. */
async function run(script: 'lint' | 'new' | 'phrases', args: readonly string[] = [], contents: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const before = Object.keys(contents).map((path) => [path, existsSync(join(project, path)) ? readFileSync(join(project, path), 'utf8') : undefined] as const)
  for (const [path, text] of Object.entries(contents)) writeFileSync(join(project, path), text)
  const command = ['-r', join(ROOT, 'support/run-typescript.cjs'), join(ROOT, `support/specification/${script}.ts`), ...args]
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, REPORTS_FOLDER: 'reports' }
  const ended = await new Promise<Ended>((done) => {
    execFile(process.execPath, command, { cwd: project, env }, (error, output, errors) => done({ code: Number(error?.code ?? 0), output, errors }))
  })
  for (const [path, text] of before)
    if (text === undefined) rmSync(join(project, path))
    else writeFileSync(join(project, path), text)
  return ended
}

test('the lint finds nothing wrong with what is well written, runs nothing, and ends with figures', async () => {
  const { code, output, errors } = await run('lint')
  assert.equal(code, 0, output + errors)
  assert.match(output, /1 feature, 2 examples: a median of 2 steps, at most 2, Background included/)
  assert.match(output, /3 step definitions: each used 1\.3 times in the examples, 1\.3 times as they are written\n0 findings in/)
})

test('the lint names the place, and says how it is said instead', async () => {
  const { code, output } = await run('lint', [], { 'features/running/start.feature': FEATURE.replace('It can be relied on', 'Its endpoint can be relied on') })
  assert.equal(code, 1)
  assert.match(output, /✗ Words that a product owner would not use \(1\)\n {2}→ It would change with the implementation/)
  assert.match(output, /"endpoint" in: Its endpoint .* — name what is asked for, not where it is {3}features\/running\/start\.feature:2\n/)
  assert.match(output, /1 finding in/)
})

const DEFINED: Record<string, [feature: string, steps: string, finding: RegExp]> = {
  'a step that nobody defined': [
    FEATURE.replace('it runs\n', 'it is well\n'),
    STEPS,
    /Steps that nobody has defined \(1\)[^✗]*it is well {3}features\/running\/start\.feature:11/,
  ],
  'a step that two definitions fit': [
    FEATURE,
    `${STEPS}Then(/^it runs$/, () => {})\n`,
    /several definitions claim \(1\)[^✗]*it runs — steps\.js:3 and steps\.js:5 {3}features/,
  ],
  'a definition that nobody uses': [FEATURE, `${STEPS}Then('it rests', () => {})\n`, /no example uses \(1\)[^✗]*it rests {3}steps\.js:5/],
  'a definition that does too much': [
    FEATURE.replace('it runs\n', 'it is long\n'),
    STEPS.replace(/Then\('it runs'.*\n/, TOO_LONG),
    /more than 10 lines \(1\)[^✗]*it is long has 11 {3}steps\.js:3/,
  ],
  'an unknown parameter type': [FEATURE, `${STEPS}Then('{planet} is near', () => {})\n`, /unknown parameter type \(1\)[^✗]*\{planet\}/],
}

for (const [name, [feature, steps, finding]] of Object.entries(DEFINED)) {
  test(`the lint finds ${name}`, async () => {
    const { code, output } = await run('lint', [], { 'features/running/start.feature': feature, 'steps.js': steps })
    assert.match(output, finding)
    assert.equal(code, 1)
  })
}

test('the lint tells only of the files that are named', async () => {
  const contents = {
    'features/requirements.yaml': readFileSync(join(project, 'features/requirements.yaml'), 'utf8').replace('[OPS.2]', '[]'),
    'steps.js': `${STEPS}Then('it rests', () => {})\n`,
  }
  const [whole, feature, steps] = [
    await run('lint', [], contents),
    await run('lint', ['features/running'], contents),
    await run('lint', ['./steps.js:5'], contents),
  ]
  assert.match(whole.output, /2 findings/)
  assert.deepEqual([feature.code, steps.code], [0, 1])
  assert.match(steps.output, /1 finding in/)
})

for (const args of [['--all'], ['features/stop.feature']]) {
  test(`the lint refuses ${args.join(' ')} in one sentence`, async () => {
    const { code, output, errors } = await run('lint', args)
    assert.deepEqual([code, output], [2, ''])
    assert.match(errors, /^[^\n]+\.\n$/)
  })
}

test('a skeleton stands in the folder of its requirement, and fails nothing but that it is to be filled in', async () => {
  const path = join(project, 'features/running/stopping-softly.feature')
  const { code, output } = await run('new', ['OPS.2'])
  assert.equal(code, 0)
  assert.match(output, /^features\/running\/stopping-softly\.feature is begun/)
  const text = readFileSync(path, 'utf8')
  const again = await run('new', ['OPS.2'])
  const lint = await run('lint', ['features/running/stopping-softly.feature'])
  rmSync(path)
  assert.match(text, /^@OPS @people\nFeature: \[…/)
  assert.equal(text.match(/@OPS\.2\n {2}Rule: /g)?.length, 2)
  assert.match(text, /@recovery\n/)
  assert.deepEqual([again.code, again.output], [2, ''])
  assert.match(again.errors, /^features\/running\/stopping-softly\.feature is there already; --name[^\n]*\n$/)
  assert.match(lint.output, /✗ Places that nobody has filled in \(\d+\)/)
  assert.deepEqual(lint.output.match(/^✗ .*/gm)?.length, 1, lint.output)
})

test('a skeleton may be called something else', async () => {
  const { code } = await run('new', ['OPS.1', '--name', 'first-start'])
  assert.equal(code, 0)
  rmSync(join(project, 'features/running/first-start.feature'))
})

for (const args of [[], ['OPS.3'], ['XY.1'], ['OPS.1', 'OPS.2'], ['OPS.1', '--name', '../Start'], ['OPS.1', '--called', 'x']]) {
  test(`no skeleton is made of: ${args.join(' ') || 'nothing'}`, async () => {
    const { code, output, errors } = await run('new', args)
    assert.deepEqual([code, output], [2, ''])
    assert.match(errors, /^[^\n]+\n$/)
  })
}

test('the page of phrases has every phrase with its use, an example, and its words', async () => {
  const { code } = await run('phrases')
  assert.equal(code, 0)
  const page = readFileSync(join(project, 'reports/specification/phrases.html'), 'utf8')
  assert.match(page, /<h2>Steps<\/h2>/)
  assert.match(page, /<b>When<\/b> it starts <span class="uses">2×<\/span>/)
  assert.match(page, /it runs for <a class="kind" href="#kind-int">int<\/a> second<i>\(s\)<\/i>/)
  assert.match(page, /href="\.\.\/\.\.\/features\/running\/start\.feature" title="features\/running\/start\.feature, line 15">it runs for 3 seconds</)
  assert.doesNotMatch(page, /https?:/)
})

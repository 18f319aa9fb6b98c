import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { HOME } from './processes'
import { median, table } from './table'

// The time of the specification beside the floor: cucumber with as many scenarios, each with as many steps, that do nothing.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } })
const ROUNDS = Number(values.rounds)
const GOAL = 4
const TAGS = 'not @property and not @recovery'
const PRELOADED = ['-r', join(HOME, 'support/node-version.cjs'), '-r', join(HOME, 'node_modules/ts-node/register')]

/** Runs to the end, whatever comes out of it, and tells how long it took in milliseconds. */
const timed = (args: readonly string[], cwd: string): Promise<number> =>
  new Promise((resolve) => {
    const begun = performance.now()
    execFile(process.execPath, args, { cwd, maxBuffer: 2 ** 28 }, () => resolve(performance.now() - begun))
  })

const specification = () => timed([...PRELOADED, 'support/specification/run.ts', '--tags', TAGS], HOME)

/** How many steps each scenario of the last run had, hooks not counted. */
function stepsOfEach(): readonly number[] {
  const messages = readFileSync(join(HOME, 'reports/messages.ndjson'), 'utf8').trim().split('\n')
  const cases = messages.map((line) => JSON.parse(line)).flatMap(({ testCase }) => (testCase === undefined ? [] : [testCase]))
  return cases.map(({ testSteps }: { testSteps: { pickleStepId?: string }[] }) => testSteps.filter((step) => step.pickleStepId !== undefined).length)
}

function writeFloor(folder: string, steps: readonly number[]): void {
  const scenarios = steps.map((count, index) => `  Scenario: Number ${index}\n${'    Given nothing\n'.repeat(count)}`)
  for (const name of ['features', 'reports']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'features/empty.feature'), `Feature: Nothing\n${scenarios.join('\n')}`)
  writeFileSync(join(folder, 'empty.steps.cjs'), `require(${JSON.stringify(join(HOME, 'node_modules/@cucumber/cucumber'))}).Given('nothing', () => {})\n`)
}

function floor(folder: string): Promise<number> {
  const formats = ['html:reports/cucumber.html', 'junit:reports/junit.xml', 'message:reports/messages.ndjson'].flatMap((format) => ['--format', format])
  const cucumber = join(HOME, 'node_modules/@cucumber/cucumber/bin/cucumber.js')
  return timed([...PRELOADED, cucumber, '--require', 'empty.steps.cjs', ...formats], folder)
}

async function main(): Promise<void> {
  await specification()
  const steps = stepsOfEach()
  const folder = mkdtempSync(join(tmpdir(), 'concord-floor-'))
  const times = { specification: [] as number[], floor: [] as number[] }
  try {
    writeFloor(folder, steps)
    for (let round = 0; round < ROUNDS; round++) {
      times.specification.push(await specification())
      times.floor.push(await floor(folder))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const ratio = median(times.specification) / median(times.floor)
  const row = (name: keyof typeof times) => {
    const ms = median(times[name])
    return [name, (ms / 1_000).toFixed(2), (steps.length / (ms / 1_000)).toFixed(0), (ms / median(times.floor)).toFixed(2)]
  }
  const total = steps.reduce((sum, count) => sum + count, 0)
  process.stdout.write(`${steps.length} scenarios with ${total} steps, medians of ${ROUNDS} runs, the start of the program included\n\n`)
  process.stdout.write(`${table(['', 'seconds', 'scenarios/s', 'times the floor'], [row('specification'), row('floor')])}\n`)
  process.stdout.write(`${ratio <= GOAL ? 'met' : 'NOT met'}: at most ${GOAL} times the floor\n`)
}

void main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})

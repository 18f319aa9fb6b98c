import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { styleText } from 'node:util'
import { messageOf } from '../app/shared/errors'
import { layerFaults } from './check-layers'
import type { Totals } from './specification/guard'
import { runSpecification } from './specification/specification'
import { endSoon, expectVerdict, giveVerdict } from './specification/verdict'
import { runTestFiles } from './test-files'

const UNIT_TESTS = ['app/**/*.test.ts', 'steps/**/*.test.ts', 'support/*.test.ts', 'support/!(bench)/**/*.test.ts']

const LONGEST_OUTPUT = 80

const print = (text: string): void => void process.stdout.write(text)

/** Prints one calm line, and what went wrong below it. */
function tell(name: string, passed: boolean, about: string): Totals {
  print(`${passed ? styleText('green', '✓') : styleText('red', '✗')} ${name}${passed && about ? ` — ${about}` : ''}\n${passed ? '' : `${about.trimEnd()}\n`}`)
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A tool that succeeds or fails as one check. */
const tool = (name: string, script: string, ...args: string[]): Promise<Totals> =>
  new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve(tell(name, error === null, error === null ? '' : shortened(`${stdout}${stderr}`)))
    })
  })

function shortened(output: string): string {
  const lines = output.trim().split('\n')
  return lines.length <= LONGEST_OUTPUT ? output : [...lines.slice(0, LONGEST_OUTPUT), `… ${lines.length - LONGEST_OUTPUT} more lines`].join('\n')
}

async function staticChecks(): Promise<Totals[]> {
  const faults = layerFaults(process.cwd())
  return [
    tell('Layers', faults.length === 0, faults.join('\n')),
    ...(await Promise.all([
      tool('Types', 'node_modules/typescript7/bin/tsc', '-p', '.'),
      tool('Types of the page', 'node_modules/typescript7/bin/tsc', '-p', 'app/http/page'),
      tool('Types of the page of the specification', 'node_modules/typescript7/bin/tsc', '-p', 'support/specification/page/browser'),
      tool('Lint and format', 'node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings', '--diagnostic-level=warn'),
      tool('Wording of the specification', '-r', './support/run-typescript.cjs', 'support/specification/lint.ts'),
    ])),
  ]
}

async function unitTests(): Promise<Totals> {
  const { totals, seconds, failures, skipped } = await runTestFiles(globSync(UNIT_TESTS), { execArgv: ['-r', 'ts-node/register'] })
  const about = failures.map(({ report, said }) => `${report}\n${shortened(said)}`).join('\n')
  tell('Unit tests', totals.failed === 0, about || `${totals.passed} in ${seconds.toFixed(1)} s`)
  if (skipped.length > 0) print(`  skipped: ${skipped.join(', ')}\n`)
  return totals
}

async function features(): Promise<Totals> {
  const seed = process.env.SEED ?? String(Math.floor(Math.random() * 1_000_000))
  print(`\nSpecification, in random order: npm run features -- --order random:${seed}\n`)
  try {
    return await runSpecification(['--order', `random:${seed}`])
  } catch (error) {
    return tell('Specification', false, messageOf(error))
  }
}

async function main(): Promise<void> {
  expectVerdict()
  const totals = [...(await staticChecks()), await unitTests(), await features()]
  giveVerdict(totals.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 }))
  endSoon()
}

void main()

import { execFile } from 'node:child_process'
import { cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { expect } from 'chai'
import { writeFolder } from '../specification/trial-run'
import type { Strength } from './strength'

const FEATURE = `@OPS
Feature: A door
  Seam: visitor → door.

  @OPS.1
  Rule: Whoever is 18 may pass

    Example: A visitor of 18 passes
      When a visitor of 18 comes
      Then the visitor passes

    Example: A visitor of 12 does not
      When a visitor of 12 comes
      Then the visitor stays outside

  @OPS.2
  Rule: The door has a name

    Example: The door is asked for its name
      When somebody asks the door for its name
`

const DOOR = `export const NAME = 'Front door'

export function mayPass(age: number, bribe = false): boolean {
  if (bribe) return true
  return age >= 18
}
`

const STEPS = `import { Then, When } from '@cucumber/cucumber'
import { mayPass, NAME } from '../app/door'

When('a visitor of {int} comes', function (this: { passed: boolean }, age: number) {
  this.passed = mayPass(age)
})
Then('the visitor passes', function (this: { passed: boolean }) {
  if (!this.passed) throw new Error('the visitor stays outside')
})
Then('the visitor stays outside', function (this: { passed: boolean }) {
  if (this.passed) throw new Error('the visitor passes')
})
When('somebody asks the door for its name', () => {
  if (typeof NAME !== 'string') throw new Error('it has none')
})
`

const PROJECT = {
  'package.json': '{ "name": "door", "private": true }',
  'tsconfig.json': '{}',
  'cucumber.js': 'module.exports = {}',
  'app/door.ts': DOOR,
  'features/door.feature': FEATURE,
  'steps/door.steps.ts': STEPS,
  'support/parameter-types.ts': '',
  'support/world.ts': '',
  'support/hooks.ts': '',
  'support/patience.ts': 'export const waitReally = (): void => {}',
  'support/platform-process.ts': 'export const endSpares = async (): Promise<void> => {}',
}

/** What the workers need of the project that this one stands in for. */
const TAKEN = ['app/shared', 'support/strength', 'support/specification']
const PRELOADED = ['support/node-version.cjs', 'support/run-typescript.cjs']

function project(): string {
  const folder = writeFolder(PROJECT)
  for (const path of [...TAKEN, ...PRELOADED]) cpSync(path, join(folder, path), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

const run = (cwd: string, ...args: readonly string[]): Promise<{ readonly code: number | undefined; readonly out: string }> =>
  new Promise((done) => {
    const all = [...PRELOADED.flatMap((file) => ['-r', `./${file}`]), 'support/strength/main.ts', ...args]
    execFile(process.execPath, all, { cwd }, (error, stdout, stderr) => done({ code: error === null ? 0 : Number(error.code), out: `${stdout}${stderr}` }))
  })

test('A whole run tells what the examples catch, which rule caught it, and what survives', async () => {
  const folder = project()
  try {
    const { code, out } = await run(folder, 'door.ts')
    expect(code, out).to.equal(1)
    const { parts, rules, survivors }: Strength = JSON.parse(readFileSync(join(folder, 'reports/strength/strength.json'), 'utf8'))
    const told = parts.find(({ name }) => name === 'starting')
    expect(told?.tried, out).to.equal(told?.mutants)
    const lost = survivors.map(({ original, replacement }) => `${original} → ${replacement}`)
    expect(lost, 'the name is never looked at, and the bribe is never tried').to.include.members(['\'Front door\' → ""', 'true → false'])
    expect(lost, 'the boundary is').not.to.include('age >= 18 → age > 18')
    expect(lost).not.to.include('age >= 18 → true')
    expect(rules.find(({ rule }) => rule === 'Whoever is 18 may pass')?.caught).to.be.above(3)
    expect(rules.find(({ rule }) => rule === 'The door has a name')).to.deep.include({ requirement: 'OPS.2', caught: 0 })
    const again = await run(folder, 'door.ts', '--report')
    expect(again.out, 'what was found is kept').to.match(new RegExp(`starting +${told?.mutants} +${told?.tried} +${told?.caught} `))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('What means nothing is refused in one sentence', async () => {
  const { code, out } = await run(process.cwd(), 'no-such-part')
  expect(code).to.equal(2)
  expect(out).to.match(/^"no-such-part" is no folder or file of app\/.*\n$/)
})

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { expect } from 'chai'
import { writeFolder } from './specification/trial-run'
import { type FilesOutcome, runTestFiles } from './test-files'

const TEST = "const { test } = require('node:test')\n"
const FILES = {
  'good.test.cjs': `${TEST}test('good', () => {})\ntest.skip('left out', () => {})`,
  'bad.test.cjs': `${TEST}test('bad', () => { console.error('here'); throw new Error('this is bad') })`,
  'open.test.cjs': `${TEST}test('leaves a timer', () => void setInterval(() => {}, 1_000))`,
  'busy.test.cjs': `${TEST}test('never gives back', () => { for (;;); })`,
  'child.test.cjs': `${TEST}test('leaves a process', () => void require('node:child_process').spawn('sleep', ['5'], { stdio: 'inherit' }).unref())`,
  'none.test.cjs': '',
}
const folder = writeFolder(FILES)
after(() => rmSync(folder, { recursive: true, force: true }))

/** Inside a file of tests the runner refuses to run others, as recursion: it is not told that it is in one. */
async function all(names: readonly (keyof typeof FILES)[], longestFileMs?: number): Promise<FilesOutcome> {
  const { NODE_TEST_CONTEXT: context } = process.env
  Reflect.deleteProperty(process.env, 'NODE_TEST_CONTEXT')
  try {
    const files = names.map((name) => join(folder, name))
    return await runTestFiles(files, longestFileMs === undefined ? {} : { longestFileMs })
  } finally {
    process.env.NODE_TEST_CONTEXT = context
  }
}

test('Passed, failed and left out are counted over all files', async () => {
  const { totals, failures, skipped } = await all(['good.test.cjs', 'bad.test.cjs'])
  expect({ totals, skipped }).to.deep.equal({ totals: { passed: 1, failed: 1 }, skipped: ['left out'] })
  expect(failures.map(({ report }) => report).join('')).to.include('this is bad')
  expect(failures.map(({ said }) => said).join('')).to.include('here')
})

test('A file without a test has not passed', async () => {
  const { totals, failures } = await all(['none.test.cjs'])
  expect(totals.failed).to.equal(1)
  expect(failures[0]?.report).to.match(/none\.test\.cjs has no test\.\n/)
})

test('Where there is no file, nothing has passed', async () => {
  const { totals, failures } = await all([])
  expect(totals).to.deep.equal({ passed: 0, failed: 1 })
  expect(failures[0]?.report).to.equal('There is no file of tests.')
})

for (const name of ['open.test.cjs', 'busy.test.cjs', 'child.test.cjs'] as const) {
  test(`What does not end by itself has failed, and is named: ${name}`, async () => {
    const { totals, failures } = await all([name], 3_000)
    expect(totals.failed).to.be.above(0)
    expect(failures[0]?.report).to.match(/^\S+test\.cjs had not ended after 3 s: something of it was still running\.\n/)
  })
}

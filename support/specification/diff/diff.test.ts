import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { writeFolder } from '../trial-run'

const ROOT = resolve(__dirname, '../../..')

const BEFORE = `@OPS
Feature: Answers
  Customers get them.
  Seam: person → provider.

  @OPS.1
  Rule: The backup answers when the primary is out of service

    Example: The backup answers
      Given OpenAI is out of service
      When Uma asks "Hello"
      Then Anthropic answers

    Example: The backup is left alone
      When Uma asks "Hello"
      Then OpenAI answers

  @OPS.2
  Rule: Nobody waits for ever

    Example: A slow provider is given up
      When OpenAI takes 31 seconds
      Then it took too long
`

const AFTER = `@OPS
Feature: Answers
  Customers get them.
  Seam: person → provider.

  @OPS.1
  Rule: The backup answers whenever the primary is out of service

    Example: The backup answers
      Given OpenAI is out of service
      When Uma asks "Good morning"
      Then Anthropic answers

    Example: The second backup answers
      Given nobody else is there
      Then somebody answers

  @OPS.3
  Rule: Whoever asks is somebody

    Example: A stranger is refused
      When a stranger asks
      Then it is refused
`

describe('what changed in the wording', () => {
  let folder = ''
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: folder, encoding: 'utf8' })
  const run = (file: string, ...args: string[]) => {
    const env = { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.json'), NO_COLOR: '1', FORCE_COLOR: undefined }
    const command = ['-r', require.resolve('ts-node/register'), join(ROOT, 'support/specification', file), ...args]
    try {
      return { code: 0, said: execFileSync(process.execPath, command, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }) }
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
      return { code: status, said: stdout + stderr }
    }
  }

  before(() => {
    folder = writeFolder({ 'features/answers.feature': BEFORE })
    git('init', '--quiet', '--initial-branch=main')
    git('add', '.')
    git('commit', '--quiet', '--message', 'Begin')
    git('tag', 'first')
    writeFileSync(join(folder, 'features/answers.feature'), AFTER)
  })
  after(() => rmSync(folder, { recursive: true }))

  it('is told in words: reworded, new and gone', () => {
    const { code, said } = run('diff/main.ts', 'first')
    assert.equal(code, 0, said)
    assert.match(
      said,
      /Reworded \(2\)\n\n {2}Answers\n {2}Rule: The backup answers whenever .*\n {4}It was: The backup answers when the primary is out of service\n/,
    )
    assert.match(said, /Example: The backup answers\n {4}- When Uma asks "Hello"\n {4}\+ When Uma asks "Good morning"\n\n/)
    assert.match(
      said,
      /New \(2\)\n\n {2}Answers\n {2}Rule: Whoever asks is somebody\n {4}\+ A stranger is refused\n\n.*\n {2}Example: The second backup answers\n/,
    )
    assert.match(
      said,
      /Gone \(2\)\n\n {2}Answers\n {2}Rule: Nobody waits for ever\n {4}- A slow provider is given up\n\n.*\n {2}Example: The backup is left alone\n/,
    )
    assert.match(said, /2 new, 2 gone, 2 reworded since first \([0-9a-f]+\) of \d{4}-\d\d-\d\d\n$/)
  })

  it('is nothing where nothing was reworded', () => {
    writeFileSync(join(folder, 'features/answers.feature'), BEFORE)
    assert.match(run('diff/main.ts', 'HEAD').said, /^Nothing was reworded since HEAD \([0-9a-f]+\) of/)
    writeFileSync(join(folder, 'features/answers.feature'), AFTER)
  })

  for (const revision of ['nowhere', '--all', 'HEAD:features', '']) {
    it(`ends with one sentence and 2 for a revision like "${revision}"`, () => {
      const { code, said } = run('diff/main.ts', revision)
      assert.equal(code, 2, said)
      assert.match(said, /^[^\n]*(There is no revision|Name the revision)[^\n]*\n$/)
    })
  }

  it('stops a run before anything is played', () => {
    writeFileSync(join(folder, 'cucumber.js'), 'module.exports = { default: {} }')
    writeFileSync(join(folder, 'features/requirements.yaml'), 'minimum_scenarios: 0\nopen: []\ndeviations: []\nfamilies: []\ntags: {}\nglossary: {}\n')
    const { code, said } = run('run.ts', '--since', 'nowhere')
    assert.equal(code, 2, said)
    assert.match(said, /^0 passed, 0 failed\nThere is no revision "nowhere" here[^\n]*\n$/)
  })
})

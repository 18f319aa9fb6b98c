import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'concord-typescript-'))
after(() => rmSync(folder, { recursive: true }))

/** What is left out of the output moves every line after it. */
const TYPES = `interface Told {
  readonly name: string
}

type Telling = (told: Told) => never

`

function printed(program: string): string {
  const file = join(folder, 'program.ts')
  writeFileSync(file, `${TYPES}${program}`)
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', join(__dirname, 'run-typescript.cjs'), file], { encoding: 'utf8' })
  return stdout + stderr
}

describe('TypeScript run without ts-node', () => {
  it('names the lines of the TypeScript in a stack', () => {
    const said = printed(`const tell: Telling = ({ name }) => {
  throw new TypeError(name)
}
try {
  tell({ name: 'Una' })
} catch (error) {
  console.log((error as Error).stack)
}
`)
    const [first, thrown, called] = said.split('\n')
    assert.equal(first, 'TypeError: Una')
    assert.equal(thrown, `    at tell (${join(folder, 'program.ts')}:8:9)`)
    assert.match(called ?? '', /program\.ts:11:3\)?$/)
  })

  it('names them for what nobody caught, too', () => {
    assert.match(
      printed(`const tell: Telling = ({ name }) => {\n  throw new TypeError(name)\n}\ntell({ name: 'Una' })\n`),
      /TypeError: Una\n +at tell \(.*program\.ts:8:9\)/,
    )
  })

  it('gives a stack to whatever is thrown', () => {
    const said = printed(`const odd: { stack?: string } = {}\nError.captureStackTrace(odd)\nconsole.log(odd.stack)\n`)
    assert.match(said, /program\.ts:8:7/)
  })
})

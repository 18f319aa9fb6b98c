import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { perScenario } from './per-scenario'

/** An example that stands in no feature of ours, and what was shown when it was run. */
interface Written {
  steps: readonly string[]
  shown: string | undefined
}

export const writtenOf = perScenario((): Written => ({ steps: [], shown: undefined }))

/** Its place in its file: what the command that repeats it ends with. */
export const PLACE = 'trial.feature:7'

const feature = (steps: readonly string[]): string => `@INTG-04 @chat
Feature: Trial
  Shows what a failure looks like.
  Seam: person → platform
  @INTG-04.1
  Rule: A question is answered as it is expected
    Example: A question on trial
${steps.map((step) => `      ${step}`).join('\n')}
`

/** Runs the example as everybody runs the specification, in a process of its own; what was shown. */
export async function runExample(steps: readonly string[], options: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-example-'))
  try {
    const file = join(folder, 'trial.feature')
    writeFileSync(file, feature(steps))
    const run = ['-r', './support/node-version.cjs', '-r', './support/run-typescript.cjs', 'support/specification/run.ts']
    const command = [...run, '--require', join(__dirname, 'even-numbers.ts'), file, ...options]
    const child = spawn(process.execPath, command, { cwd: join(__dirname, '..'), env: { ...process.env, REPORTS_FOLDER: folder, NO_COLOR: '1' } })
    let shown = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (shown += text))
    await once(child, 'close')
    return stripVTControlCharacters(shown)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

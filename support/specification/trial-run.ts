import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { type IConfiguration, loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { createRunRecord, type RunRecord } from './record'

export interface Trial {
  readonly feature: string
  /** Body of the file of steps; `Given`, `When`, `Then`, `BeforeAll` and `Before` are in scope. */
  readonly steps: string
  readonly provided?: Partial<IConfiguration>
  /** Messages that are lost on the way. */
  readonly lost?: (envelope: Envelope) => boolean
}

/** Runs one feature through the real cucumber, in a folder of its own that is gone afterwards. For tests of the guard. */
export async function trialRun({ feature, steps, provided = {}, lost = () => false }: Trial): Promise<RunRecord> {
  const cwd = writeFolder({
    'features/trial.feature': feature,
    'steps.js': `const { Given, When, Then, BeforeAll, Before } = require('${require.resolve('@cucumber/cucumber')}')\n${steps}`,
  })
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const environment = { cwd, stdout: nowhere, stderr: nowhere }
  const run = createRunRecord()
  try {
    const { runConfiguration } = await loadConfiguration({ file: false, provided: { require: ['steps.js'], ...provided } }, environment)
    await runCucumber(runConfiguration, environment, (envelope) => {
      if (!lost(envelope)) run.take(envelope)
    })
    return run
  } finally {
    rmSync(cwd, { recursive: true })
  }
}

/** A new folder with these files; whoever asked for it removes it. */
export function writeFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-trial-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

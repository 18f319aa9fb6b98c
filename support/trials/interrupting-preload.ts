import fs from 'node:fs'
import Database from 'better-sqlite3'

// Loaded into a command before its program: counts what it does to files and data, and kills the process before or after one of these steps.
// `TRIAL_STEP` says at which, `TRIAL_FAULT` plants a fault. The number of steps is written to the file that `TRIAL_COUNT` names.

const env = process.env
const DEADLY = Number(env.TRIAL_STEP ?? 0)
const FAULT = env.TRIAL_FAULT
let steps = 0

function around<T>(work: () => T): T {
  step()
  const done = work()
  step()
  return done
}

function step(): void {
  steps += 1
  if (steps === DEADLY) process.kill(process.pid, 'SIGKILL')
}

process.on('exit', () => env.TRIAL_COUNT !== undefined && writeFileSync(env.TRIAL_COUNT, String(steps)))

type Work = (...args: unknown[]) => unknown
const files = fs as unknown as Record<string, Work>
const { writeFileSync, renameSync, linkSync, copyFileSync } = fs

for (const name of ['linkSync', 'renameSync', 'unlinkSync', 'fsyncSync', 'writeFileSync', 'appendFileSync']) {
  const usual = files[name]
  if (usual !== undefined) files[name] = (...args) => around(() => planted(name, args) ?? usual(...args))
}
const promised = fs.promises as unknown as Record<string, Work>
const usualRename = promised.rename
if (usualRename !== undefined) promised.rename = (...args) => around(() => usualRename(...args))

/** Faults of the order in which files are given their names; undefined where the usual is done. */
function planted(name: string, [from, to]: unknown[]): true | undefined {
  const [source, target] = [String(from), String(to)]
  if (FAULT === 'gap' && name === 'linkSync' && target.includes('.before-restore-')) renameSync(source, target)
  else if (FAULT === 'unannounced' && name === 'renameSync' && target.endsWith('.next')) fs.rmSync(source)
  else if (FAULT === 'key-first' && name === 'renameSync' && target.includes('.key.new-')) {
    renameSync(source, target)
    copyFileSync(target, target.replace(/\.new-\w+$/, ''))
  } else return undefined
  return true
}

const statements = Database.prototype as unknown as { prepare: Work; exec: Work; transaction: Work }
const { prepare, exec } = statements
statements.exec = function (this: unknown, ...args) {
  return around(() => exec.apply(this, args))
}
statements.prepare = function (this: unknown, ...args) {
  const statement = prepare.apply(this, args) as { run: Work }
  const { run } = statement
  statement.run = (...values) =>
    around(() => {
      const done = run.apply(statement, values)
      if (FAULT === 'named-early' && String(args[0]).startsWith('vacuum into')) linkSync(String(values[0]), String(values[0]).replace(/\.draft-\d+$/, ''))
      return done
    })
  return statement
}
if (FAULT === 'no-transaction') statements.transaction = (work) => Object.assign(work as object, { immediate: work })

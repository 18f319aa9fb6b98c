import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Act, Fault } from './safekeeping-acts'

/** When a process is killed: at one of its own steps, or after some time. */
export type Moment = { readonly step: number } | { readonly ms: number }

const HOME = resolve(__dirname, '../..')
const PRELOADS = ['./support/node-version.cjs', './support/run-typescript.cjs', './support/trials/interrupting-preload.ts'].flatMap((file) => ['-r', file])
const NODE_COMPILE_CACHE = join(HOME, 'node_modules/.cache/concord/compiled')

interface Ended {
  readonly code: number | null
  readonly err: string
  readonly ms: number
}

/** Runs an act in a process of its own, to its end or until it is killed. */
async function run(act: Act, folder: string, { moment, fault }: { moment?: Moment; fault?: Fault | undefined }): Promise<Ended> {
  const begun = performance.now()
  const orders = {
    ...(moment !== undefined && 'step' in moment ? { TRIAL_STEP: String(moment.step) } : {}),
    ...(fault === undefined ? {} : { TRIAL_FAULT: fault }),
  }
  const env = { PATH: process.env.PATH, NODE_COMPILE_CACHE, ...act.settings(folder), ...orders, TRIAL_COUNT: join(folder, 'steps') }
  const child = spawn(process.execPath, [...PRELOADS, ...act.command(folder)], { cwd: HOME, env, stdio: ['ignore', 'ignore', 'pipe'] })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const timer = moment !== undefined && 'ms' in moment ? setTimeout(() => child.kill('SIGKILL'), moment.ms) : undefined
  const code = await new Promise<number | null>((done) => child.once('close', done))
  clearTimeout(timer)
  return { code, err, ms: performance.now() - begun }
}

async function inFolder<T>(act: Act, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-safekeeping-'))
  try {
    await act.prepare(folder)
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How many steps an act takes, and how long. Throws if it does not come to its end, or leaves something wrong although nobody killed it. */
export const countSteps = (act: Act, fault?: Fault): Promise<{ readonly steps: number; readonly ms: number }> =>
  inFolder(act, async (folder) => {
    const { code, err, ms } = await run(act, folder, { fault })
    if (code !== 0 && fault === undefined) throw new Error(`${act.name} ended with ${code}: ${err}`)
    const found = await act.inspect(folder)
    if (found.length > 0 && fault === undefined) throw new Error(`${act.name}, which nobody killed: ${found.join('; ')}`)
    return { steps: Number(readFileSync(join(folder, 'steps'), 'utf8')), ms }
  })

/** Kills an act at a moment; what is wrong afterwards, and after it was done again to its end. */
export const interrupt = (act: Act, moment: Moment, fault?: Fault): Promise<readonly string[]> =>
  inFolder(act, async (folder) => {
    await run(act, folder, { moment, fault })
    const found = await act.inspect(folder)
    if (found.length > 0 || fault !== undefined) return found
    const { code, err } = await run({ ...act, command: act.again ?? act.command }, folder, {})
    if (code !== 0 && act.isDone?.(folder) !== true) return [`done again it ended with ${code}: ${err}`]
    return act.inspect(folder)
  })

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { isMainThread } from 'node:worker_threads'
import type { Environment } from '../app/settings'
import { scripts } from '../package.json'

/** How a process of the platform is started. */
export interface Limits {
  /** No file of it may grow beyond so many bytes, as on a full disk. */
  readonly largestFile?: number
  /** From the very first, as an operator does, and not from a process that has loaded the platform already. */
  readonly cold?: boolean
}

/** What `npm start` runs, watched by the guard; for a spare, with what makes it wait. */
const START = scripts.start.split(' ').slice(1)
const command = (...preloads: readonly string[]): readonly string[] => [...START.slice(0, -1), ...preloads.flatMap((file) => ['-r', file]), ...START.slice(-1)]
const COLD = command('./support/guard-preload.ts')
const SPARE = command('./support/guard-preload.ts', './support/spare-preload.ts')

const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP', 'NODE_V8_COVERAGE', 'NODE_DISABLE_COMPILE_CACHE']
/** Starts sooner with what V8 compiled before; a server goes without, because it would keep it in memory. */
const NODE_COMPILE_CACHE = join(__dirname, '../node_modules/.cache/concord/compiled')
/** What Node reads before anything else: too late for a process that runs. */
const OF_NODE = 'NODE_OPTIONS'

/** So many wait at most, as many as load while somebody else works; in a parallel run each of the first two workers has one. */
const SPARES = isMainThread ? Math.min(4, Math.max(2, availableParallelism() - 1)) : Number(process.env.CUCUMBER_WORKER_ID) < 2 ? 1 : 0

const spares: ChildProcess[] = []

/**
 * Starts the platform in a process of its own, with these settings and nothing else from this environment. Meanwhile the next processes are
 * started already and load their modules; they wait for their settings until `endSpares`.
 */
export function startPlatform(settings: Environment, { largestFile, cold = false }: Limits = {}): ChildProcess {
  const env = { ...base(), ...settings }
  if (largestFile !== undefined) return spawn('sh', ['-c', limited(largestFile), process.execPath, ...COLD], options(env))
  if (cold || settings[OF_NODE] !== undefined) return spawn(process.execPath, COLD, options(env))
  const spare = spares.shift()
  while (spares.length < SPARES) spares.push(prepare())
  if (spare === undefined || hasEnded(spare)) return spawn(process.execPath, COLD, options(env))
  const pipe = spare.stdio[ENVIRONMENT] as Writable
  pipe.end(JSON.stringify(env))
  return spare
}

/** Ends the processes that wait; none of them has begun anything. */
export async function endSpares(): Promise<void> {
  const ended = spares.splice(0).map((spare) => {
    const closed = hasEnded(spare) ? undefined : once(spare, 'exit')
    spare.kill('SIGKILL')
    return closed
  })
  await Promise.all(ended)
}

function prepare(): ChildProcess {
  const env = { ...base(), MALLOC_ARENA_MAX }
  const spare = spawn(process.execPath, SPARE, { ...options(env), stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
  // One that has ended cannot be told its settings; then a cold one is started.
  spare.stdio[ENVIRONMENT]?.on('error', () => {})
  return spare
}

const ENVIRONMENT = 3
/** As `one-arena.cjs` has it: a process that starts itself once more for it loses the descriptor that its settings come through. */
const MALLOC_ARENA_MAX = '1'

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

const base = (): Record<string, string> => {
  const inherited = INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return { ...Object.fromEntries(inherited), NODE_COMPILE_CACHE }
}

const options = (env: Environment): SpawnOptions => ({ cwd: join(__dirname, '..'), env, stdio: ['ignore', 'pipe', 'pipe'] })

/** The limit is counted in pieces of 512 bytes (POSIX, ulimit -f); Node ignores the signal of a process that meets it. */
export const limited = (largestFile: number): string => `ulimit -f ${Math.ceil(largestFile / 512)} && exec "$0" "$@"`

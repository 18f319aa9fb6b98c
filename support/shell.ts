import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Environment } from '../app/settings'
import type { PersonName } from './cast'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** How the command ends, in the words of a feature, and the code that says so. */
export const ENDS = { success: 0, failure: 1, misuse: 2, 'that approval is needed': 3 } as const
export type ShellEnd = keyof typeof ENDS

/** One run of the command: what it printed as its answer, and what it said besides. */
export interface Run {
  readonly out: string
  readonly err: string
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>
}

const runs = perScenario((): Run[] => [])

export function lastRun(world: ConcordWorld): Run {
  const last = runs(world).at(-1)
  if (last === undefined) throw new Error('nobody has run the command')
  return last
}

const PROGRAM = join(__dirname, 'concord.cjs')
const NODE_COMPILE_CACHE = join(__dirname, '../node_modules/.cache/concord/compiled')
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP']

interface Where {
  /** Whose token it is given; nobody's, if none is named. */
  readonly person?: PersonName
  /** Another address than that of the scenario's platform. */
  readonly url?: string
}

/** Starts the real command in a process of its own. `line` is as one would type it; words with blanks stand between single quotation marks. */
export function start(world: ConcordWorld, line: string, { person, url }: Where = {}): Run {
  void world.platform
  const [, ...args] = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
  const inherited = Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
  const env: Environment = {
    ...{ ...inherited, NODE_COMPILE_CACHE, CONCORD_URL: url ?? world.origin },
    ...(person === undefined ? {} : { CONCORD_TOKEN: world.member(person).token }),
  }
  const child = spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  world.afterwards(async () => void child.kill('SIGKILL'))
  const run = listen(child)
  runs(world).push(run)
  return run
}

function listen(child: ChildProcess): Run {
  const [out, err]: [string[], string[]] = [[], []]
  child.stdout?.setEncoding('utf8').on('data', (text: string) => void out.push(text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void err.push(text))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    ended,
    get out() {
      return out.join('')
    },
    get err() {
      return err.join('')
    },
  }
}

/** Runs the command to its end, moving time on as the platform needs it; its exit code. */
export async function runToEnd(world: ConcordWorld, line: string, where: Where): Promise<number | null> {
  return world.wait(start(world, line, where).ended, `the end of ${line}`)
}

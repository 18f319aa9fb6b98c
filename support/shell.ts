import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Environment } from '../app/settings'
import { AGENT_NAMES, type PersonName } from './cast'
import { perScenario } from './per-scenario'
import { limited } from './platform-process'
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
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP', 'NODE_V8_COVERAGE', 'NODE_DISABLE_COMPILE_CACHE']

interface Where {
  /** Whose token it is given; nobody's, if none is named. */
  readonly person?: PersonName
  /** Another address than that of the scenario's platform. */
  readonly url?: string
}

/** Starts the real command in a process of its own. `line` is as one would type it; words with blanks stand between single quotation marks. */
export function start(world: ConcordWorld, line: string, { person, url }: Where = {}): Run {
  if (AGENT_NAMES.some((name) => line.includes(` ${name} `))) world.reach.lack('emptiness', 'an agent is named, and others may be called the same')
  world.open()
  return launch(world, line, {
    env: { CONCORD_URL: url ?? world.origin, ...(person === undefined ? {} : { CONCORD_TOKEN: world.member(person).token }) },
  })
}

/** How the command is run where the data is. */
export interface OnTheMachine {
  readonly env: Environment
  /** Where it is run. */
  readonly folder?: string
  /** No file may grow beyond so many bytes. */
  readonly largestFile?: number
}

/** Starts the command with these settings and nothing else from this environment. */
export function launch(world: ConcordWorld, line: string, { env: given, folder, largestFile }: OnTheMachine): Run {
  if (folder !== undefined || largestFile !== undefined) world.reach.here('the command is run where the data is')
  const [, ...args] = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
  const inherited = Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
  const env: Environment = { ...inherited, NODE_COMPILE_CACHE, ...given }
  const command = [process.execPath, PROGRAM, ...args]
  const [program = '', ...rest] = largestFile === undefined ? command : ['sh', '-c', limited(largestFile), ...command]
  const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'pipe'], ...(folder === undefined ? {} : { cwd: folder }) })
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

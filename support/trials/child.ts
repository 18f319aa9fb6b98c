import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { Environment } from '../../app/settings'
import { scripts } from '../../package.json'
import { DIED, DURABLE, ORDERS, type Orders } from './orders'

/** A platform in a process of its own, as `npm start` runs it. */
export interface Child {
  /** Where it listens; undefined if it died before. */
  readonly listening: Promise<string | undefined>
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>
  kill(): void
  /** SIGTERM. */
  stop(): void
  /** Whether it died at the point that it was told of. */
  readonly diedAtPoint: boolean
  /** Whether its writer waits for the disk at every commit. */
  readonly durable: boolean
  readonly output: string
}

const HOME = resolve(__dirname, '../..')
const START = scripts.start.split(' ').slice(1)
const COMMAND = [...START.slice(0, -1), '-r', join(__dirname, 'kill-preload.ts'), ...START.slice(-1)]
const LISTENING = /Concord is listening at (\S+)/
/** Starts sooner with what V8 compiled before. */
const NODE_COMPILE_CACHE = join(HOME, 'node_modules/.cache/concord/compiled')

/** Starts a platform with these settings. It does not outlive this process. */
export function startChild(settings: Environment, orders: Orders = {}): Child {
  const env = { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, NODE_COMPILE_CACHE, PORT: '0', ...settings, [ORDERS]: JSON.stringify(orders) }
  const child: ChildProcess = spawn(process.execPath, COMMAND, { cwd: HOME, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  const listening = Promise.withResolvers<string | undefined>()
  const take = (text: string) => {
    output += text
    const [, origin] = LISTENING.exec(output) ?? []
    if (origin !== undefined) listening.resolve(origin)
  }
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', take)
  const ended = new Promise<void>((done) => {
    child.once('close', () => {
      process.off('exit', kill)
      listening.resolve(undefined)
      done()
    })
  })
  return {
    listening: listening.promise,
    ended,
    kill,
    stop: () => void child.kill('SIGTERM'),
    get diedAtPoint() {
      return output.includes(DIED)
    },
    get durable() {
      return output.includes(DURABLE)
    },
    get output() {
      return output
    },
  }
}

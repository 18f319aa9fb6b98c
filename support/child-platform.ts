import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Agent } from 'undici'
import { headText } from '../app/audit/head'
import type { Environment } from '../app/settings'
import { type Api, createApi } from './api'
import type { Fakes } from './fakes/fakes'
import { type Served, serve } from './fakes/serve'
import { lastOf, PLATFORM_KEYS } from './platform'
import { type Limits, startPlatform } from './platform-process'
import type { ConcordWorld } from './world'

/** How a process ended: by itself with a code, or by a signal. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The platform in a process of its own, on a database file, on the machine's clock; the scenario's fakes answer it over loopback. */
export interface ChildPlatform {
  /** Starts a process; resolves when it listens or has exited. */
  start(limits?: Limits): Promise<void>
  /** SIGKILL; resolves when the process is gone. Nothing happens if none runs. */
  kill(): Promise<void>
  /** SIGTERM; resolves when the process has ended. */
  stop(): Promise<void>
  /** SIGTERM, without waiting for what comes of it. */
  tellToStop(): void
  /** Starts a process again on the same data, after it was killed or has stopped. */
  restart(): Promise<void>
  /** Standard output and error of all processes so far. */
  readonly output: string
  /** How the last process ended; undefined while it runs. */
  readonly exit: Exit | undefined
  readonly pid: number | undefined
  /** Resolves when the running process has ended. */
  readonly ended: Promise<Exit>
  readonly databasePath: string
  /** The API of the running process, as somebody who sends these headers. */
  api(headers: Readonly<Record<string, string>>): Api
  /** Another platform on the same database. */
  twin(env?: Environment): ChildPlatform
}

const START_WITHIN_MS = 20_000
const LISTENING = /Concord is listening at (\S+)/

interface Home {
  readonly world: ConcordWorld
  readonly databasePath: string
  readonly addresses: () => Promise<Environment>
  readonly dispatcher: Agent
}

const children = new WeakMap<ConcordWorld, ChildPlatform>()

/** Whether the scenario's platform runs in a process of its own. */
export const hasChild = (world: ConcordWorld): boolean => children.has(world)

/** The scenario's platform in a child process, if it has one. */
export const childIn = (world: ConcordWorld): ChildPlatform | undefined => children.get(world)

/**
 * The scenario's platform in a child process, made when it is first asked for, with the scenario's settings and, unless `empty`,
 * the cast in its database. Its processes, folder and ports are gone when the scenario ends.
 */
export function childOf(world: ConcordWorld, { empty = false }: { empty?: boolean } = {}): ChildPlatform {
  const known = children.get(world)
  if (known) return known
  const folder = mkdtempSync(join(tmpdir(), 'concord-child-'))
  world.afterwards(async () => rmSync(folder, { recursive: true, force: true }))
  const databasePath = join(folder, 'concord.db')
  if (!empty) settle(world, databasePath)
  const dispatcher = new Agent({ keepAliveTimeout: 60_000 })
  world.afterwards(() => dispatcher.destroy())
  const child = createChild({ world, databasePath, addresses: serveFakes(world), dispatcher }, {})
  children.set(world, child)
  world.moveTo(child.api)
  return child
}

/** The cast moves in. Their tokens are as old as the scenario; the process lives in the present. */
function settle(world: ConcordWorld, path: string): void {
  const house = world.freshStore()
  writeFileSync(path, house.serialize())
  house.close()
  const database = new Database(path)
  const now = Date.now()
  database.prepare('update token set created_at = ?, expires_at = ?').run(now, now + 90 * 86_400_000)
  writeFileSync(`${path}.audit-head`, headText(lastOf(database)))
  database.close()
}

/** The fakes, served once for all processes of the scenario, as settings. */
function serveFakes(world: ConcordWorld): () => Promise<Environment> {
  let served: Promise<Environment> | undefined
  return () => {
    served ??= addressesOf(world, world.fakes)
    return served
  }
}

async function addressesOf(world: ConcordWorld, { openai, anthropic, slack, github, google }: Fakes): Promise<Environment> {
  const servings = await Promise.all([openai, anthropic, slack, github, google].map((fake): Promise<Served> => serve(fake)))
  world.afterwards(async () => void (await Promise.all(servings.map((each) => each.close()))))
  const [atOpenAI, atAnthropic, atSlack, atGitHub, atGoogle] = servings.map(({ origin }) => origin)
  return {
    OPENAI_BASE_URL: `${atOpenAI}/v1`,
    ANTHROPIC_BASE_URL: atAnthropic,
    SLACK_API_URL: `${atSlack}/api/`,
    GITHUB_API_URL: atGitHub,
    GOOGLE_ISSUER: atGoogle,
  }
}

function createChild(home: Home, own: Environment): ChildPlatform {
  const { world, databasePath } = home
  let output = ''
  let running: { readonly process: ChildProcess; readonly ended: Promise<Exit> } | undefined
  let exit: Exit | undefined
  let origin: string | undefined

  const launch = async (limits: Limits = {}) => {
    if (running !== undefined && exit === undefined) throw new Error('the platform is running already')
    const settings = { ...(await home.addresses()), ...world.settings, ...own, DATABASE_URL: own.DATABASE_URL ?? `sqlite:${databasePath}` }
    const child = startPlatform({ ...PLATFORM_KEYS, PORT: '0', PUBLIC_URL: 'http://localhost:3000', ...settings }, limits)
    exit = undefined
    origin = undefined
    const before = output.length
    const listening = Promise.withResolvers<void>()
    const take = (text: string) => {
      output += text
      origin ??= LISTENING.exec(output.slice(before))?.[1]
      if (origin !== undefined) listening.resolve()
    }
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', take)
    const ended = new Promise<Exit>((resolve) => {
      child.once('close', (code, signal) => {
        exit = { code, signal }
        resolve(exit)
      })
    })
    running = { process: child, ended }
    await within(START_WITHIN_MS, Promise.race([listening.promise, ended]), () => `the platform neither listens nor ends:\n${output}`)
  }
  const signal = async (name: NodeJS.Signals) => {
    if (running === undefined || exit !== undefined) return
    running.process.kill(name)
    await within(START_WITHIN_MS, running.ended, () => `the platform does not end on ${name}:\n${output}`)
  }
  const kill = () => signal('SIGKILL')
  world.afterwards(kill)

  return {
    start: launch,
    restart: () => launch(),
    kill,
    stop: () => signal('SIGTERM'),
    tellToStop: () => void running?.process.kill('SIGTERM'),
    get output() {
      return output
    },
    get exit() {
      return exit
    },
    get pid() {
      return exit === undefined ? running?.process.pid : undefined
    },
    get ended() {
      if (running === undefined) throw new Error('the platform was never started')
      return running.ended
    },
    databasePath,
    api(headers) {
      if (origin === undefined) throw new Error(`the platform does not listen:\n${output}`)
      return createApi({ origin, dispatcher: home.dispatcher, conformance: world.conformance })(headers)
    },
    twin: (env = {}) => createChild(home, env),
  }
}

async function within<T>(ms: number, promise: Promise<T>, complaint: () => string): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(complaint())), ms)
  try {
    return await Promise.race([promise, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

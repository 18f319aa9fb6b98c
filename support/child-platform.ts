import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent } from 'undici'
import { headText } from '../app/audit/head'
import type { Environment } from '../app/settings'
import { type Api, createApi } from './api'
import type { Fakes } from './fakes/fakes'
import { type Served, serve } from './fakes/serve'
import { PLATFORM_KEYS } from './platform'
import { type Limits, startPlatform } from './platform-process'
import { type Data, type Database, lastOf } from './storage/storage'
import type { ConcordWorld } from './world'

/** How a process ended: by itself with a code, or by a signal. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The platform in a process of its own, on a database of its own, on the machine's clock; the scenario's fakes answer it over loopback. */
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
  /** The file of the database, if it is one, beside which everything else of this platform lies. */
  readonly databasePath: string
  readonly database: Promise<Database>
  /** Its data, as an operator gets at it. */
  readonly data: Data
  /** The API of the running process, as somebody who sends these headers. */
  api(headers: Readonly<Record<string, string>>): Api
  /** What a process is started with, but for where the services are: for commands on the same machine. */
  environment(): Promise<Environment>
  /** Another platform on the same database. */
  twin(env?: Environment): ChildPlatform
}

const START_WITHIN_MS = 60_000
/** Where the key cannot lie beside the database. */
const SECRET_KEY = Buffer.alloc(32, 7).toString('base64')
const LISTENING = /Concord is listening at (\S+)/

interface Home {
  readonly world: ConcordWorld
  readonly databasePath: string
  readonly database: Promise<Database>
  readonly data: Data
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
  const database = settle(world, databasePath, { empty })
  // Whoever starts the platform is told why it has no database.
  database.catch(() => undefined)
  world.afterwards(async () => (await database).remove())
  const dispatcher = new Agent({ keepAliveTimeout: 60_000 })
  world.afterwards(() => dispatcher.destroy())
  const child = createChild({ world, databasePath, database, data: dataIn(database), addresses: serveFakes(world), dispatcher }, {})
  children.set(world, child)
  world.moveTo(child.api)
  return child
}

/** The cast moves in. Their tokens are as old as the scenario; the process lives in the present. */
async function settle(world: ConcordWorld, path: string, { empty }: { empty: boolean }): Promise<Database> {
  const database = await world.databases.database(path, empty ? 'nothing' : 'cast')
  if (empty) return database
  const now = Date.now()
  await database.data.run(['update token set created_at = ?, expires_at = ?', now, now + 90 * 86_400_000])
  writeFileSync(`${path}.audit-head`, headText(await lastOf(database.data)))
  return database
}

/** The data of a database that is still being made. */
const dataIn = (database: Promise<Database>): Data => ({
  rows: async (...command) => (await database).data.rows(...command),
  run: async (...commands) => (await database).data.run(...commands),
  forbid: async (ban) => (await database).data.forbid(ban),
  allow: async (ban) => (await database).data.allow(ban),
  everything: async () => (await database).data.everything(),
  exists: async () => (await database).data.exists(),
})

/** What the scenario's platform has stored, in whatever process it runs. */
export const dataOf = (world: ConcordWorld): Data => childIn(world)?.data ?? world.data

/** The fakes, served once for all processes of the scenario, as settings. */
function serveFakes(world: ConcordWorld): () => Promise<Environment> {
  let served: Promise<Environment> | undefined
  return () => {
    served ??= addressesOf(world, world.fakes)
    return served
  }
}

async function addressesOf(world: ConcordWorld, fakes: Fakes): Promise<Environment> {
  const servings = await Promise.all(fakes.handlers().map((fake): Promise<Served> => serve(fake)))
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
  const { world, databasePath, database, data } = home
  let output = ''
  let running: { readonly process: ChildProcess; readonly ended: Promise<Exit> } | undefined
  let exit: Exit | undefined
  let origin: string | undefined

  const environment = async (): Promise<Environment> => {
    const given = { ...world.settings, ...own }
    const url = given.DATABASE_URL ?? (await database).url
    const files = url.startsWith('sqlite:') ? {} : { CONCORD_AUDIT_HEAD: `${databasePath}.audit-head`, CONCORD_SECRET_KEY: SECRET_KEY }
    return { ...files, ...given, DATABASE_URL: url }
  }
  const launch = async (limits: Limits = {}) => {
    if (running !== undefined && exit === undefined) throw new Error('the platform is running already')
    const settings = { ...(await home.addresses()), ...(await environment()) }
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
    async restart() {
      await (await database).lift()
      await launch()
    },
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
    database,
    data,
    environment,
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

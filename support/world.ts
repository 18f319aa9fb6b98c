import { setWorldConstructor, World } from '@cucumber/cucumber'
import type { Database } from 'better-sqlite3'
import type { Dispatcher } from 'undici'
import type { Platform } from '../app/platform'
import type { Environment } from '../app/settings'
import type { Api, Call } from './api'
import type { Member, PersonName } from './cast'
import { createFakes, type Fakes } from './fakes/fakes'
import { bearer, type House, START } from './house'
import { buildPlatform, PLATFORM_KEYS } from './platform'
import type { Reply } from './reply'
import { createScenarioClock, type ScenarioClock } from './scenario-clock'

/** One scenario: its clock, its fakes, its platform, and what came back last. */
export class ConcordWorld extends World {
  readonly clock: ScenarioClock = createScenarioClock(START)
  readonly fakes: Fakes = createFakes({
    clock: this.clock,
    google: { clientId: PLATFORM_KEYS.GOOGLE_CLIENT_ID, clientSecret: PLATFORM_KEYS.GOOGLE_CLIENT_SECRET },
  })
  /** What the platform logged, a line each. */
  readonly logged: string[] = []
  /** Every answer of this scenario, in the order they came. */
  readonly replies: Reply[] = []
  readonly #house: House
  readonly #env: Record<string, string> = {}
  readonly #looked = new Set<Reply>()
  readonly #afterwards: (() => Promise<void>)[] = []
  #platform: Platform | undefined
  #database: Database | undefined
  #elsewhere: ((headers: Readonly<Record<string, string>>) => Api) | undefined
  #starts = 0

  constructor(options: ConstructorParameters<typeof World>[0]) {
    super(options)
    if (house === undefined) throw new Error('the house is not open')
    this.#house = house
    this.#house.network.answerWith(this.fakes.handlers())
  }

  /** The operator's setting for this scenario; before anybody uses the platform. */
  set(name: string, value: string): void {
    if (this.#platform !== undefined) throw new Error(`${name} cannot be changed once the platform is in use`)
    this.#env[name] = value
  }

  get settings(): Environment {
    return this.#env
  }

  /** The platform, built when it is first needed. */
  get platform(): Platform {
    if (this.#platform === undefined) {
      const write = (line: string) => void this.logged.push(line)
      this.#starts += 1
      this.#platform = buildPlatform({ database: this.database, clock: this.clock, env: this.#env, log: write, seed: 41 + this.#starts })
      this.#house.serve(this.#platform)
    }
    return this.#platform
  }

  /** The connection of the scenario's store: for steps that bring trouble to storage, or read it as an operator does. */
  get database(): Database {
    this.#database ??= this.freshStore()
    return this.#database
  }

  /** A store as it is at the beginning of a scenario, for a platform of one's own. */
  freshStore(): Database {
    return this.#house.freshStore()
  }

  get conformance(): House['conformance'] {
    return this.#house.conformance
  }

  get network(): House['network'] {
    return this.#house.network
  }

  get origin(): string {
    return this.#house.origin
  }

  member(name: PersonName): Member {
    return this.#house.members[name]
  }

  /** The API as somebody uses it who sends these headers. */
  api(headers: Readonly<Record<string, string>>): Api {
    if (this.#elsewhere !== undefined) return this.#elsewhere(headers)
    void this.platform
    return this.#house.api(headers)
  }

  /** From now on everybody uses the platform of another process. */
  moveTo(elsewhere: (headers: Readonly<Record<string, string>>) => Api): void {
    this.#elsewhere = elsewhere
  }

  /** From now on another platform stands behind the server, for those who use it in this process. */
  serve(platform: Platform): void {
    this.#house.serve(platform)
  }

  /** Stops the platform; whoever uses it next finds a new one on the same store. */
  async restart(): Promise<void> {
    if (this.#platform !== undefined) await this.wait(this.#platform.stop(0), 'the platform to stop')
    this.#platform = undefined
  }

  as(name: PersonName): Api {
    return this.api(bearer(this.member(name).token))
  }

  /** Calls and waits for the answer, moving time on as it is needed. The answer becomes the last one. */
  async call(api: Api, method: Dispatcher.HttpMethod, path: string, call: Call = {}): Promise<Reply> {
    return this.take(await this.wait(api.call(method, path, call), `the answer to ${method} ${path}`))
  }

  /** Waits for something, moving time on as it is needed. */
  wait<T>(promise: Promise<T>, what: string): Promise<T> {
    return this.clock.whileWaiting(promise, what)
  }

  /** Makes an answer the last one. */
  take(reply: Reply): Reply {
    this.replies.push(reply)
    return reply
  }

  /** The last answer; looking at it is noted, so that an error nobody looked at fails the scenario. */
  get reply(): Reply {
    const last = this.replies.at(-1)
    if (last === undefined) throw new Error('nobody has asked the platform anything yet')
    this.#looked.add(last)
    return last
  }

  looked(reply: Reply): void {
    this.#looked.add(reply)
  }

  /** Errors that no step looked at. */
  overlooked(): readonly Reply[] {
    return this.replies.filter((reply) => reply.status >= 400 && !this.#looked.has(reply))
  }

  /** Something to be done when the scenario has ended, whichever way; the last first. */
  afterwards(task: () => Promise<void>): void {
    this.#afterwards.unshift(task)
  }

  /** Stops what the scenario left running. */
  async end(): Promise<void> {
    for (const task of this.#afterwards) await task()
    if (this.#platform !== undefined) await this.wait(this.#platform.stop(0), 'the platform to stop')
    this.#house.network.reset()
    this.clock.dispose()
    this.#house.serve(undefined)
  }
}

let house: House | undefined

/** Where the scenarios of this worker take place. */
export function inhabit(opened: House | undefined): void {
  house = opened
}

setWorldConstructor(ConcordWorld)

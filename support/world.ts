import { setWorldConstructor, World } from '@cucumber/cucumber'
import type { Dispatcher } from 'undici'
import type { Platform } from '../app/platform'
import type { Environment } from '../app/settings'
import type { Api, Call } from './api'
import { AGENT_NAMES, type AgentName, CAST, type KnownAgent, type Member, type PersonName } from './cast'
import type { RedisHouse } from './engines/redis-in-scenarios'
import { createFakes, type Fakes } from './fakes/fakes'
import { bearer, type House, START } from './house'
import { moveOnceStuck } from './passing-time'
import { buildPlatform, PLATFORM_KEYS } from './platform'
import { createRealClock } from './real-clock'
import { createRemoteClock, patientClock } from './remote/clock'
import { NEEDED } from './remote/control'
import { createReach, type Reach } from './remote/reach'
import { isUsual } from './remote/usual'
import type { Reply } from './reply'
import { createScenarioClock, type ScenarioClock } from './scenario-clock'
import type { Data, Storage, StorageHouse } from './storage/storage'
import { storageSettled } from './storage/under-way'
import { createWireRecord, type WireRecord } from './wire-record'
import type { Telling } from './wire-story'

/** One scenario: its clock, its fakes, its platform, and what came back last. */
export class ConcordWorld extends World {
  /** What it may take into its own hand. */
  readonly reach: Reach = createReach({
    isRemote: this.parameters.engine === 'remote',
    attach: (needed) => void this.attach(JSON.stringify(needed), { mediaType: NEEDED, fileName: 'needs-control.json' }),
  })
  /** On engines with clocks of their own it runs, and that of somebody else's platform nobody moves. */
  readonly clock: ScenarioClock & { begin?(): void } = this.#clock()
  /** What went over the wire. */
  readonly wire: WireRecord = createWireRecord(() => this.clock.elapsed())
  readonly fakes: Fakes = createFakes({
    clock: this.reach.isRemote ? patientClock((what) => this.reach.need('clock', what)) : this.clock,
    recorded: this.wire.ofService,
    google: { clientId: PLATFORM_KEYS.GOOGLE_CLIENT_ID, clientSecret: PLATFORM_KEYS.GOOGLE_CLIENT_SECRET },
  })
  /** What the platform logged, a line each; of one that is somebody else's, nothing. */
  readonly logged: string[] = []
  /** Every answer of this scenario, in the order they came. */
  readonly replies: Reply[] = []
  readonly #house: House
  readonly #env: Record<string, string> = {}
  readonly #looked = new Set<Reply>()
  readonly #voices = new Map<string, string>()
  readonly #ways = new Map<string, (api: Api) => Api>()
  readonly #made = new Map<string, KnownAgent>()
  readonly #afterwards: (() => Promise<void>)[] = []
  #platform: Platform | undefined
  #rounds: Platform | undefined
  #storage: Storage | undefined
  #elsewhere: ((headers: Readonly<Record<string, string>>) => Api) | undefined
  #starts = 0

  constructor(options: ConstructorParameters<typeof World>[0]) {
    super(options)
    if (house === undefined) throw new Error('the house is not open')
    this.#house = house
    Object.assign(this.#env, redis?.settings())
    this.#house.network.answerWith(this.fakes.handlers())
  }

  #clock(): ConcordWorld['clock'] {
    if (this.reach.isRemote) return createRemoteClock({ ...this.reach, house: () => this.#house })
    return this.parameters.engine === 'redis' ? createRealClock(START) : createScenarioClock(START)
  }

  /** Makes sure that there is a platform, for those who go to it in ways of their own. */
  open(): void {
    if (!this.reach.isRemote) void this.platform
    else this.#house.api({})
  }

  /** The operator's setting for this scenario; before anybody uses the platform. */
  set(name: string, value: string): void {
    if (this.reach.isRemote && isUsual(name, value)) return
    this.reach.lack('settings', `${name} is set`)
    if (this.#platform !== undefined) throw new Error(`${name} cannot be changed once the platform is in use`)
    this.#env[name] = value
  }

  get settings(): Environment {
    return this.#env
  }

  /** The platform, built when it is first needed. */
  get platform(): Platform {
    this.reach.lack('process', 'the platform is used from within')
    if (this.#platform === undefined) {
      const write = (line: string) => void this.logged.push(line)
      this.#starts += 1
      const instanceId = `scenario ${this.#starts}`
      this.#platform = buildPlatform({ storage: this.storage, clock: this.clock, env: this.#env, log: write, seed: 41 + this.#starts, instanceId })
      this.#house.serve(this.#platform)
    }
    return this.#platform
  }

  /** Where the scenario keeps its data: for steps that bring trouble to it. */
  get storage(): Storage {
    this.reach.lack('storage', 'the store itself')
    this.#storage ??= this.#house.storage.take()
    return this.#storage
  }

  /** The scenario's data, for steps that get at it as an operator does. */
  get data(): Data {
    return this.storage.data
  }

  /** The data if the scenario has come to use any: for what is looked at when it is over. */
  get usedData(): Data | undefined {
    return this.#storage?.data
  }

  /** Data as it is at the beginning of a scenario, for a platform of one's own, who closes it. */
  async freshStorage(): Promise<Storage> {
    void this.storage
    await this.#house.storage.prepare()
    return this.#house.storage.take()
  }

  /** Where data of other processes can be kept. */
  get databases(): StorageHouse {
    return this.#house.storage
  }

  get conformance(): House['conformance'] {
    return this.#house.conformance
  }

  get names(): House['names'] {
    return this.#house.names
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

  /** An agent of the cast, or one that was made in this scenario: the latest of that name. */
  agent(name: string): KnownAgent {
    const known = this.#made.get(name) ?? (isCast(name) ? this.#house.agents[name] : undefined)
    if (known === undefined) throw new Error(`there is no agent called ${name}`)
    return known
  }

  /** Remembers an agent that the scenario made. */
  introduce(agent: KnownAgent): void {
    this.#made.set(agent.name, agent)
  }

  /** The API as somebody uses it who sends these headers. */
  api(headers: Readonly<Record<string, string>>): Api {
    if (this.#elsewhere === undefined) this.open()
    const plain = (this.#elsewhere ?? this.#house.api)(headers)
    const api = this.#ways.get(headers.authorization ?? '')?.(plain) ?? plain
    return this.wire.ofApi(api, this.#voices.get(headers.authorization ?? '') ?? 'somebody')
  }

  /** Whose headers these are: for the record of what went over the wire. */
  recognise(name: string, headers: Readonly<Record<string, string>>): void {
    this.#voices.set(headers.authorization ?? '', name)
  }

  /** What the story of this scenario is told with. */
  telling(): Telling {
    const agents = [...Object.values(this.#house.agents), ...this.#made.values()]
    const names = new Map([...Object.values(this.#house.members), ...agents].map(({ id, name }) => [id, name]))
    const known = new Set(agents.map(({ name }) => name))
    return { summary: this.conformance.summary, names, isAgent: (name) => known.has(name) || !(name in CAST || name === 'somebody') }
  }

  /** From now on whoever sends these headers uses the API in a way of their own. */
  useThrough(headers: Readonly<Record<string, string>>, way: (api: Api) => Api): void {
    this.#ways.set(headers.authorization ?? '', way)
  }

  /** From now on everybody uses the platform of another process. */
  moveTo(elsewhere: (headers: Readonly<Record<string, string>>) => Api): void {
    this.reach.lack('process', 'a platform in a process of its own')
    this.#elsewhere = elsewhere
  }

  /** From now on another platform stands behind the server, for those who use it in this process. */
  serve(platform: Platform): void {
    this.#house.serve(platform)
  }

  /** The platform's background work begins, as it does when the platform is started; once. */
  async startRounds(): Promise<void> {
    if (this.reach.isRemote) return
    const platform = this.platform
    if (this.#rounds === platform) return
    this.#rounds = platform
    await this.wait(platform.start(), 'the platform to start')
  }

  /** Stops the platform; whoever uses it next finds a new one on the same store. */
  async restart(): Promise<void> {
    this.reach.lack('process', 'the platform is stopped')
    if (this.#platform !== undefined) await this.#stop(this.#platform)
    this.#platform = undefined
  }

  as(name: PersonName): Api {
    const headers = bearer(this.member(name).token)
    this.recognise(name, headers)
    return this.api(headers)
  }

  /** Calls and waits for the answer, moving time on as it is needed. The answer becomes the last one. */
  async call(api: Api, method: Dispatcher.HttpMethod, path: string, call: Call = {}): Promise<Reply> {
    return this.take(await this.wait(api.call(method, path, call), `the answer to ${method} ${path}`))
  }

  /** Waits for something, moving time on as it is needed. */
  async wait<T>(promise: Promise<T>, what: string): Promise<T> {
    const answer = await this.clock.whileWaiting(promise, what)
    await storageSettled()
    return answer
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

  /** Stops a platform at once. What cannot be written down, because storage is in trouble, it gives up after a while: time moves on for it. */
  async #stop(platform: Platform): Promise<void> {
    const stopped = platform.stop(0)
    await Promise.all([this.wait(stopped, 'the platform to stop'), moveOnceStuck(this.clock, stopped, GIVEN_UP_AFTER_MS)])
  }

  /** Stops what the scenario left running, and gives its data back, whatever comes of that. */
  async end(): Promise<void> {
    try {
      await this.#leave()
    } finally {
      await this.#storage?.close()
    }
  }

  async #leave(): Promise<void> {
    for (const task of this.#afterwards) await task()
    if (this.#platform !== undefined) await this.#stop(this.#platform)
    this.#house.network.reset()
    this.clock.dispose()
    this.#house.serve(undefined)
    await redis?.forget(this.#env)
  }
}

/** On the scenario's clock. */
const GIVEN_UP_AFTER_MS = 10_000

const isCast = (name: string): name is AgentName => AGENT_NAMES.some((known) => known === name)

let house: House | undefined
let redis: RedisHouse | undefined

/** Where the scenarios of this worker take place, and where on the engine that the run was told. */
export function inhabit(opened: House | undefined, engine?: RedisHouse): void {
  house = opened
  redis = engine
}

setWorldConstructor(ConcordWorld)

import type { Database } from 'better-sqlite3'
import type fc from 'fast-check'
import { Dispatcher } from 'undici'
import { memoryHead } from '../../app/audit/head'
import type { Principal, PrincipalRole } from '../../app/people/person'
import { createPlatform } from '../../app/platform'
import { readSettings } from '../../app/settings'
import { type Clock, hours } from '../../app/shared/clock'
import { createLogger } from '../../app/shared/logger'
import { seededRandom } from '../../app/shared/random'
import { inThread } from '../../app/store/open'
import { sqliteReader } from '../../app/store/reader'
import { type Committer, createStore, type Store } from '../../app/store/store'

export type Parts = ReturnType<typeof createPlatform>['parts']

/** Two platforms on one database in memory; a scheduler decides who commits, sleeps and goes on next. */
export interface TwoPlatforms {
  readonly both: readonly [Parts, Parts]
  /** How often the model was asked what. */
  readonly asked: ReadonlyMap<string, number>
  /** A day and an hour later, at once. */
  passOneDay(): void
  /** So many milliseconds later, at once. */
  pass(ms: number): void
}

/** What takes longer never happens here. */
const SHORT_WAIT_MS = 100
const START = Date.UTC(2026, 10, 21, 12)
const SETTINGS = readSettings({
  DATABASE_URL: 'sqlite::memory:',
  LLM_PROVIDERS: 'openai:trial',
  OPENAI_API_KEY: 'sk-trial',
  OPENAI_BASE_URL: 'http://model.example/v1',
  LLM_RETRIES: '0',
})
const chunk = (delta: object, finish_reason: string | null): string =>
  JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 1, model: 'trial', choices: [{ index: 0, delta, finish_reason }] })
const spoken = (content: string): readonly string[] => [chunk({ content }, null), chunk({}, 'stop'), '[DONE]'].map((data) => `data: ${data}\n\n`)

/** What the model says to a text; undefined: the connection breaks. */
export type Answer = (text: string) => string | undefined

export const someone = (name: string, role: PrincipalRole): Principal => ({ id: name, name, email: null, role })

/** The store gathers what comes in one turn of the event loop: what follows from one step has its chance before a scheduler chooses the next. */
export const TURNS = {
  async act(step: () => Promise<unknown>): Promise<void> {
    await step()
    await new Promise<void>((resolve) => setImmediate(resolve))
  },
}

interface Building {
  readonly scheduler?: fc.Scheduler
  readonly seed: number
  /** Who writes to the database in place of the platforms' own writer. */
  readonly commit?: Committer['commit']
  readonly answer?: Answer
}

/** People who take part are members: what they ask for is not begun otherwise. */
export function join(database: Database, people: readonly Principal[]): void {
  const insert = database.prepare('insert into person (id, name, email, role, created_at) values (?, ?, ?, ?, ?)')
  for (const { id, name, email, role } of people) insert.run(id, name, email ?? `${name.toLowerCase()}@example.org`, role, START)
}

/** Builds them; nothing runs that nobody calls for. Without a scheduler everything comes at once. */
export function buildTwo(database: Database, { scheduler, seed, commit = inThread(database).commit, answer = () => 'Yes.' }: Building): TwoPlatforms {
  const turn = (label: string): Promise<unknown> => scheduler?.schedule(Promise.resolve(), label) ?? Promise.resolve()
  let passed = 0
  const clock: Clock = {
    now: () => START + passed,
    monotonic: () => passed,
    sleep: (_ms, signal) => Promise.race([turn('a sleep'), ...(signal === undefined ? [] : [untilAborted(signal)])]).then(() => undefined),
    deadline: (ms, expired) => {
      let isOver = ms > SHORT_WAIT_MS
      if (!isOver) void turn('a short wait').then(() => isOver || expired())
      return () => {
        isOver = true
      }
    },
    every: () => () => {},
  }
  const model = new SpeakingModel(turn, answer)
  const build = (name: string, chance: number) =>
    createPlatform({
      ...{ settings: SETTINGS, store: storeInTurns(database, commit, () => turn(`a commit of ${name}`)), clock, dispatcher: model, instanceId: name },
      ...{ random: seededRandom(chance), logger: createLogger('silent'), secretKey: new Uint8Array(32).fill(7), auditHead: memoryHead() },
    }).parts
  return {
    both: [build('one', seed), build('another', seed + 1)],
    asked: model.asked,
    passOneDay: () => {
      passed += hours(25)
    },
    pass: (ms) => {
      passed += ms
    },
  }
}

/** Groups are committed in the order in which one platform gives them, but when it is its turn. */
function storeInTurns(database: Database, commit: Committer['commit'], turn: () => Promise<unknown>): Store {
  let before: Promise<unknown> = Promise.resolve()
  return createStore({
    reader: sqliteReader(database),
    committer: {
      commit(jobs) {
        const committed = before.then(turn).then(() => commit(jobs))
        before = committed.catch(() => undefined)
        return committed
      },
      close: async () => {},
    },
  })
}

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

/** A provider that answers at once, each step of it in its turn; closing the connection ends it. */
class SpeakingModel extends Dispatcher {
  readonly asked = new Map<string, number>()
  private readonly turn: (label: string) => Promise<unknown>
  private readonly say: Answer

  constructor(turn: (label: string) => Promise<unknown>, say: Answer) {
    super()
    this.turn = turn
    this.say = say
  }

  override dispatch({ body }: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const { messages } = JSON.parse(String(body)) as { messages: readonly { readonly content: string }[] }
    const text = messages.at(-1)?.content ?? ''
    this.asked.set(text, (this.asked.get(text) ?? 0) + 1)
    const line = {
      aborted: false,
      paused: false,
      reason: null,
      rawHeaders: null,
      rawTrailers: null,
      pause() {},
      resume() {},
      abort: (reason: Error) => close(reason),
    }
    const close = (reason: Error) => {
      if (line.aborted) return
      line.aborted = true
      handler.onResponseError?.(line, reason)
    }
    const said = this.say(text)
    const answered = (content: string): readonly (() => void)[] => [
      () => handler.onResponseStart?.(line, 200, { 'content-type': 'text/event-stream' }),
      ...spoken(content).map((part) => () => handler.onResponseData?.(line, Buffer.from(part))),
      () => handler.onResponseEnd?.(line, {}),
    ]
    const steps = [() => handler.onRequestStart?.(line, null), ...(said === undefined ? [() => close(new Error('the connection broke'))] : answered(said))]
    void this.answer(steps, line)
    return true
  }

  private async answer(steps: readonly (() => void)[], line: { readonly aborted: boolean }): Promise<void> {
    for (const step of steps) {
      await this.turn('a step of the model')
      if (line.aborted) return
      step()
    }
  }

  override close(): Promise<void>
  override close(callback: () => void): void
  override close(callback?: () => void): Promise<void> | void {
    if (callback === undefined) return Promise.resolve()
    callback()
  }
}

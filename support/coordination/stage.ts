import { setTimeout as rest } from 'node:timers/promises'
import { Agent, type Dispatcher, request } from 'undici'
import { fileHead } from '../../app/audit/head-file'
import { type Wrap, within } from '../../app/backplane/around'
import { chooseBackplane } from '../../app/backplane/choice'
import { faulty, type Injected } from '../../app/backplane/faulty'
import type { Deviation } from '../../app/backplane/guarantees'
import { createServer } from '../../app/http/server'
import { createModelDispatcher } from '../../app/llm/connector'
import { ensureFirstAdministrator } from '../../app/people/first-administrator'
import { createPlatform } from '../../app/platform'
import { type Environment, readSettings, type Settings } from '../../app/settings'
import { type Clock, systemClock } from '../../app/shared/clock'
import { messageOf } from '../../app/shared/errors'
import { createLogger } from '../../app/shared/logger'
import { systemRandom } from '../../app/shared/random'
import { storeOn } from '../../app/store/open'
import { openSqlite } from '../../app/store/sqlite'
import type { Store } from '../../app/store/store'
import { type Command, Misuse } from './command'
import { openGround } from './ground'
import type { Answer, Performer } from './performer'
import type { Stage } from './runner'

const SILENCE_S = 2
const OPEN_MS = 1_500
/** Of the administrator of every run. */
export const ADMIN_TOKEN = 'the-administrator-of-the-coordination-run'

/** What waits at a name and a token for the platform of a run. */
export interface OpenStage extends Stage {
  /** The failures that were injected so far. */
  readonly injected: readonly Injected[]
  /** What the platform logged, a line each. */
  readonly logged: readonly string[]
  close(): Promise<void>
}

export const ENGINE_OF = { embedded: 'embedded', postgres: 'embedded', redis: 'redis', temporal: 'temporal', mcp: 'mcp' } as const

/** What the run sets: silence and breakers that are soon over, and nobody who is slowed down. */
const settingsOf = ({ backplane, mock }: Command, env: Environment): Environment => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => /^(REDIS|TEMPORAL|MCP|CONCORD_MCP)_/.test(name))),
  CONCORD_BACKPLANE: ENGINE_OF[backplane],
  ...(mock ? { USE_MOCK_MCP: 'true' } : {}),
  CONCORD_SILENCE_SECONDS: String(SILENCE_S),
  CONCORD_BREAKER_OPEN_MS: String(OPEN_MS),
  CONCORD_TASK_RETRY_MS: '50',
  CONCORD_REQUESTS_PER_MINUTE: '1000000000',
  CONCORD_ADMIN_TOKEN: ADMIN_TOKEN,
  LOG_LEVEL: 'info',
})

/** Where the platform of a run is. */
export interface Place {
  readonly origin: string
  readonly folder: string
}

/** For trials of the run itself: what goes wrong beyond what was asked for, and who is told where it takes place. */
export interface Around {
  /** In place of the machine's. */
  readonly clock?: Clock | undefined
  readonly sabotage?: Wrap | undefined
  readonly opened?: ((place: Place) => void) | undefined
  /** In place of those that the engine declares. */
  readonly deviations?: readonly Deviation[] | undefined
}

/** A platform on the engine that was asked for, in this process, on loopback, on data of its own. Throws Misuse if the engine is not there. */
export async function openStage(command: Command, env: Environment, { clock = systemClock, sabotage, opened }: Around = {}): Promise<OpenStage> {
  const ground = await openGround(command.backplane, env)
  const undo: (() => Promise<unknown>)[] = [ground.remove]
  const close = async () => {
    for (const each of undo.splice(0).toReversed()) await each()
  }
  try {
    const running = await start({ command, env: { ...settingsOf(command, env), ...ground.env }, sabotage, clock }, undo)
    opened?.({ origin: running.origin, folder: ground.folder })
    return { clock, silenceMs: SILENCE_S * 1_000, openMs: OPEN_MS, faulty: command.faults !== undefined, close, ...running }
  } catch (error) {
    await close()
    throw error instanceof Misuse ? error : new Misuse(`--backplane ${command.backplane}: ${messageOf(error)}`)
  }
}

/** In this thread: a run is no server. */
async function openData({ database: { server, path, shown } }: Settings, clock: Clock): Promise<Store> {
  if (server === undefined) return storeOn(openSqlite(path, clock.now()))
  const { openPostgres } = await import('../../app/store/postgres/open')
  return openPostgres({ server, shown, at: clock.now(), clock })
}

interface Wish {
  readonly command: Command
  readonly env: Environment
  readonly sabotage: Wrap | undefined
  readonly clock: Clock
}

async function start({ command, env, sabotage, clock }: Wish, undo: (() => Promise<unknown>)[]) {
  const settings = readSettings(env)
  const [logged, injected, names]: [string[], Injected[], Map<string, string>] = [[], [], new Map()]
  const store = await openData(settings, clock)
  undo.push(() => store.close())
  const models = createModelDispatcher({ clock, connectMs: settings.llm.connectMs })
  undo.push(() => models.close())
  const asked = command.faults && faulty({ clock, plan: command.faults, injected: (fault) => void injected.push(fault) })
  const wraps = [asked, sabotage].filter((wrap) => wrap !== undefined)
  const use = wraps.length === 0 ? undefined : { wrap: wraps.reduce(within), nameOf: (id: string) => names.get(id) ?? id }
  const createBackplane = await chooseBackplane(settings.backplane.engine)
  const platform = createPlatform({
    ...{ settings, store, clock, random: systemRandom, dispatcher: models, instanceId: 'coordination', use, createBackplane },
    logger: createLogger(settings.logLevel, { write: (line: string) => void logged.push(line) }),
    secretKey: new Uint8Array(32).fill(7),
    auditHead: fileHead(settings.auditHead ?? ''),
  })
  const server = await createServer(() => platform.parts, settings)
  undo.push(() => Promise.race([server.close(), rest(2_000)]))
  undo.push(() => platform.stop(0))
  await platform.start()
  await ensureFirstAdministrator(platform.firstAdministrator, { givenToken: ADMIN_TOKEN, tokenDays: 1 })
  const origin = await server.listen({ host: '127.0.0.1', port: 0 })
  const dispatcher = new Agent({ keepAliveTimeout: 60_000, connections: 200 })
  undo.push(() => dispatcher.destroy())
  const ask = asker(origin, dispatcher)
  return { origin, injected, logged, performer: performers(ask, { names, clock }) }
}

type Ask = (
  token: string,
  method: Dispatcher.HttpMethod,
  path: string,
  call: { readonly body?: object | undefined; readonly signal: AbortSignal },
) => Promise<Answer>

const asker =
  (origin: string, dispatcher: Dispatcher): Ask =>
  async (token, method, path, { body, signal }) => {
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const reply = await request(`${origin}${path}`, { dispatcher, method, headers, signal, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await reply.body.text()
    return { status: reply.statusCode, body: text === '' ? undefined : JSON.parse(text) }
  }

/** Agents are made by the administrator, each with a token of its own; who was made once in a scenario is the same later. */
function performers(ask: Ask, { names, clock }: { names: Map<string, string>; clock: Clock }): Stage['performer'] {
  const made = new Map<string, Promise<{ readonly id: string; readonly token: string }>>()
  const make = async (name: string, signal: AbortSignal) => {
    const agent = { name, instructions: 'Takes part in trials of coordination.', category: 'trials', maturity: 'autonomous', reason: 'A trial of coordination' }
    const { id } = (await ask(ADMIN_TOKEN, 'POST', '/api/agents', { body: agent, signal })).body
    const { token } = (await ask(ADMIN_TOKEN, 'POST', `/api/agents/${id}/tokens`, { signal })).body
    names.set(id, name)
    return { id, token }
  }
  return async (name, { key, signal, measured }): Promise<Performer> => {
    const whole = `${key} ${name}`
    const agent = made.get(whole) ?? make(whole, signal)
    made.set(whole, agent)
    const { id, token } = await agent
    return {
      id,
      name,
      pause: (ms) => clock.sleep(ms),
      async ask(operation, method, path, body, own) {
        const began = performance.now()
        const answer = await ask(token, method, path, { body, signal: own === undefined ? signal : AbortSignal.any([signal, own]) })
        if (operation !== undefined)
          measured({ operation, ms: performance.now() - began, error: answer.status < 400 ? undefined : (answer.body?.code ?? String(answer.status)) })
        return answer
      },
    }
  }
}

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach } from 'node:test'
import { setTimeout as passing } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { createEventLog } from '../events/log'
import { createSubscriptions } from '../events/subscriptions'
import type { JournalEvent } from '../executions/journal'
import { createLive, type Live } from '../executions/live'
import { type HandClock, handClock, settle } from '../llm/test-kit'
import { createOpenWork, type OpenWork } from '../people/open-work'
import type { Role } from '../people/person'
import { NotFound, Unauthenticated } from '../shared/errors'
import { createIds } from '../shared/ids'
import { createLogger } from '../shared/logger'
import { systemRandom } from '../shared/random'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import type { Store } from '../store/store'
import { createMetrics } from './metrics'
import type { Parts, Server } from './parts'
import { createRateLimit } from './rate-limit'
import { createServer } from './server'

/** Who there is, by the secret that each holds. */
export const people: Record<string, Role> = { uma: 'user', sam: 'supervisor' }
const BEHIND = 65_536
export const PER_MINUTE = 60

interface House {
  readonly parts: Parts
  readonly clock: HandClock
  readonly live: Live
  readonly openWork: OpenWork
  readonly store: Store
}

/** What is around the line, and no more. */
function house(): House {
  const clock = handClock()
  const store = storeOn(openSqlite(':memory:', 0))
  const live = createLive({ store })
  const openWork = createOpenWork(clock)
  const holder = async (_kind: string, secret: string) => {
    const role = people[secret]
    if (role === undefined) throw new Unauthenticated('unknown')
    return { person: { id: secret, name: secret, email: null, role }, credentialId: secret, via: secret === 'sam' ? 'session' : 'token' }
  }
  const visible = async (id: string) => {
    if (!id.startsWith('e')) throw new NotFound('There is no such execution')
  }
  const events = createEventLog({ store, clock })
  const subscriptions = createSubscriptions({
    store,
    clock,
    newId: createIds({ clock, random: systemRandom }),
    log: events,
    stands: async () => {},
    settings: { silenceSeconds: 15, deliveryTries: 5 },
  })
  const parts = {
    ...{ clock, live, openWork, logger: createLogger('silent'), metrics: createMetrics({ openWork: openWork.count }) },
    ...{ credentials: { holder }, agentTokens: { isOne: () => false }, strangers: { wrongToken: async () => {} } },
    ...{ rateLimit: createRateLimit({ clock, perMinute: PER_MINUTE }), executions: { get: visible }, events, subscriptions },
    settings: { viewerBytes: BEHIND },
  }
  return { parts: parts as unknown as Parts, clock, live, openWork, store }
}

/** Something that a model said. */
export const event = (number: number, text = `word${number}`): JournalEvent => ({ number, kind: 'streaming:update', data: JSON.stringify({ delta: text }) })

/** The code of the error that a frame tells of. */
export const codeIn = (frame: Record<string, unknown> | undefined) => (frame?.error as { code?: string } | undefined)?.code

/** A server before each test's own house, for the tests of one file; what is asked of it is answered over the network. */
export function liveServer() {
  let server: Server
  let now: House
  before(async () => {
    server = await createServer(() => now.parts, { bodyBytes: 1_048_576 })
    await server.listen({ port: 0, host: '127.0.0.1' })
  })
  beforeEach(() => {
    now = house()
  })
  after(() => server.close())

  const originOf = () => `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  const dial = (headers: Record<string, string>) => new WebSocket(`${originOf().replace('http', 'ws')}/api/live`, { headers })
  const line = async (headers: Record<string, string> = { authorization: 'Bearer uma' }) => {
    const socket = dial(headers)
    const frames: Record<string, unknown>[] = []
    const closed = once(socket, 'close').then(([code, reason]) => `${code} ${reason}`)
    socket.on('message', (data) => void frames.push(JSON.parse(String(data))))
    await once(socket, 'open')
    const until = async (count: number) => {
      while (frames.length < count) await passing(1)
      return frames
    }
    return { socket, frames, closed, until, say: (frame: unknown) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)) }
  }
  const refusal = async (headers: Record<string, string>) => {
    const socket = dial(headers)
    socket.on('error', () => {})
    const [, response] = await once(socket, 'unexpected-response')
    const pieces: Buffer[] = []
    for await (const piece of response) pieces.push(piece)
    return [response.statusCode, JSON.parse(Buffer.concat(pieces).toString()).code]
  }
  /** How many connections are open, once all that was under way has come. */
  const open = async (): Promise<number> => {
    await passing(50)
    await settle()
    return new Promise((resolve, reject) => server.server.getConnections((error, count) => (error ? reject(error) : resolve(count))))
  }
  return {
    ...{ line, refusal, open },
    get now() {
      return now
    },
    get origin() {
      return originOf()
    },
  }
}

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as passing } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { request } from 'undici'
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
import { migrate } from '../store/sqlite'
import type { Store } from '../store/store'
import { createMetrics } from './metrics'
import type { Parts, Server } from './parts'
import { createRateLimit } from './rate-limit'
import { createServer } from './server'

const people: Record<string, Role> = { uma: 'user', sam: 'supervisor' }
const BEHIND = 65_536
const PER_MINUTE = 60

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
  const store = storeOn(migrate(new Database(':memory:'), 0))
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

const event = (number: number, text = `word${number}`): JournalEvent => ({ number, kind: 'streaming:update', data: JSON.stringify({ delta: text }) })

const codeIn = (frame: Record<string, unknown> | undefined) => (frame?.error as { code?: string } | undefined)?.code

describe('the two-way line', () => {
  let server: Server
  let origin: string
  let now: House
  before(async () => {
    server = await createServer(() => now.parts, { bodyBytes: 1_048_576 })
    await server.listen({ port: 0, host: '127.0.0.1' })
    origin = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    now = house()
  })
  after(() => server.close())

  const line = async (headers: Record<string, string> = { authorization: 'Bearer uma' }) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`, { headers })
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
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`, { headers })
    socket.on('error', () => {})
    const [, response] = await once(socket, 'unexpected-response')
    const pieces: Buffer[] = []
    for await (const piece of response) pieces.push(piece)
    return [response.statusCode, JSON.parse(Buffer.concat(pieces).toString()).code]
  }

  it('is refused in HTTP before it opens', async () => {
    assert.deepEqual(await refusal({}), [401, 'unauthenticated'])
    assert.deepEqual(await refusal({ authorization: 'Bearer nobody' }), [401, 'unauthenticated'])
    assert.deepEqual(await refusal({ cookie: 'concord_session=sam' }), [403, 'forbidden'])
    assert.deepEqual(await refusal({ cookie: 'concord_session=sam', origin: 'https://elsewhere.example' }), [403, 'forbidden'])
    const unfinished = { authorization: 'Bearer uma', connection: 'upgrade', upgrade: 'websocket' }
    const [answer] = await once(get(`${origin}/api/live`, { headers: unfinished }), 'response')
    assert.equal(answer.statusCode, 400)
    answer.resume()
  })

  it('opens for a session from our own pages', async () => {
    const { socket } = await line({ cookie: 'concord_session=sam', origin })
    socket.close()
  })

  it('is not there for those who do not ask for it', async () => {
    const plain = await request(`${origin}/api/live`, { headers: { authorization: 'Bearer uma' } })
    assert.deepEqual([plain.statusCode, plain.headers.upgrade], [426, 'websocket'])
  })

  it('leaves requests alone that wish for another protocol elsewhere', async () => {
    const [answer] = await once(get(`${origin}/healthz`, { headers: { connection: 'upgrade', upgrade: 'h2c' } }), 'response')
    assert.equal(answer.statusCode, 200)
    answer.resume()
  })

  it('shows the events of several executions, each once and in order', async () => {
    const { until, say, closed, socket } = await line()
    say({ watch: 'e1' })
    say({ watch: 'e2', after: 4 })
    say({ ping: 'ready' })
    await until(1)
    now.live.publish('e1', [event(1), event(2)], false)
    now.live.publish('e2', [event(5)], true)
    await until(5)
    now.live.publish('e1', [event(3)], false)
    say({ unwatch: 'e1' })
    await until(7)
    now.live.publish('e1', [event(4)], false)
    say({ ping: true })
    assert.deepEqual(await until(8), [
      { pong: 'ready' },
      { execution_id: 'e1', number: 1, event: 'streaming:update', data: { delta: 'word1' } },
      { execution_id: 'e1', number: 2, event: 'streaming:update', data: { delta: 'word2' } },
      { execution_id: 'e2', number: 5, event: 'streaming:update', data: { delta: 'word5' } },
      { execution_id: 'e2', closed: { reason: 'ended' } },
      { execution_id: 'e1', number: 3, event: 'streaming:update', data: { delta: 'word3' } },
      { execution_id: 'e1', closed: { reason: 'unwatched' } },
      { pong: true },
    ])
    socket.close()
    assert.equal(await closed, '1005 ')
  })

  it('carries texts of every length whole', async () => {
    const { until, say, socket } = await line()
    say({ watch: 'e1' })
    say({ ping: true })
    await until(1)
    const texts = [10, 200, 70_000].map((length, index) => `${'ж'.repeat(length)}${index}`)
    for (const [index, text] of texts.entries()) now.live.publish('e1', [event(index + 1, text)], false)
    const frames = await until(4)
    assert.deepEqual(
      frames.slice(1).map(({ data }) => (data as { delta: string }).delta),
      texts,
    )
    socket.close()
  })

  it('names what is wrong with a frame, and stays open', async () => {
    const { until, say, socket } = await line()
    const wrong: readonly [unknown, string, string][] = [
      ['{', 'invalid_input', 'body'],
      ['[]', 'invalid_input', 'body'],
      [{}, 'invalid_input', 'body'],
      [{ wach: 'e1' }, 'invalid_input', 'wach'],
      [{ watch: 'e1', from: 1 }, 'invalid_input', 'from'],
      [{ watch: 'e1', after: -1 }, 'invalid_input', 'after'],
      ['{"watch":"e1","watch":"e2"}', 'invalid_input', 'watch'],
      [{ watch: 7 }, 'invalid_input', 'watch'],
      [{ unwatch: 'e1' }, 'invalid_input', 'unwatch'],
      [{ subscribe: [] }, 'invalid_input', 'subscribe'],
      [{ ack: '1' }, 'invalid_input', 'subscription'],
      [{ nack: '1', reason: '' }, 'invalid_input', 'reason'],
      [{ subscription: 7 }, 'invalid_input', 'subscription'],
    ]
    for (const [frame] of wrong) say(frame)
    say({ watch: 'x' })
    say({ subscribe: ['alerts'] })
    const frames = await until(wrong.length + 2)
    const told = frames.map(({ error }) => error as { code: string; field: string })
    assert.deepEqual(
      told.map(({ code, field }) => [code, field]),
      [...wrong.map(([, code, field]) => [code, field]), ['not_found', undefined], ['forbidden', undefined]],
    )
    assert.equal(frames.at(-2)?.execution_id, 'x')
    socket.close()
  })

  it('counts each frame as a request', async () => {
    const { until, say, socket } = await line()
    for (let count = 0; count < PER_MINUTE; count += 1) say({ ping: true })
    const [last] = (await until(PER_MINUTE)).slice(-1)
    assert.equal(codeIn(last), 'rate_limited')
    socket.close()
  })

  it('closes on what it does not speak', async () => {
    const binary = await line()
    binary.socket.send(Buffer.from('{}'))
    assert.equal(await binary.closed, '1003 text_only')
    const large = await line()
    large.say(`{"ping":"${'a'.repeat(65_536)}"}`)
    assert.equal(await large.closed, '1009 ')
  })

  it('closes at once when the credential is revoked or the platform stops', async () => {
    const revoked = await line()
    revoked.say({ ping: true })
    await revoked.until(1)
    now.openWork.endOf('uma', new Unauthenticated('revoked'))
    assert.equal(await revoked.closed, '1008 unauthenticated')
    const stopped = await line()
    stopped.say({ ping: true })
    await stopped.until(1)
    assert.equal(await now.openWork.drain(1_000), 0)
    assert.equal(await stopped.closed, '1001 shutting_down')
    assert.deepEqual(await refusal({ authorization: 'Bearer uma' }), [503, 'shutting_down'])
  })

  it('sends a viewer away who does not read, and slows nobody', async () => {
    const [stalled, prompt] = [await line(), await line()]
    for (const { say, until } of [stalled, prompt]) {
      say({ watch: 'e1' })
      say({ ping: true })
      await until(1)
    }
    stalled.socket.pause()
    let number = 0
    while (now.openWork.count() === 2 && number < 5_000) {
      number += 1
      now.live.publish('e1', [event(number, 'a'.repeat(10_000))], false)
      await prompt.until(number + 1)
    }
    assert.equal(now.openWork.count(), 1)
    stalled.socket.resume()
    assert.equal(await stalled.closed, '1013 too_slow')
    assert.equal(prompt.frames.length, number + 1)
    prompt.socket.close()
  })

  it('gives up who does not answer, and looks whether the right still holds', async () => {
    const gone = await line()
    const there = await line()
    gone.socket.pause()
    const asked = once(there.socket, 'ping')
    await now.clock.advance(30_000)
    await asked
    await passing(20)
    await now.clock.advance(30_000)
    await settle()
    assert.equal(now.openWork.count(), 1)
    gone.socket.resume()
    assert.equal(await gone.closed, '4000 silent')
    people.uma = 'supervisor'
    try {
      await passing(20)
      await now.clock.advance(30_000)
      assert.equal(await there.closed, '1008 forbidden')
    } finally {
      people.uma = 'user'
    }
  })

  it('outlives whoever breaks off while they are being refused, and keeps nobody who was', async () => {
    const { hostname, port } = new URL(origin)
    const knock = async () => {
      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
      await once(socket, 'connect')
      socket.write(
        'GET /api/live HTTP/1.1\r\nhost: concord\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      )
      return socket
    }
    const before = await open(server)
    for (let count = 0; count < 20; count += 1) (await knock()).resetAndDestroy()
    const half = await knock()
    const [answer] = await once(half, 'data')
    assert.match(String(answer), /^HTTP\/1\.1 401 /)
    half.resume()
    await once(half, 'end')
    assert.equal(await open(server), before)
    half.destroy()
  })

  it('calls a frame with the name of what every object has a mistake', async () => {
    const { socket, frames } = await line()
    socket.send('{"constructor": 1}')
    while (frames.length === 0) await passing(5)
    assert.equal((frames[0] as { error: { status: number } }).error.status, 400)
    socket.close()
  })
})

const open = async (server: Server): Promise<number> => {
  await passing(50)
  return new Promise((resolve, reject) => server.server.getConnections((error, count) => (error ? reject(error) : resolve(count))))
}

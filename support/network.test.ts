import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import http from 'node:http'
import net from 'node:net'
import { after, afterEach, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { Agent, buildConnector, request, WebSocket as UndiciWebSocket } from 'undici'
import { ConnectionLost, createWire, type WireFault } from './fakes/wire'
import { createNetwork } from './network'
import { createScenarioClock } from './scenario-clock'

const network = createNetwork()
const clock = createScenarioClock(0)
const wire = createWire({ clock })
let answer: (request: Request) => Promise<Response>
let dispatcher: Agent
const service = { hosts: ['api.example.com'], wire, handle: (asked: Request) => answer(asked) }
const json = (value: unknown) => {
  const body = JSON.stringify(value)
  return new Response(body, { headers: { 'content-type': 'application/json', 'content-length': String(body.length) } })
}
const ask = (url = 'https://api.example.com/v1') => request(url, { method: 'POST', body: 'hello', dispatcher })
const errorOf = (work: () => Promise<unknown>): Promise<NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException }> =>
  work().then(
    () => assert.fail('it succeeded'),
    (error) => error,
  )
const socketError = (Socket: typeof WebSocket | typeof UndiciWebSocket, address: string) =>
  new Promise((resolve, reject) => {
    const socket = new Socket(address)
    socket.onerror = resolve
    socket.onopen = reject
  })

describe('the network of a thread', () => {
  before(() => network.start())
  after(() => network.stop())
  afterEach(async () => {
    network.reset()
    wire.heals()
    await dispatcher?.destroy()
  })
  const begin = () => {
    dispatcher = new Agent()
    answer = async (asked) => json({ asked: await asked.text() })
    network.answerWith([service])
  }

  it('lets fakes answer for their hosts, whoever asks', async () => {
    begin()
    assert.deepEqual(await (await ask()).body.json(), { asked: 'hello' })
    assert.deepEqual(await (await fetch('https://api.example.com/v1', { method: 'POST', body: 'fetch' })).json(), { asked: 'fetch' })
    const status = await new Promise((resolve, reject) =>
      http.get('http://api.example.com/v1', (response) => resolve(response.resume().statusCode)).on('error', reject),
    )
    assert.equal(status, 200)
    assert.deepEqual(network.unanswered(), [])
  })

  it('lets loopback through untouched', async () => {
    begin()
    const server = http.createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as net.AddressInfo
    for (const host of ['127.0.0.1', 'localhost']) assert.equal(await (await fetch(`http://${host}:${port}/`)).text(), 'here')
    assert.equal(await (await request(`http://127.0.0.1:${port}/`, { dispatcher })).body.text(), 'here')
    server.close()
    assert.deepEqual(network.unanswered(), [])
  })

  it('refuses and names everything else: undici, fetch, node:http, WebSocket, plain sockets, addresses without names', async () => {
    begin()
    assert.equal((await errorOf(() => ask('https://other.example.com/path?key=secret'))).code, 'ENETUNREACH')
    assert.equal((await errorOf(() => fetch('http://other.example.com/path.png'))).cause?.code, 'ENETUNREACH')
    await errorOf(() => new Promise((resolve, reject) => http.get('http://other.example.com:81/', resolve).on('error', reject)))
    await socketError(WebSocket, 'wss://other.example.com/live')
    await socketError(UndiciWebSocket, 'ws://other.example.com/live')
    await errorOf(
      () =>
        new Promise((resolve, reject) =>
          net
            .connect(25, 'mail.example.com', () => undefined)
            .on('data', resolve)
            .on('error', reject)
            .write('EHLO\r\n'),
        ),
    )
    await errorOf(() => fetch('http://192.0.2.1/'))
    await errorOf(() => new Promise((resolve, reject) => net.connect({ port: 5432, host: 'db.example.com' }).on('data', resolve).on('error', reject)))
    assert.deepEqual(
      [...new Set(network.unanswered())],
      [
        'POST https://other.example.com/path',
        'GET http://other.example.com/path.png',
        'GET http://other.example.com:81/',
        'GET wss://other.example.com/live',
        'GET ws://other.example.com/live',
        'tcp mail.example.com:25',
        'tcp 192.0.2.1:80',
        'tcp db.example.com:5432',
      ],
    )
  })

  it('refuses what a fake answered for in an earlier scenario', async () => {
    begin()
    await (await ask()).body.dump()
    network.reset()
    assert.equal((await errorOf(ask)).code, 'ENETUNREACH')
    assert.deepEqual(network.unanswered(), ['POST https://api.example.com/v1'])
  })

  it('keeps connections at rest for the next scenario, and cuts those on which something is under way', async () => {
    begin()
    let connections = 0
    dispatcher.on('connect', () => {
      connections++
    })
    for (let scenario = 0; scenario < 3; scenario++) {
      await (await ask()).body.dump()
      network.reset()
      network.answerWith([service])
      await clock.advance(0)
    }
    assert.equal(connections, 1)
    const asked = Promise.withResolvers<void>()
    answer = () => {
      asked.resolve()
      return new Promise(() => undefined)
    }
    const hanging = errorOf(() => request('https://api.example.com/', { dispatcher, headersTimeout: 0 }))
    await asked.promise
    network.reset()
    assert.equal((await hanging).code, 'UND_ERR_SOCKET')
    wire.fails('refused')
    network.answerWith([service])
    assert.equal((await errorOf(ask)).code, 'ECONNREFUSED')
  })

  const faults: [WireFault, string][] = [
    ['refused', 'ECONNREFUSED'],
    ['reset', 'ECONNRESET'],
    ['unknown_host', 'ENOTFOUND'],
    ['tls_failure', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['given_up', 'ETIMEDOUT'],
  ]
  for (const [fault, code] of faults) {
    it(`fails as Node does when the connection is ${fault}, for open connections too`, async () => {
      begin()
      await (await ask()).body.dump()
      wire.fails(fault)
      assert.equal((await errorOf(ask)).code, code)
      assert.equal((await errorOf(() => fetch('https://api.example.com/'))).cause?.code, code)
      wire.heals()
      assert.equal((await ask()).statusCode, 200)
      assert.deepEqual(network.unanswered(), [])
    })
  }

  it('fails the next connections only, where that is asked for', async () => {
    begin()
    wire.fails('refused', { times: 1 })
    await errorOf(ask)
    assert.equal((await ask()).statusCode, 200)
  })

  it('a client that takes any certificate does not notice a TLS failure', async () => {
    begin()
    wire.fails('tls_failure')
    const weak = new Agent({ connect: { rejectUnauthorized: false } })
    assert.equal((await request('https://api.example.com/', { dispatcher: weak })).statusCode, 200)
    await weak.destroy()
  })

  it('never connects, until the client gives up or an hour has passed', async () => {
    begin()
    wire.fails('never_connects')
    const patient = buildConnector({})
    const connect: buildConnector.connector = (options, done) => {
      const socket: unknown = patient(options, done)
      clock.deadline(5_000, () => socket instanceof net.Socket && socket.destroy(new Error('gave up')))
    }
    const impatient = new Agent({ connect })
    const error = await errorOf(() => clock.whileWaiting(request('https://api.example.com/', { dispatcher: impatient }), 'a connection'))
    assert.equal(error.message, 'gave up')
    assert.equal(clock.elapsed(), 5_000)
    await clock.advance(0)
    assert.deepEqual(clock.pending(), [])
  })

  it('loses the connection when the fake says so, and tells the fake when the client is gone', async () => {
    begin()
    answer = () => Promise.reject(new ConnectionLost())
    const { code, errno, syscall } = await errorOf(ask)
    assert.deepEqual([code, errno, syscall], ['ECONNRESET', -104, 'read'])
    const gone = Promise.withResolvers<void>()
    const stop = new AbortController()
    answer = (asked) => {
      asked.signal.addEventListener('abort', () => gone.resolve())
      stop.abort()
      return new Promise(() => undefined)
    }
    const asking = errorOf(() => request('https://api.example.com/', { dispatcher, signal: stop.signal }))
    await asking
    await gone.promise
  })

  it('guards a child process that preloads it', async () => {
    const run = promisify(execFile)
    const guarded = (code: string) => run(process.execPath, ['-r', 'ts-node/register', '-r', require.resolve('./guard-preload.ts'), '-e', code])
    await assert.rejects(guarded('fetch("https://example.com/").catch(() => process.exit(0))'), { code: 97, stderr: /Refused a connection to example.com:443/ })
    await guarded(
      'const s = require("http").createServer((q, r) => r.end()).listen(0, "127.0.0.1", () => fetch("http://127.0.0.1:" + s.address().port).then(() => process.exit(0)))',
    )
  })
})

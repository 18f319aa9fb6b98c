import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Cancel, Clock } from '../shared/clock'
import { seededRandom } from '../shared/random'
import { createModelDispatcher } from './connector'
import { ModelError } from './error'
import { createGateway, type EndedCall, type Gateway, type GatewayRequest, type GatewaySettings, type ServedKey } from './gateway'

/** A clock that stands still until it is moved by hand. `pending` counts the timers that still run. */
export interface HandClock extends Clock {
  /** Moves on by `ms`, running what falls due in order, and lets what it sets off settle. */
  advance(ms: number): Promise<void>
  pending(): number
}

export function handClock(start = 1_800_000_000_000): HandClock {
  let time = 0
  let timers: { readonly due: number; readonly run: () => void }[] = []
  const at = (ms: number, run: () => void): Cancel => {
    const timer = { due: time + Math.max(0, ms), run }
    timers.push(timer)
    return () => {
      timers = timers.filter((other) => other !== timer)
    }
  }
  const nextDue = (until: number) => timers.filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due)[0]
  return {
    now: () => start + time,
    monotonic: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          cancel()
          reject(signal?.reason)
        }
        const cancel = at(ms, () => {
          signal?.removeEventListener('abort', stop)
          resolve()
        })
        signal?.addEventListener('abort', stop, { once: true })
      }),
    deadline: at,
    every: () => () => {},
    async advance(ms) {
      const until = time + ms
      await settle()
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        const { due, run } = timer
        timers = timers.filter((other) => other !== timer)
        time = Math.max(time, due)
        run()
        await settle()
      }
      time = until
    },
    pending: () => timers.length,
  }
}

/** Lets everything that is on its way over loopback arrive. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

export type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** A provider on loopback: takes one handler a request, the last again and again; `requests` are the bodies that came. */
export interface Upstream {
  readonly url: string
  readonly requests: { readonly headers: IncomingMessage['headers']; readonly body: Record<string, unknown> }[]
  /** Connections that the other side closed before the answer was whole. */
  readonly dropped: number
  answer(...handlers: Handler[]): void
  close(): Promise<void>
}

export async function upstream(...initial: Handler[]): Promise<Upstream> {
  let handlers = initial
  let dropped = 0
  const requests: Upstream['requests'] = []
  const server: Server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) dropped += 1
    })
    let body = ''
    for await (const piece of request) body += piece
    requests.push({ headers: request.headers, body: JSON.parse(body) })
    const handler = handlers.length > 1 ? handlers.shift() : handlers[0]
    handler?.(request, response, body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get dropped() {
      return dropped
    },
    answer(...next) {
      handlers = next
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body))
  }

/** Never answers. */
export const silent: Handler = () => {}

/** Sends each piece as it is and then ends cleanly. */
export const events =
  (...pieces: string[]): Handler =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const piece of pieces) response.write(piece)
    response.end()
  }

export const openaiAnswer = (content: string) =>
  json({
    id: 'chatcmpl-1',
    model: 'gpt-test-1',
    choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
  })

export const anthropicAnswer = (text: string) =>
  json({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-test-1',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 3, output_tokens: 2 },
  })

export const openaiWord = (content: string) =>
  `data: ${JSON.stringify({ id: 'c', model: 'gpt-test-1', choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`
export const OPENAI_END = `data: ${JSON.stringify({ id: 'c', model: 'gpt-test-1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`

export const QUESTION: GatewayRequest = {
  messages: [{ role: 'user', content: 'Hello' }],
  options: {},
  failover: false,
  caller: { personId: 'uma', trace: { traceId: 'a'.repeat(32), traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` } },
}
export const WITH_FAILOVER: GatewayRequest = { ...QUESTION, failover: true }

export const KEY = 'sk-test-0123456789abcdef'

/** A gateway with both providers on loopback, and everything that it told. */
export interface Bench {
  readonly clock: HandClock
  readonly gateway: Gateway
  readonly openai: Upstream
  readonly anthropic: Upstream
  /** What happened, in order: `asked`, `ended …`, `rejected …`, `breaker …`. */
  readonly log: string[]
  readonly ended: EndedCall[]
  close(): Promise<void>
}

export interface BenchOptions {
  readonly settings?: Partial<GatewaySettings>
  readonly keys?: Readonly<Record<string, ServedKey | undefined>>
  readonly asked?: () => Promise<string>
}

let open: Bench | undefined

/** A bench that `closeBench` closes after the test. */
export async function bench(options?: BenchOptions): Promise<Bench> {
  open = await createBench(options)
  return open
}

export async function closeBench(): Promise<void> {
  await open?.close()
  open = undefined
}

async function createBench({ settings = {}, keys = {}, asked }: BenchOptions = {}): Promise<Bench> {
  const clock = handClock()
  const [openai, anthropic] = await Promise.all([upstream(silent), upstream(silent)])
  const log: string[] = []
  const ended: EndedCall[] = []
  const dispatcher = createModelDispatcher({ clock, connectMs: 5_000 })
  const gateway = createGateway({
    clock,
    random: seededRandom(1),
    dispatcher,
    keys: {
      keyFor: async (_person, provider) => (provider in keys ? keys[provider] : { key: KEY, own: true }),
      rejected: async (person, provider) => void log.push(`rejected ${person} ${provider}`),
    },
    record: {
      asked: async () => {
        log.push(`asked after ${openai.requests.length + anthropic.requests.length} requests`)
        return asked === undefined ? 'record-1' : asked()
      },
      ended: async (id, call) => {
        log.push(`ended ${id} ${call.outcome}`)
        ended.push(call)
      },
    },
    settings: {
      providers: [
        { name: 'openai', baseUrl: `${openai.url}/v1`, model: 'gpt-test' },
        { name: 'anthropic', baseUrl: anthropic.url, model: 'claude-test' },
      ],
      models: [],
      connectMs: 5_000,
      firstByteMs: 30_000,
      idleMs: 15_000,
      totalMs: 120_000,
      retries: 2,
      breakerFailures: 5,
      breakerOpenMs: 30_000,
      failoverOnRejectedCredentials: false,
      ...settings,
    },
    observe: { attempt: () => {}, breaker: (provider, state) => void log.push(`breaker ${provider} ${state}`) },
  })
  const close = async () => {
    await dispatcher.destroy()
    await Promise.all([openai.close(), anthropic.close()])
  }
  return { clock, gateway, openai, anthropic, log, ended, close }
}

/** A caller who never goes. */
export const NEVER = new AbortController().signal
export const outage = json({ error: { message: 'down', type: 'server_error' } }, 503)

/** Asks while the clock is moved on; gives the answer or the error. */
export async function asking({ gateway, clock }: Bench, request: GatewayRequest, moveMs = 0) {
  const asked = gateway.ask(request, NEVER).then(
    (answer) => ({ answer, error: undefined }),
    (error: unknown) => ({ answer: undefined, error }),
  )
  await clock.advance(moveMs)
  return asked
}

/** The error of a request that must fail. */
export async function failing(b: Bench, request: GatewayRequest, moveMs = 0): Promise<ModelError> {
  const { error } = await asking(b, request, moveMs)
  assert.ok(error instanceof ModelError, `not a ModelError: ${error}`)
  return error
}

export const outcomes = (attempts: readonly { provider: string; outcome: string }[]) => attempts.map(({ provider, outcome }) => `${provider} ${outcome}`)

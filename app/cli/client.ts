import { Agent, type Dispatcher, request } from 'undici'
import { messageOf } from '../shared/errors'
import { Misuse } from './command'

/** The platform said no: a problem document. */
export class Refused extends Error {
  readonly problem: Readonly<Record<string, unknown>>
  constructor(problem: Readonly<Record<string, unknown>>) {
    super(String(problem.detail ?? problem.title ?? 'The platform refused without saying why'))
    this.problem = problem
  }
}

/** Nothing answers there, or what answers is no platform. */
export class Unreachable extends Error {}

/** An answer that is whole, or one that comes in parts. */
export type Answer =
  | { readonly kind: 'whole'; readonly status: number; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'stream'; readonly parts: AsyncIterable<Uint8Array> }

interface Asked {
  readonly method: string
  readonly path: string
  readonly body?: object | undefined
  readonly signal?: AbortSignal | undefined
}

/** The platform's API as the command uses it. Every call throws Refused or Unreachable. */
export interface Client {
  call(method: Dispatcher.HttpMethod, path: string, body?: object): Promise<Answer>
  /** One request, whatever becomes of it; aborting ends what it waits for. Throws Unreachable alone. */
  ask(request: Asked): Promise<{ readonly status: number; readonly text: string; readonly retryAfter?: string | undefined }>
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: object): Promise<T>
  /** All items of a list, page after page. */
  all<T>(path: string): Promise<readonly T[]>
  close(): Promise<void>
}

const USUAL_URL = 'http://127.0.0.1:3000'

/** From CONCORD_URL and CONCORD_TOKEN. Throws Misuse if they are missing or wrong. */
export function createClient(env: Readonly<Record<string, string | undefined>>): Client {
  const base = (env.CONCORD_URL?.trim() || USUAL_URL).replace(/\/+$/, '')
  const token = env.CONCORD_TOKEN?.trim()
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol)) throw new Misuse('CONCORD_URL must be an address that begins with http:// or https://')
  if (!token) throw new Misuse('CONCORD_TOKEN is missing: it is the token that says who you are')
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Misuse('CONCORD_TOKEN must be one line of plain characters')
  // An execution may take as long as its supervisor wants.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 })

  const send = ({ method, path, body, signal }: Asked) => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    return request(base + path, { method: method as Dispatcher.HttpMethod, dispatcher, headers, signal: signal ?? null, ...content }).catch(
      (error: unknown) => {
        throw new Unreachable(`Concord cannot be reached at ${base}: ${reasonOf(error)}`)
      },
    )
  }
  const textOf = (parts: Dispatcher.BodyMixin): Promise<string> =>
    parts.text().catch((error: unknown) => {
      throw new Unreachable(`The connection to Concord at ${base} was lost: ${reasonOf(error)}`)
    })

  const call: Client['call'] = async (method, path, body) => {
    const { statusCode: status, headers: told, body: parts } = await send({ method, path, body })
    if (String(told['content-type']).startsWith('text/event-stream')) return { kind: 'stream', parts }
    const text = await textOf(parts)
    const answer = documentIn(text)
    if (answer === undefined) throw new Unreachable(`What answers at ${base} is not Concord: ${status} ${text.slice(0, 100)}`)
    if (status >= 400) throw new Refused(answer)
    return { kind: 'whole', status, body: answer }
  }
  const document = async <T>(method: Dispatcher.HttpMethod, path: string, body?: object): Promise<T> => {
    const answer = await call(method, path, body)
    if (answer.kind === 'whole') return answer.body as T
    throw new Unreachable(`What answers at ${base} is not Concord`)
  }
  return {
    call,
    async ask(asked) {
      const { statusCode, body, headers } = await send(asked)
      return { status: statusCode, text: await textOf(body), retryAfter: headers['retry-after']?.toString() }
    },
    get: (path) => document('GET', path),
    post: (path, body) => document('POST', path, body),
    async all<T>(path: string) {
      const found: T[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const query: string = cursor === '' ? '' : `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
        const page: { items: readonly T[]; next_cursor: string | null } = await document('GET', path + query)
        found.push(...page.items)
        cursor = page.next_cursor
      }
      return found
    },
    close: () => dispatcher.destroy(),
  }
}

function documentIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

/** Several addresses may have been tried: the reason of one says enough. */
const reasonOf = (error: unknown): string => (error instanceof AggregateError ? messageOf(error.errors[0]) : messageOf(error))

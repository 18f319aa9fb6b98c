/** One request that reached a fake. Credentials are left out; `key` is how the one that was shown ends. */
export interface Call {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly key: string | undefined
  readonly body: unknown
  /** Wall time of the clock, in epoch milliseconds. */
  readonly at: number
  /** The status that was answered; undefined as long as there is none, and where the connection was lost. */
  readonly status: number | undefined
  /** Whether the client closed the connection before the answer was complete. */
  readonly closedByClient: boolean
}

/** A request as a fake reads it. */
export interface Received {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  /** Parsed as its content type says; undefined where there is none or it cannot be parsed. */
  readonly body: unknown
  readonly type: string
  readonly signal: AbortSignal
}

const CREDENTIALS = new Set(['authorization', 'x-api-key', 'cookie', 'proxy-authorization'])
const SECRET_FIELDS = new Set(['client_secret', 'code', 'code_verifier', 'token', 'refresh_token'])
const HIDDEN = '[hidden]'

export async function receive(request: Request): Promise<Received> {
  const text = await request.text()
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  return { method: request.method, url: new URL(request.url), headers: request.headers, body: parse(type, text), type, signal: request.signal }
}

function parse(type: string, text: string): unknown {
  if (text === '') return undefined
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is remembered of a request: the fields that change are written by whoever answers it. */
export function remember(
  { method, url, headers, body, signal }: Received,
  { key, at }: { key: string | undefined; at: number },
): Call & { status: number | undefined } {
  const query = new URLSearchParams(url.searchParams)
  for (const name of SECRET_FIELDS) if (query.has(name)) query.set(name, HIDDEN)
  const call = {
    method,
    path: query.size === 0 ? url.pathname : `${url.pathname}?${query}`,
    headers: Object.fromEntries([...headers].filter(([name]) => !CREDENTIALS.has(name))),
    key: key?.slice(-4),
    body: withoutSecrets(body),
    at,
    status: undefined as number | undefined,
    closedByClient: false,
  }
  signal.addEventListener('abort', () => {
    call.closedByClient = true
  })
  return call
}

const withoutSecrets = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? Object.fromEntries(Object.entries(body).map(([name, value]) => [name, SECRET_FIELDS.has(name) ? HIDDEN : value]))
    : body

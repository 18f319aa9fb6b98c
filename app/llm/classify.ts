import { badResponse, type Failure, timedOut } from './failure'
import { askedWait, type ReplyHeaders, rateLimitWait } from './retry-after'

/** What a provider's error body says, in terms that all providers share. Each provider reads its own. */
export interface Complaint {
  readonly message?: string
  /** The field of the request that it is about. */
  readonly field?: string
  /** Its code says that money or quota has run out, which waiting a little does not mend. */
  readonly quota?: boolean
  /** Its code says that there is no such model for this key. */
  readonly unknownModel?: boolean
}

/** An HTTP answer that is no success. `complaint` is undefined where the body was no error of the provider's. `now` is wall time. */
export interface Refusal {
  readonly status: number
  readonly headers: ReplyHeaders
  readonly complaint: Complaint | undefined
  readonly now: number
}

/** The failure that an HTTP status stands for (INTG-04.2 to .6). Pure. */
export function classifyStatus({ status, headers, complaint, now }: Refusal): Failure {
  const reason = complaint?.message ?? `it answered with HTTP ${status}`
  const told = { reason, status }
  if (status === 402 || (status === 429 && complaint?.quota)) return { kind: 'provider_quota_exhausted', ...told }
  if (status === 429) return { kind: 'provider_rate_limited', waitMs: rateLimitWait(headers, now), ...told }
  if ((status === 404 && complaint !== undefined) || (status === 403 && complaint?.unknownModel)) return { kind: 'model_not_found', ...told }
  if (status === 401 || status === 403) return { kind: 'provider_credentials_rejected', ...told }
  if (status === 400 || status === 413 || status === 422) {
    return { kind: 'invalid_request', ...told, ...(complaint?.field === undefined ? {} : { field: complaint.field }) }
  }
  if (status === 408 || status === 409 || status >= 500) return unavailable(told, askedWait(headers, now))
  if (status >= 300 && status < 400) return badResponse('it redirected, which is not followed', status)
  return badResponse(reason, status)
}

const unavailable = (told: { reason: string; status: number }, waitMs: number | undefined): Failure => ({
  kind: 'provider_unavailable',
  passing: true,
  ...told,
  ...(waitMs === undefined ? {} : { waitMs }),
})

const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|CRL_|EPROTO$|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|ERROR_IN_C)/
const UNREADABLE = /^(?:HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_EXCEEDED)/

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was reset',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the connection was closed',
  ENOTFOUND: 'its host is unknown',
  EAI_AGAIN: 'its host could not be looked up',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its network cannot be reached',
}

/** The failure that an error of the connection stands for (INTG-04.6, .7). TLS is never weakened and never tried again. Pure. */
export function classifyConnection(error: Error): Failure {
  const code = codeOf(error)
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return timedOut('connect')
  if (code === 'UND_ERR_INVALID_ARG') return { kind: 'provider_credentials_rejected', reason: 'the key has characters that cannot be sent' }
  if (TLS.test(code)) return { kind: 'provider_unavailable', passing: false, reason: `no secure connection (${code})` }
  if (UNREADABLE.test(code)) return badResponse(`what it sent is not HTTP (${code})`)
  return { kind: 'provider_unavailable', passing: true, reason: WORDS[code] ?? 'the connection failed' }
}

/** The code that Node or undici gave the error, or the error behind it (several addresses tried give one error of many). */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return codeOf(error.cause)
}

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
  const told = { reason: complaint?.message ?? `it answered with HTTP ${status}`, status }
  switch (status) {
    case 400:
    case 413:
    case 422:
      return { kind: 'invalid_request', ...told, field: complaint?.field }
    case 401:
      return { kind: 'provider_credentials_rejected', ...told }
    case 402:
      return { kind: 'provider_quota_exhausted', ...told }
    case 403:
      return { kind: complaint?.unknownModel ? 'model_not_found' : 'provider_credentials_rejected', ...told }
    case 404:
      return complaint === undefined ? badResponse(told.reason, status) : { kind: 'model_not_found', ...told }
    case 408:
    case 409:
      return unavailable(told, askedWait(headers, now))
    case 429:
      if (complaint?.quota) return { kind: 'provider_quota_exhausted', ...told }
      return { kind: 'provider_rate_limited', ...told, waitMs: rateLimitWait(headers, now) }
    default:
      if (status >= 500) return unavailable(told, askedWait(headers, now))
      return badResponse(redirects(status) ? 'it redirected, which is not followed' : told.reason, status)
  }
}

const unavailable = (told: { reason: string; status: number }, waitMs: number | undefined): Failure => ({
  kind: 'provider_unavailable',
  passing: true,
  ...told,
  waitMs,
})

const redirects = (status: number): boolean => Math.floor(status / 100) === 3

/** Part of the codes that Node gives failures of encryption and of certificates. */
const TLS = /ERR_TLS|ERR_SSL|EPROTO|CERT|CRL|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH/
/** What undici calls bytes that are no HTTP, whether it has its parser's code for them or none, and headers without end. */
const UNREADABLE = /^HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW/

function wordsFor(code: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'the connection was refused'
    case 'ECONNRESET':
      return 'the connection was reset'
    case 'UND_ERR_SOCKET':
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return 'the connection was closed'
    case 'ENOTFOUND':
      return 'its host is unknown'
    case 'EAI_AGAIN':
      return 'its host could not be looked up'
    case 'EHOSTUNREACH':
      return 'its host cannot be reached'
    case 'ENETUNREACH':
      return 'its network cannot be reached'
    default:
      return `the connection failed (${code})`
  }
}

/**
 * The failure that an error of the connection stands for (INTG-04.6, .7), by the code, or the name, that Node or undici gave it. TLS is never weakened
 * and never tried again. Pure.
 */
export function classifyConnection(error: NodeJS.ErrnoException): Failure {
  const code = error.code ?? error.name
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return timedOut('connect')
  if (TLS.test(code)) return { kind: 'provider_unavailable', passing: false, reason: `no secure connection (${code})` }
  if (UNREADABLE.test(code)) return badResponse('what it sent is not HTTP')
  return { kind: 'provider_unavailable', passing: true, reason: wordsFor(code) }
}

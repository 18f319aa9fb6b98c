import { askedWait } from '../llm/retry-after'
import { scrub } from '../llm/scrub'
import { minutes, seconds } from '../shared/clock'
import { type FieldError, GithubCredentialsRejected, GithubFailed, GithubRateLimited, GithubValidationFailed, RepositoryNotFound } from './failure'
import { type Answered, neverLeft, type OutsideCall, whyNot } from './outside-call'
import type { SendOutcome } from './send'

/** What an answer is judged with; `now` is wall time. */
export interface Judging {
  readonly token: string
  readonly repo: string
  readonly now: number
}

/** What an error of GitHub's client means for the send (INTG-04.19). After a fault inside GitHub the issue may be there all the same. Throws what is no answer of GitHub's. Pure. */
export function githubOutcome(error: unknown, call: OutsideCall, judging: Judging): SendOutcome {
  const broken = call.broken()
  if (broken !== undefined) {
    if (neverLeft(broken)) return { kind: 'failed', error: new GithubFailed(whyNot(broken)), again: 'now' }
    return { kind: 'unknown', reason: whyNot(broken) }
  }
  const answered = call.answered()
  if (answered === undefined) throw error
  return refusal(answered, complaintIn(error), judging)
}

/** An answer that is none of GitHub's errors, and no issue either. Pure. */
export function notAnIssue(call: OutsideCall): SendOutcome {
  const status = call.answered()?.status ?? 0
  const reason = status >= 300 ? `it answered with HTTP ${status}` : 'its answer could not be read'
  return { kind: 'failed', error: new GithubFailed(reason), again: 'look' }
}

interface Complaint {
  readonly message: string
  readonly errors: readonly unknown[]
}

function refusal(answered: Answered, { message, errors }: Complaint, { token, repo, now }: Judging): SendOutcome {
  const { status } = answered
  const clean = (text: string) => scrub(text, token)
  const reason = message === '' ? `it answered with HTTP ${status}` : clean(message)
  if (isLimit(answered, message)) return { kind: 'failed', error: new GithubRateLimited(waitAsked(answered.headers, now)), again: 'now' }
  if (status === 401 || (status === 403 && TOKEN_LACKS.test(message))) return { kind: 'failed', error: new GithubCredentialsRejected(reason), again: 'now' }
  if (status === 404) return { kind: 'failed', error: new RepositoryNotFound(repo), again: 'never' }
  if (status === 422)
    return {
      kind: 'failed',
      error: new GithubValidationFailed(
        reason,
        errors.map((each) => fieldError(each, clean)),
      ),
      again: 'never',
    }
  return { kind: 'failed', error: new GithubFailed(reason), again: 'look' }
}

/** Where GitHub means the token and not what it may do there (docs.github.com/rest, troubleshooting). */
const TOKEN_LACKS = /^(?:Bad credentials|Requires authentication|Resource not accessible by)/i

/** Primary and secondary limits come as 403 or 429 (docs.github.com/rest, rate limits). */
const isLimit = ({ status, headers }: Answered, message: string): boolean =>
  status === 429 || (status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message)))

const LONGEST_LIMIT = minutes(60)

/** What GitHub asks for; else until the limit is reset, which takes an hour at most; else the minute that its documentation advises. */
function waitAsked(headers: Answered['headers'], now: number): number {
  const asked = askedWait(headers, now)
  if (asked !== undefined) return asked
  const reset = headers['x-ratelimit-remaining'] === '0' ? seconds(Number(headers['x-ratelimit-reset'])) - now : Number.NaN
  return Number.isNaN(reset) ? minutes(1) : Math.min(Math.max(reset, seconds(1)), LONGEST_LIMIT)
}

function complaintIn(error: unknown): Complaint {
  const response: unknown = isRecord(error) ? error.response : undefined
  const data: unknown = isRecord(response) ? response.data : undefined
  if (!isRecord(data)) return { message: '', errors: [] }
  return { message: typeof data.message === 'string' ? data.message : '', errors: Array.isArray(data.errors) ? data.errors : [] }
}

function fieldError(error: unknown, clean: (text: string) => string): FieldError {
  if (typeof error === 'string') return { message: clean(error) }
  if (!isRecord(error)) return {}
  const named = ['field', 'code', 'message'].flatMap((name) => (typeof error[name] === 'string' ? [[name, clean(error[name])]] : []))
  return Object.fromEntries(named)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

import { rateLimitWait } from '../llm/retry-after'
import { scrub } from '../llm/scrub'
import { SlackCredentialsRejected, SlackFailed, SlackRateLimited, SlackRefused } from './failure'
import { neverLeft, type OutsideCall, whyNot } from './outside-call'
import type { SendOutcome } from './send'

/** What Slack says of the request itself, and the field it is about (docs.slack.dev, chat.postMessage, errors). */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['channel_not_found', 'channel'],
  ['not_in_channel', 'channel'],
  ['is_archived', 'channel'],
  ['msg_too_long', 'text'],
  ['no_text', 'text'],
])
const CREDENTIALS = ['invalid_auth', 'token_revoked', 'account_inactive']
const LIMITED = ['ratelimited', 'rate_limited']
/** Slack's errors are words; anything else was no answer of Slack's. */
const WORD = /^[a-z0-9_]{1,80}$/

/** What an error of Slack's client means for the send (INTG-04.18). After a fault inside Slack the message may be there all the same. Throws what is no answer of Slack's. Pure. */
export function slackOutcome(error: unknown, call: OutsideCall, { token, now }: { token: string; now: number }): SendOutcome {
  const broken = call.broken()
  if (broken !== undefined) {
    if (neverLeft(broken)) return { kind: 'failed', error: new SlackFailed(whyNot(broken)), again: 'now' }
    return { kind: 'unknown', reason: whyNot(broken) }
  }
  const answered = call.answered()
  if (answered === undefined) throw error
  const { status, headers } = answered
  const word = status === 200 ? slackWord(error) : undefined
  if (status === 429 || (word !== undefined && LIMITED.includes(word))) {
    return { kind: 'failed', error: new SlackRateLimited(rateLimitWait(headers, now)), again: 'now' }
  }
  if (word === undefined) return { kind: 'failed', error: new SlackFailed(status === 200 ? UNREADABLE : `it answered with HTTP ${status}`), again: 'look' }
  const field = REFUSED.get(word)
  if (field !== undefined) return { kind: 'failed', error: new SlackRefused(word, field), again: 'never' }
  if (CREDENTIALS.includes(word)) return { kind: 'failed', error: new SlackCredentialsRejected(word), again: 'now' }
  return { kind: 'failed', error: new SlackFailed(scrub(word, token)), again: 'look' }
}

/** Slack's own word for what is wrong: `error` of an answer with `ok: false`. */
function slackWord(error: unknown): string | undefined {
  const data: unknown = error instanceof Error && 'data' in error ? error.data : undefined
  const word: unknown = typeof data === 'object' && data !== null && 'error' in data ? data.error : undefined
  return typeof word === 'string' && WORD.test(word) ? word : undefined
}

export const UNREADABLE = 'its answer could not be read'

import type { AuthTestResponse, ChatPostMessageResponse, ConversationsHistoryResponse, ConversationsRepliesResponse } from '@slack/web-api'
import type { Clock } from '../../app/shared/clock'
import { answer, garbled, redirect, textAnswer } from './answers'
import type { Received } from './calls'
import { type HttpMood, retryHeaders } from './mood'
import { type Circumstances, createService, credentialOf, isRecord, type Service } from './service'
import { createWorkspace, type SlackMessage, type Workspace } from './slack-workspace'

/** How Slack can be, beside what any service can be. `says`: its answer is `ok: false` with this error (docs.slack.dev/reference/methods). */
export type SlackMood = HttpMood | { readonly kind: 'says'; readonly error: string }

/** A Slack workspace with a bot in it. */
export interface FakeSlack extends Service<SlackMood>, Pick<Workspace, 'hasChannel' | 'goesAhead' | 'messagesIn'> {}

type Body = { ok: true; error?: never; [member: string]: unknown } | Failure
interface Failure {
  readonly ok: false
  readonly error: string
}
type Arguments = Readonly<Record<string, unknown>>

/** Slack's `chat.postMessage`, `conversations.history`, `conversations.replies` and `auth.test`, at `https://slack.com/api/`. The bot is in `#general` (C0GENERAL). */
export function createFakeSlack({ clock }: { clock: Clock }): FakeSlack {
  const workspace = createWorkspace({ clock })
  workspace.hasChannel({ id: 'C0GENERAL', name: 'general' })
  let requests = 0

  const respond = (received: Received, { mood, violation }: Circumstances<SlackMood>): Response => {
    const headers = { 'x-slack-req-id': `slack-${++requests}`, 'x-oauth-scopes': 'chat:write,channels:history' }
    const reply = (body: Body) => answer({ status: 200, body, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } })
    const wrong = wrongIn(received)
    if (wrong !== undefined) violation(wrong.what)
    switch (mood?.kind) {
      case undefined:
        return reply(wrong ?? call(received, workspace, violation))
      case 'says':
        return reply(failure(mood.error))
      case 'refuses_credentials':
        return reply(failure(mood.status === 403 ? 'account_inactive' : 'invalid_auth'))
      case 'rate_limited':
        return answer({ status: 429, body: failure('ratelimited'), headers: { ...headers, ...retryHeaders(mood.retryAfter ?? { seconds: 30 }, clock.now()) } })
      case 'out_of_service':
        return textAnswer('Service unavailable', { status: mood.status ?? 503, type: 'text/plain', headers })
      case 'refuses':
        return textAnswer(mood.reason ?? 'Bad request', { status: mood.status, type: 'text/plain', headers })
      case 'redirects':
        return redirect(mood.to ?? 'https://elsewhere.example.com/')
      case 'garbled':
        return garbled(mood.how, { sound: { ok: true, channel: 'C0GENERAL', ts: '1.000001' }, hollow: { ok: true }, error: failure('internal_error') })
    }
  }
  const service = createService<SlackMood>({ name: 'Slack', hosts: ['slack.com'], clock, credential: tokenOf, answer: respond })
  return { ...service, hasChannel: workspace.hasChannel, goesAhead: workspace.goesAhead, messagesIn: workspace.messagesIn }
}

const tokenOf = ({ headers }: Received): string | undefined => credentialOf(headers, 'Bearer')
const failure = (error: string): Failure => ({ ok: false, error })

function wrongIn(received: Received): (Failure & { what: string }) | undefined {
  const token = tokenOf(received)
  if (token === undefined) return { ...failure('not_authed'), what: 'no token was sent' }
  if (!/^xox[bp]-/.test(token)) return { ...failure('invalid_auth'), what: 'the token is none of Slack' }
  if (received.method !== 'POST') return { ...failure('method_not_supported'), what: 'only POST is expected' }
  if (received.type !== 'application/x-www-form-urlencoded' && received.type !== 'application/json')
    return { ...failure('invalid_post_type'), what: `the content type is ${received.type}` }
  return undefined
}

function call(received: Received, workspace: Workspace, violation: (what: string) => void): Body {
  const given: Arguments = isRecord(received.body) ? received.body : {}
  const misused = (error: string, what: string): Failure => {
    violation(what)
    return failure(error)
  }
  const method = received.url.pathname.replace('/api/', '')
  if (method === 'auth.test') return identity
  const name = given.channel
  if (typeof name !== 'string' || name === '') return misused('invalid_arguments', `${method} needs a channel`)
  switch (method) {
    case 'chat.postMessage':
      return post(given, name, workspace)
    case 'conversations.history':
      return history(given, name, workspace)
    case 'conversations.replies':
      return typeof given.ts === 'string' ? replies(given, name, workspace) : misused('invalid_arguments', 'conversations.replies needs a ts')
    default:
      return misused('unknown_method', `there is no method ${method}`)
  }
}

const identity = {
  ok: true,
  url: 'https://concord.slack.com/',
  team: 'Concord',
  user: 'concord',
  team_id: 'T0CONCORD',
  user_id: 'U0CONCORD',
  bot_id: 'B0CONCORD',
  is_enterprise_install: false,
} as const satisfies AuthTestResponse

const LONGEST_TEXT = 40_000

function post(given: Arguments, name: string, workspace: Workspace): Body {
  const text = typeof given.text === 'string' ? given.text : ''
  const metadata = parsed(given.metadata)
  const channel = workspace.channel(name)
  if (channel === undefined) return failure('channel_not_found')
  if (channel.archived) return failure('is_archived')
  if (!channel.member) return failure('not_in_channel')
  if (text === '' && given.blocks === undefined && given.attachments === undefined) return failure('no_text')
  if ([...text].length > LONGEST_TEXT) return failure('msg_too_long')
  if (metadata !== undefined && !isMetadata(metadata)) return failure('invalid_metadata_format')
  const thread = typeof given.thread_ts === 'string' ? given.thread_ts : undefined
  const message = channel.post({ text, ...(thread === undefined ? {} : { thread_ts: thread }), ...(metadata === undefined ? {} : { metadata }) })
  return { ok: true, channel: channel.id, ts: message.ts, message } satisfies ChatPostMessageResponse
}

const isMetadata = (value: unknown): value is NonNullable<SlackMessage['metadata']> =>
  isRecord(value) && typeof value.event_type === 'string' && isRecord(value.event_payload)

/** Forms carry objects as JSON. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function history(given: Arguments, name: string, workspace: Workspace): Body {
  const channel = workspace.channel(name)
  if (channel === undefined) return failure('channel_not_found')
  if (!channel.member) return failure('not_in_channel')
  const messages = channel.messages.filter(({ thread_ts: thread, ts }) => thread === undefined || thread === ts)
  const { page, cursor } = pageOf([...messages].reverse(), given)
  const more = cursor === undefined ? {} : { response_metadata: { next_cursor: cursor } }
  return { ok: true, messages: page, has_more: cursor !== undefined, pin_count: 0, ...more } satisfies ConversationsHistoryResponse
}

function replies(given: Arguments, name: string, workspace: Workspace): Body {
  const channel = workspace.channel(name)
  const thread = channel?.messages.filter(({ ts, thread_ts: of }) => ts === given.ts || of === given.ts) ?? []
  if (channel === undefined) return failure('channel_not_found')
  if (thread.length === 0) return failure('thread_not_found')
  const { page, cursor } = pageOf(thread, given)
  const more = cursor === undefined ? {} : { response_metadata: { next_cursor: cursor } }
  return { ok: true, messages: page, has_more: cursor !== undefined, ...more } satisfies ConversationsRepliesResponse
}

function pageOf(messages: readonly SlackMessage[], given: Arguments): { page: SlackMessage[]; cursor: string | undefined } {
  const number = (value: unknown, otherwise: number) => (value === undefined || value === '' ? otherwise : Number(value))
  const [oldest, latest] = [number(given.oldest, 0), number(given.latest, Number.POSITIVE_INFINITY)]
  const inclusive = given.inclusive === true || given.inclusive === 'true'
  const within = messages.filter(({ ts }) => (inclusive ? Number(ts) >= oldest && Number(ts) <= latest : Number(ts) > oldest && Number(ts) < latest))
  const start = number(given.cursor, 0)
  const end = start + Math.min(number(given.limit, 100), 999)
  const withMetadata = given.include_all_metadata === true || given.include_all_metadata === 'true'
  const page = within.slice(start, end).map(({ metadata, ...message }) => (withMetadata && metadata !== undefined ? { ...message, metadata } : message))
  return { page, cursor: end < within.length ? String(end) : undefined }
}

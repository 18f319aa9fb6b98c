import type { ConversationsHistoryResponse, FetchFunction, WebClient } from '@slack/web-api'
import type { Clock } from '../shared/clock'
import type { Trace } from '../shared/trace'
import { ServiceNotConfigured, SlackFailed } from './failure'
import { type OutsideCall, outsideCall } from './outside-call'
import type { Outgoing, OutsideService, Requests, SendAnswer, SendView, Span } from './send'
import type { Sends } from './sends'
import { slackOutcome, UNREADABLE } from './slack-outcome'

/** A message that a person sends. */
export interface SlackMessage {
  readonly personId: string
  readonly channel: string
  readonly text: string
  readonly threadTs?: string | undefined
  readonly idempotencyKey?: string | undefined
  readonly trace: Trace
}

/** Messages in Slack (INTG-04.18), each sent through the outbox. */
export interface SlackMessages {
  /** Throws what `Sends.deliver` throws, Slack's failures among it. */
  send(message: SlackMessage, signal: AbortSignal): Promise<SendView>
}

/** What goes to Slack for a message. Pure. */
export const slackRequest = ({ channel, text, threadTs }: Pick<SlackMessage, 'channel' | 'text' | 'threadTs'>): Requests['slack'] => ({
  ...{ channel, text },
  ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
})

export const createSlackMessages = (sends: Pick<Sends, 'deliver'>): SlackMessages => ({
  send: ({ personId, idempotencyKey, trace, ...message }, signal) => {
    const request = slackRequest(message)
    return sends.deliver({ personId, service: 'slack', request, idempotencyKey, trace }, signal)
  },
})

export interface SlackSettings {
  readonly token: string | undefined
  /** Where Slack's methods are, such as `https://slack.com/api/`. */
  readonly apiUrl: string
}

type Request = Requests['slack']

/** What a message carries so that it is found again (docs.slack.dev, message metadata). */
const SEND_EVENT = 'concord_send'
const PAGE = 200

/** Slack as the outbox sees it, through its official client without retries. Nothing is connected or loaded before the first message. */
export function createSlackService({ clock, settings }: { clock: Clock; settings: SlackSettings }): OutsideService<Request> {
  const token = (): string => {
    if (settings.token === undefined) throw new ServiceNotConfigured('Slack', 'SLACK_BOT_TOKEN')
    return settings.token
  }

  return {
    ready: () => void token(),
    async send(outgoing) {
      const call = outsideCall(outgoing)
      const client = await createClient(settings, token(), call)
      try {
        const { channel, ts } = await client.chat.postMessage(messageOf(outgoing))
        if (channel === undefined || ts === undefined) return { kind: 'failed', error: new SlackFailed(UNREADABLE), again: 'look' }
        return { kind: 'sent', answer: { channel, ts } }
      } catch (error) {
        return slackOutcome(error, call, { token: token(), now: clock.now() })
      }
    },
    look: async (outgoing, span) => search(await createClient(settings, token(), outsideCall(outgoing)), outgoing, span),
  }
}

const messageOf = ({ id, request: { channel, text, thread_ts } }: Outgoing<Request>) => ({
  channel,
  text,
  metadata: { event_type: SEND_EVENT, event_payload: { send_id: id } },
  ...(thread_ts === undefined ? {} : { thread_ts }),
})

async function createClient({ apiUrl }: SlackSettings, token: string, call: OutsideCall): Promise<WebClient> {
  const slack = await import('@slack/web-api')
  return new slack.WebClient(token, {
    slackApiUrl: apiUrl,
    fetch: jsonOnly(call),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, setName() {}, getLevel: () => slack.LogLevel.ERROR },
  })
}

/** Slack's client takes any text for an answer. */
const jsonOnly =
  ({ fetch }: OutsideCall): FetchFunction =>
  async (url, init) => {
    const response = await fetch(url, init)
    if (response.status === 200 && !response.headers.get('content-type')?.startsWith('application/json')) throw new Error(UNREADABLE)
    return response
  }

/** Goes through the channel, or the thread, over the whole span. Throws if any page is missing. */
async function search(client: WebClient, { id, request: { channel, thread_ts } }: Outgoing<Request>, { from, to }: Span): Promise<SendAnswer | undefined> {
  const query = { channel, oldest: slackTime(from), latest: slackTime(to), inclusive: true, include_all_metadata: true, limit: PAGE }
  const pages =
    thread_ts === undefined ? client.paginate('conversations.history', query) : client.paginate('conversations.replies', { ...query, ts: thread_ts })
  for await (const page of pages) {
    const { messages }: ConversationsHistoryResponse = page
    if (!Array.isArray(messages)) throw new SlackFailed(UNREADABLE)
    const found = messages.find(({ metadata }) => metadata?.event_type === SEND_EVENT && isAbout(metadata.event_payload, id))
    if (found?.ts !== undefined) return { channel, ts: found.ts }
  }
  return undefined
}

const isAbout = (payload: unknown, id: string): boolean => typeof payload === 'object' && payload !== null && 'send_id' in payload && payload.send_id === id

/** Slack's timestamps are seconds with six digits after the point. */
const slackTime = (epochMs: number): string => (epochMs / 1_000).toFixed(6)

import type { ConversationsHistoryResponse } from '@slack/web-api'
import type { Clock } from '../../app/shared/clock'

export type SlackMessage = NonNullable<ConversationsHistoryResponse['messages']>[number] & { readonly ts: string }

interface Channel {
  readonly id: string
  readonly name: string
  readonly member: boolean
  readonly archived: boolean
  /** In the order posted. */
  readonly messages: readonly SlackMessage[]
  post(message: Pick<SlackMessage, 'text' | 'thread_ts' | 'metadata'>): SlackMessage
}

export interface Workspace {
  /** Adds a channel, or changes one: the bot is a member and the channel is open, unless it says otherwise. */
  hasChannel(channel: { id: string; name: string; member?: boolean; archived?: boolean }): void
  /** From now on its clock is so far ahead. */
  goesAhead(ms: number): void
  /** By id, name or #name. */
  channel(name: string): Channel | undefined
  /** What stands in a channel, in the order posted, threads included. */
  messagesIn(channel: string): readonly SlackMessage[]
}

export function createWorkspace({ clock }: { clock: Clock }): Workspace {
  const channels = new Map<string, Channel>()
  let posted = 0
  let aheadMs = 0
  const channel = (name: string) => channels.get(name) ?? [...channels.values()].find((known) => known.name === name.replace(/^#/, ''))
  return {
    hasChannel({ id, name, member = true, archived = false }) {
      const messages: SlackMessage[] = [...(channels.get(id)?.messages ?? [])]
      const post: Channel['post'] = (given) => {
        const ts = `${Math.floor((clock.now() + aheadMs) / 1_000)}.${String(++posted).padStart(6, '0')}`
        const message = { type: 'message', user: 'U0CONCORD', bot_id: 'B0CONCORD', team: 'T0CONCORD', ts, ...given }
        messages.push(message)
        return message
      }
      channels.set(id, { id, name, member, archived, messages, post })
    },
    goesAhead: (ms) => {
      aheadMs = ms
    },
    channel,
    messagesIn: (name) => channel(name)?.messages ?? [],
  }
}

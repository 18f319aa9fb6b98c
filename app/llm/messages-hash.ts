import { sha256 } from '../shared/canonical-json'
import type { ChatMessage } from './chat'

/** What a conversation is known by in the records: `contentHash` of the messages, whose canonical form (RFC 8785) is written here without a search. Pure. */
export const messagesHash = (messages: readonly ChatMessage[]): string => sha256(`[${messages.map(canonical).join(',')}]`)

const canonical = ({ content, role }: ChatMessage): string => `{"content":${JSON.stringify(content)},"role":"${role}"}`

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { contentHash } from '../shared/canonical-json'
import type { ChatMessage } from './chat'
import { messagesHash } from './messages-hash'

const conversations: Readonly<Record<string, readonly ChatMessage[]>> = {
  nothing: [],
  'one message': [{ role: 'user', content: 'Hello' }],
  'several, with text that has to be escaped': [
    { role: 'system', content: '' },
    { content: 'שלום \u2028 👩‍🚀 "\\/\b\n\u0001', role: 'user' },
    { role: 'assistant', content: ':{}[],' },
  ],
}

for (const [what, messages] of Object.entries(conversations)) {
  it(`knows ${what} by the hash of its canonical form`, () => assert.equal(messagesHash(messages), contentHash(messages)))
}

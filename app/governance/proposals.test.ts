import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLogger } from '../shared/logger'
import type { Store } from '../store/store'
import type { Verdict } from './proposal-store'
import { createProposals } from './proposals'

test('a proposal that cannot be ended holds up no other', async () => {
  const overdue = [
    { id: 'one', kind: 'broken' },
    { id: 'two', kind: 'sound' },
    { id: 'three', kind: 'unknown' },
    { id: 'four', kind: 'sound' },
  ]
  const ended: string[] = []
  const lines: string[] = []
  const carryOut = async () => undefined
  const proposals = createProposals({
    store: { find: async () => overdue } as unknown as Store,
    clock: { now: () => 0 } as never,
    newId: () => 'id',
    logger: createLogger('warn', { write: (line: string) => void lines.push(line) }),
    kinds: {
      broken: { decide: () => Promise.reject(new Error('out of order')), carryOut },
      sound: {
        async decide({ id }: Verdict) {
          ended.push(id)
          return { kind: 'changed' }
        },
        carryOut,
      },
    } as never,
    notify: () => undefined,
    settings: { selfApproval: false },
  })
  await proposals.expire()
  assert.deepEqual(ended, ['two', 'four'])
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).proposal),
    ['one', 'three'],
  )
})

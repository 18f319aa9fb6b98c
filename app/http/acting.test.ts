import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NotFound } from '../shared/errors'
import { activeAs } from './acting'

const agents = { get: () => Promise.reject(new NotFound('There is no such agent')) }
const sam = { id: 'sam', role: 'supervisor' } as Parameters<typeof activeAs>[1]['by']

describe('acting for an agent that nobody knows', () => {
  it('is refused with the place that names it', async () => {
    await assert.rejects(activeAs(agents, { by: sam, agentId: 'nobody' }), { code: 'not_found', details: { field: 'agent_id' } })
    await assert.rejects(activeAs(agents, { by: sam, agentId: 'nobody', field: 'as' }), { code: 'not_found', details: { field: 'as' } })
  })

  it('is not refused where nobody acts for an agent', async () => {
    assert.deepEqual(await activeAs(agents, { by: sam }), { kind: 'person', id: 'sam', by: 'sam' })
  })
})

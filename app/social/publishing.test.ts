import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createAgents } from '../agents/agents'
import { createEventLog } from '../events/log'
import { invitePerson } from '../people/people-store'
import type { Principal } from '../people/person'
import { systemClock } from '../shared/clock'
import { createIds } from '../shared/ids'
import { systemRandom } from '../shared/random'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { createPublish } from './publishing'

const olivia: Principal = { id: 'olivia', name: 'Olivia', email: null, role: 'administrator' }
const announcement = { type: 'told', topic: 'news', data: 'late' }

async function house() {
  const store = storeOn(openSqlite(':memory:', 0))
  const clock = systemClock
  const newId = createIds({ clock, random: systemRandom })
  const person = { id: olivia.id, name: olivia.name, email: 'olivia@example.com', role: olivia.role, created_at: 0, removed_at: null }
  await store.write(invitePerson, { person, entry: { id: newId(), at: 0, actor: olivia.id, action: 'person.invited' } })
  const agents = createAgents({ store, clock, newId })
  const log = createEventLog({ store, clock })
  const { id } = await agents.create({ name: 'Ada', instructions: 'Be brief.', category: 'office', maturity: 'autonomous', reason: 'proven' }, olivia)
  return { agents, log, ada: id, publish: createPublish({ store, clock, newId, notify: log.notify }) }
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

describe('publishing', () => {
  let { agents, log, ada, publish } = {} as Awaited<ReturnType<typeof house>>
  beforeEach(async () => {
    ;({ agents, log, ada, publish } = await house())
  })

  it('does not let an agent say anything after it was paused, however close together both are asked for', async () => {
    const pausing = agents.setStatus(ada, 'paused', olivia)
    // It is asked for, and not yet stored.
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
    assert.equal((await agents.get(ada)).status, 'active')
    const publishing = code(publish(announcement, { by: { id: ada, role: 'agent' }, traceId: 'trace' }))
    await pausing
    assert.equal(await publishing, 'agent_paused')
    assert.deepEqual((await log.page({ topic: 'news', after: 0, limit: 10 })).events, [])
  })

  it('takes no word of somebody who is not there', async () => {
    assert.equal(await code(publish(announcement, { by: { id: 'nobody', role: 'user' }, traceId: 'trace' })), 'not_found')
    assert.equal(await code(publish(announcement, { by: olivia, agentId: 'nobody', traceId: 'trace' })), 'not_found')
    assert.equal(await log.last(), 0)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createAgents } from '../agents/agents'
import { systemClock } from '../shared/clock'
import { createIds } from '../shared/ids'
import { seededRandom } from '../shared/random'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { createResources } from './resources'

const OLIVIA = { id: 'olivia', name: 'Olivia', email: null, role: 'administrator' } as const
const SCREEN = 'screen'

describe('a resource', () => {
  it('keeps nobody in line who is retired', async () => {
    const store = storeOn(openSqlite(':memory:', 0))
    const newId = createIds({ clock: systemClock, random: seededRandom(1) })
    const agents = createAgents({ store, clock: systemClock, newId })
    const resources = createResources({ store, clock: systemClock, newId, notify: () => {}, settings: { leaseSeconds: 60 } })
    const made = async (name: string) => (await agents.create({ name, instructions: 'Help', category: 'general' }, OLIVIA)).id
    const [holder, retired, next] = [await made('one'), await made('two'), await made('three')]
    const { holder: first } = await resources.allocate({ resourceId: SCREEN, agentIds: [holder, retired, next], strategy: 'fifo', by: OLIVIA })
    await agents.setStatus(retired, 'retired', OLIVIA, undefined)
    await resources.release(SCREEN, { fencing: first?.lease.fencing ?? 0, by: OLIVIA })
    const wishes = await store.read((db) => db.selectFrom('resource_request').select(['agent_id', 'status', 'ended_at']).orderBy('place').execute())
    assert.deepEqual(
      wishes.map(({ agent_id, status, ended_at }) => [agent_id, status, ended_at !== null]),
      [
        [holder, 'released', true],
        [retired, 'dropped', true],
        [next, 'holding', false],
      ],
    )
  })
})

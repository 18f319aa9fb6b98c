import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createTrail } from '../audit/trail'
import { systemClock } from '../shared/clock'
import { createIds } from '../shared/ids'
import { createLogger } from '../shared/logger'
import { seededRandom } from '../shared/random'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import { createAuditedCalls } from './audited-calls'

describe('calls that an instance left behind', () => {
  it('get one end, although two instances recover them at the same moment', async () => {
    const store = storeOn(openSqlite(':memory:', 0))
    const parts = { store, clock: systemClock, newId: createIds({ clock: systemClock, random: seededRandom(1) }) }
    const trail = createTrail(parts)
    const instance = (instanceId: string) => createAuditedCalls({ ...parts, trail, logger: createLogger('silent'), instanceId })
    await instance('gone').asked({ personId: 'uma', provider: 'openai', model: 'gpt-x', contentHash: 'h', traceId: 't', streaming: false })
    await Promise.all([instance('one').recover('gone'), instance('other').recover('gone')])
    const { records } = await trail.page({ after: 0, limit: 10 })
    assert.deepEqual(
      records.map(({ action, outcome }) => [action, outcome]),
      [
        ['model.asked', null],
        ['model.ended', 'interrupted'],
      ],
    )
  })
})

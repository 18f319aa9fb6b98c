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

const asked = {
  personId: 'uma',
  provider: 'openai',
  model: 'gpt-x',
  contentHash: 'h',
  most: { kind: 'unbounded', model: 'gpt-x' },
  traceId: 't',
  streaming: false,
} as const

function installation() {
  const store = storeOn(openSqlite(':memory:', 0))
  const parts = { store, clock: systemClock, newId: createIds({ clock: systemClock, random: seededRandom(1) }) }
  const trail = createTrail({ ...parts, knownHeads: async () => [] })
  const instance = (instanceId: string) =>
    createAuditedCalls({ ...parts, logger: createLogger('silent'), instanceId, settings: { models: [], currency: 'USD' } })
  const ends = async () =>
    (await trail.page({ after: 0, limit: 10, newestFirst: false })).records.filter(({ action }) => action === 'model.ended').map(({ outcome }) => outcome)
  return { instance, ends }
}

describe('calls that an instance left behind', () => {
  it('get one end, although two instances recover them at the same moment', async () => {
    const { instance, ends } = installation()
    await instance('gone').asked(asked)
    await Promise.all([instance('one').recover('gone'), instance('other').recover('gone')])
    assert.deepEqual(await ends(), ['interrupted'])
  })

  it('keep that end, although the instance wakes up and ends them itself', async () => {
    const { instance, ends } = installation()
    const sleeper = instance('sleeper')
    const id = await sleeper.asked(asked)
    await instance('other').recover('sleeper')
    sleeper.ended(id, { outcome: 'cancelled', attempts: [], durationMs: 1 })
    assert.deepEqual(await ends(), ['interrupted'])
  })

  it('are left alone if they have ended', async () => {
    const { instance, ends } = installation()
    const one = instance('one')
    one.ended(await one.asked(asked), { outcome: 'cancelled', attempts: [], durationMs: 1 })
    await ends()
    await instance('other').recover('one')
    assert.deepEqual(await ends(), ['cancelled'])
  })
})

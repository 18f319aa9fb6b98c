import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '../shared/clock'
import { StorageUnavailable } from '../shared/errors'
import { createIds } from '../shared/ids'
import { systemRandom } from '../shared/random'
import { openStore } from '../store/open'
import type { Store } from '../store/store'
import { UnusableAuditHead } from './head'
import { createTrail } from './trail'

describe('the trail on a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-trail-'))
  const newId = createIds({ clock: systemClock, random: systemRandom })
  const note = { actor: 'uma', action: 'test.done' }
  let store: Store
  before(async () => {
    store = await openStore({ path: join(folder, 'concord.db'), at: 0, unitsModule: require.resolve('../units') })
  })
  after(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  it('is verified with everything that was given to be written before', async () => {
    const trail = createTrail({ store, clock: systemClock, newId, knownHeads: async () => [] })
    for (let round = 1; round <= 20; round++) {
      const written = Promise.all([trail.record(note), trail.record(note), trail.record(note)])
      assert.equal((await trail.verify()).records, 3 * round)
      await written
    }
  })

  it('lets others have their turn while a long one is verified', async () => {
    const trail = createTrail({ store, clock: systemClock, newId, knownHeads: async () => [] })
    await Promise.all(Array.from({ length: 3_000 }, () => trail.record(note)))
    let turns = 0
    const count = () => {
      turns += 1
      next = setImmediate(count)
    }
    let next = setImmediate(count)
    assert.equal((await trail.verify()).records, 3_060)
    clearImmediate(next)
    assert.ok(turns >= 3, `others had ${turns} turns`)
  })

  it('is not verified if a head cannot be read', async () => {
    const trail = createTrail({ store, clock: systemClock, newId, knownHeads: () => Promise.reject(new UnusableAuditHead('is away')) })
    await assert.rejects(trail.verify(), StorageUnavailable)
  })
})

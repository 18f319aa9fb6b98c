import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { systemClock } from '../shared/clock'
import { ShuttingDown } from '../shared/errors'
import { createOpenWork } from './open-work'

const GRACE_MS = 30

describe('stopping', () => {
  const stopping = () => {
    const openWork = createOpenWork(systemClock)
    const [work, view] = [openWork.begin('a token'), openWork.begin('a token')]
    view.watch()
    return { openWork, work, view }
  }

  it('ends who only watches after the work that may finish, so that they hear of its end', async () => {
    const { openWork, work, view } = stopping()
    const drained = openWork.drain(GRACE_MS)
    assert.equal(view.signal.aborted, false)
    work.end()
    await new Promise(setImmediate)
    assert.equal(view.signal.aborted, true)
    view.end()
    assert.equal(await drained, 0)
  })

  it('ends what does not finish in time, and counts it', async () => {
    const { openWork, work, view } = stopping()
    const drained = openWork.drain(GRACE_MS)
    await systemClock.sleep(2 * GRACE_MS)
    assert.equal(work.signal.reason instanceof ShuttingDown, true)
    assert.equal(view.signal.aborted, false)
    work.end()
    await new Promise(setImmediate)
    view.end()
    assert.equal(await drained, 1)
  })

  it('waits for nobody who only watches', async () => {
    const { openWork, work, view } = stopping()
    work.end()
    const drained = openWork.drain(GRACE_MS)
    await new Promise(setImmediate)
    assert.equal(view.signal.aborted, true)
    view.end()
    assert.equal(await drained, 0)
  })
})

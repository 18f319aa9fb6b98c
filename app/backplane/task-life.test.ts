import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { failed, handedTo, isHeldBy, isSilent, type KeptTask, putBack, retryWait, silenced } from './task-life'

const task: KeptTask = {
  ...{ number: 1, id: 'one', queue: 'images', title: 'resize', data: 'null', priority: 0, status: 'pending', tries: 0, worker: undefined },
  ...{ heldBy: undefined, result: undefined, error: undefined, addedBy: 'uma', createdAt: 0, dueAt: 0, claimedAt: undefined },
  ...{ heardAt: undefined, endedAt: undefined },
}
const patience = { mostTries: 5, retryMs: 1_000 }
const held = handedTo(task, { worker: 'w', heldBy: 'sol', now: 100 })
const sol = { kind: 'agent', id: 'sol', by: 'sol' } as const

describe('a task of a queue', () => {
  it('waits 1, 2, 4 and 8 seconds after its failures, and never more than a day', () => {
    assert.deepEqual(
      [1, 2, 3, 4].map((tries) => retryWait(tries, 1_000)),
      [1_000, 2_000, 4_000, 8_000],
    )
    assert.equal(retryWait(1_000, 1_000), 86_400_000)
  })

  it('is dead with its last failure or silence, and not before', () => {
    for (const [tries, status] of [
      [4, 'failed'],
      [5, 'dead'],
    ] as const) {
      assert.equal(failed({ ...held, tries }, 'no', { ...patience, now: 200 }).status, status)
      assert.equal(silenced({ ...held, tries }, { ...patience, now: 200 }).status, status === 'dead' ? 'dead' : 'pending')
    }
  })

  it('is lost by its worker at the very millisecond', () => {
    assert.equal(isSilent(held, 15_099, 15_000), false)
    assert.equal(isSilent(held, 15_100, 15_000), true)
    assert.equal(isSilent({ ...held, status: 'completed' }, 15_100, 15_000), false)
  })

  it('is held by whoever claimed it, under that name, in that try', () => {
    const says = { actor: sol, anyWorker: false }
    assert.equal(isHeldBy(held, says), true)
    assert.equal(isHeldBy(held, { ...says, worker: 'w', attempt: 1 }), true)
    assert.equal(isHeldBy(held, { ...says, worker: 'v' }), false)
    assert.equal(isHeldBy(held, { ...says, attempt: 2 }), false)
    assert.equal(isHeldBy(held, { actor: { ...sol, id: 'ines' }, anyWorker: false }), false)
    assert.equal(isHeldBy(held, { actor: { ...sol, id: 'ines' }, anyWorker: true }), true)
    assert.equal(isHeldBy({ ...held, status: 'completed' }, { ...says, anyWorker: true }), false)
  })

  it('has all its tries again once it is put back', () => {
    const again = putBack({ ...held, status: 'dead', tries: 5, endedAt: 300 }, 400)
    assert.deepEqual(
      { status: again.status, tries: again.tries, dueAt: again.dueAt, endedAt: again.endedAt },
      { status: 'pending', tries: 0, dueAt: 400, endedAt: undefined },
    )
  })
})

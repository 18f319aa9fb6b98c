import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventRow } from '../store/tables'
import { outlived, overtaken, totalsOf } from './retention'
import { flightAt, gathered, MOST_BATCH_BYTES, proofOf, type Subscription } from './subscription'

const row = (number: number, topic = 'a', data = '1'): EventRow => ({
  number,
  id: `e${number}`,
  topic,
  type: 't',
  source: '/',
  at: number,
  data,
  correlation_id: null,
})
const standing: Subscription = {
  ...{ number: 1, id: 's', ownerId: 'uma', name: 'mine', topics: ['a', 'b:*'], begunAfter: 1, doneUpTo: 2, flights: 1, tries: 3, createdAt: 0 },
  ...{ flight: undefined, gap: undefined, lastAcknowledged: undefined },
}

describe('what is in flight', () => {
  const flight = { kind: 'events', upTo: 5, since: 1_000 } as const
  it('has failed when the time is over, and not a moment earlier', () => {
    assert.deepEqual(
      [undefined, flight, flight, flight].map((each, index) => flightAt({ flight: each }, [0, 1_000, 15_999, 16_000][index] ?? 0, 15_000)),
      ['none', 'waiting', 'waiting', 'silent'],
    )
    assert.equal(flightAt({ flight }, 999, 15_000), 'set back')
  })
})

describe('a batch', () => {
  const none = { events: [], before: 2, isFull: false }
  const numbers = ({ events }: { readonly events: readonly EventRow[] }) => events.map(({ number }) => number)
  it('goes on over several looks, and knows where its first event stands', () => {
    const first = gathered(none, [row(3, 'x'), row(4, 'x')], { topics: ['a'], limit: 2 })
    assert.deepEqual(first, { events: [], before: 4, isFull: false })
    const second = gathered(first, [row(5, 'x'), row(6), row(7, 'x'), row(8), row(9)], { topics: ['a'], limit: 2 })
    assert.deepEqual([numbers(second), second.before, second.isFull], [[6, 8], 5, true])
    assert.deepEqual(numbers(gathered(second, [row(10)], { topics: ['a'], limit: 2 })), [6, 8])
  })
  it('ends where it would be too much, but holds one event however large', () => {
    const large = 'x'.repeat(MOST_BATCH_BYTES + 1)
    assert.deepEqual(numbers(gathered(none, [row(3, 'a', large), row(4)], { topics: ['a'], limit: 9 })), [3])
    assert.deepEqual(numbers(gathered(none, [row(3), row(4, 'a', large), row(5)], { topics: ['a'], limit: 9 })), [3, 4])
  })
})

describe('what is no longer kept', () => {
  it('begins at the first event, and ends before the first that is young, or the last of all', () => {
    const all = [row(1), row(2), row(3)]
    assert.deepEqual(outlived(all, { before: 3, last: 9 }), all.slice(0, 2))
    assert.deepEqual(outlived(all, { before: 9, last: 9 }), all)
    assert.deepEqual(outlived(all, { before: 9, last: 3 }), all.slice(0, 2))
    assert.deepEqual(outlived([{ ...row(1), at: 50 }, row(2)], { before: 9, last: 9 }), [])
  })
  it('is counted for whom it was meant', () => {
    const old = [row(1), row(2), row(3), row(4, 'b:x'), row(5, 'c')]
    const given = [
      { topic: 'a', status: 'acknowledged' },
      { topic: 'b:x', status: 'set_aside' },
    ]
    assert.deepEqual(totalsOf(standing, old, given), [
      { topic: 'a', published: 2, delivered: 1, acknowledged: 1, set_aside: 0 },
      { topic: 'b:x', published: 1, delivered: 1, acknowledged: 0, set_aside: 1 },
    ])
  })
  it('is a gap for whom something of it was to come, and for nobody else', () => {
    assert.deepEqual(overtaken(standing, [row(1), row(2), row(3, 'c')]), { ...standing, doneUpTo: 3 })
    assert.deepEqual(overtaken(standing, [row(2), row(3), row(4, 'c')]), { ...standing, doneUpTo: 4, tries: 0, gap: { from: 3, to: 4 } })
    const { gap } = overtaken({ ...standing, gap: { from: 1, to: 2 } }, [row(3)])
    assert.deepEqual(gap, { from: 1, to: 3 })
  })
  it('is in flight no more, unless some of what is in flight is kept', () => {
    const flying = (upTo: number) => overtaken({ ...standing, flight: { kind: 'events', upTo, since: 0 } }, [row(3), row(4)]).flight
    assert.equal(flying(4), undefined)
    assert.notEqual(flying(5), undefined)
  })
})

describe('the proof of delivery', () => {
  it('calls missing what is neither settled nor to come', () => {
    assert.equal(proofOf('a', { published: 9, delivered: 4, acknowledged: 3, setAside: 1, waiting: 4 }).missing, 1)
  })
})

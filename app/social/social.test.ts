import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { folded, hashtagsOf, MOST_HASHTAGS } from './hashtags'
import { checkLength } from './post'
import { emojiOf } from './reaction'
import { createTally, weightOf } from './trending'

const HOUR = 3_600_000

describe('hashtags', () => {
  it('are each listed once, folded, in order', () => {
    assert.deepEqual(hashtagsOf('#Lunch at #2nd_floor, #LUNCH again; #1 is none'), ['lunch', '2nd_floor'])
  })

  it('count up to 30 in one text', () => {
    const text = Array.from({ length: 40 }, (_, index) => `#t${index}`).join(' ')
    assert.equal(hashtagsOf(text).length, MOST_HASHTAGS)
  })

  it('stay the same when they are folded again', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (tag) => assert.equal(folded(folded(tag)), folded(tag))))
  })
})

describe('emoji', () => {
  for (const [text, wanted] of [
    ['❤', '❤️'],
    ['❤️', '❤️'],
    ['👍', '👍'],
    ['👍\uFE0F', '👍'],
    ['1', undefined],
    ['', undefined],
    ['👍👍', undefined],
    ['a', undefined],
  ] as const)
    it(`takes ${JSON.stringify(text)} for ${wanted ?? 'none'}`, () => {
      assert.equal(emojiOf(text), wanted)
    })
})

describe('the weight of topics', () => {
  it('halves every 6 hours, and is 1 for what a clock that was set back says is yet to come', () => {
    assert.deepEqual(
      [0, 6, 12, -6].map((hours) => weightOf(0, hours * HOUR)),
      [1, 0.5, 0.25, 1],
    )
  })

  it('orders by sum, and ties by alphabet, whatever the order of the uses', () => {
    const uses = [
      { tag: 'b', latest: 0 },
      { tag: 'c', latest: 0 },
      { tag: 'a', latest: 0 },
      { tag: 'c', latest: -HOUR },
    ]
    const order = (given: typeof uses, limit = 3) => {
      const tally = createTally(0)
      tally.add(given.slice(0, 2))
      tally.add(given.slice(2))
      return tally.top(limit).map(({ topic }) => topic)
    }
    assert.deepEqual(order(uses), ['c', 'a', 'b'])
    assert.deepEqual(order(uses.toReversed()), ['c', 'a', 'b'])
    assert.deepEqual([order(uses, 1), order(uses, 2), order(uses.toReversed(), 2)], [['c'], ['c', 'a'], ['c', 'a']])
  })
})

describe('the length of a post', () => {
  it('is counted in code points', () => {
    assert.doesNotThrow(() => checkLength('😀'.repeat(280), 'agent'))
    assert.throws(() => checkLength('😀'.repeat(281), 'agent'), { details: { field: 'content' } })
    assert.throws(() => checkLength('a'.repeat(5_001), 'person'), { details: { field: 'content' } })
  })
})

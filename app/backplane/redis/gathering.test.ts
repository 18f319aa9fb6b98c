import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gathered } from './gathering'

const wordsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ queue: 'work', word: `word ${index}` }))

describe('gathering', () => {
  const sent: string[][] = []
  const shout = gathered(async (queue: string, items: readonly { queue: string; word: string }[]) => {
    sent.push([queue, ...items.map(({ word }) => word)])
    if (queue === 'broken') throw new Error('it is away')
    return items.map(({ word }) => word.toUpperCase())
  })

  it('asks together for what was asked in one turn, by queue, and gives each its own answer', async () => {
    sent.length = 0
    const asked = [shout({ queue: 'work', word: 'a' }), shout({ queue: 'other', word: 'b' }), Promise.resolve().then(() => shout({ queue: 'work', word: 'c' }))]
    assert.deepEqual(await Promise.all(asked), ['A', 'B', 'C'])
    assert.deepEqual(sent, [
      ['work', 'a', 'c'],
      ['other', 'b'],
    ])
  })

  it('asks anew in the next turn', async () => {
    sent.length = 0
    await shout({ queue: 'work', word: 'a' })
    await shout({ queue: 'work', word: 'b' })
    assert.deepEqual(sent, [
      ['work', 'a'],
      ['work', 'b'],
    ])
  })

  it('tells all of an error, and nobody of another queue', async () => {
    const results = await Promise.allSettled([
      shout({ queue: 'broken', word: 'a' }),
      shout({ queue: 'work', word: 'b' }),
      shout({ queue: 'broken', word: 'c' }),
    ])
    assert.deepEqual(
      results.map(({ status }) => status),
      ['rejected', 'fulfilled', 'rejected'],
    )
  })

  it('asks for a hundred at once at most', async () => {
    sent.length = 0
    const answers = await Promise.all(wordsOf(101).map(shout))
    assert.equal(answers[100], 'WORD 100')
    assert.deepEqual(
      sent.map((each) => each.length - 1),
      [100, 1],
    )
  })

  it('takes no answer for granted', () => assert.rejects(gathered(async () => [])({ queue: 'work' }), /1 were asked for, and 0 answered/))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LEVELS } from '../agents/agent'
import { folded } from './answer'
import { optionsOf, type RankedView, RESOLUTION_STRATEGIES, settledOn, winnerOf } from './conflict'

const views = fc.array(fc.record({ action: fc.constantFrom('go', ' GO', 'stay', 'Stay ', 'wait'), level: fc.constantFrom(...LEVELS) }), {
  minLength: 2,
  maxLength: 9,
})
const named = (drawn: readonly Omit<RankedView, 'agent_id'>[]): readonly RankedView[] => drawn.map((view, index) => ({ ...view, agent_id: `agent ${index}` }))

test('what is decided does not hang on the order in which views were brought up', () => {
  const shuffled = views.chain((drawn) => fc.tuple(fc.constant(drawn), fc.shuffledSubarray(drawn, { minLength: drawn.length })))
  fc.assert(
    fc.property(shuffled, fc.constantFrom(...RESOLUTION_STRATEGIES), ([one, other], strategy) => {
      const [first, second] = [winnerOf(named(one), strategy), winnerOf(named(other), strategy)].map((winner) => winner && folded(winner))
      assert.equal(first, second)
    }),
  )
})

test('every view is counted once, and either follows the winner or is kept as a losing one', () => {
  fc.assert(
    fc.property(views, (drawn) => {
      const all = named(drawn)
      assert.deepEqual(
        optionsOf(all)
          .flatMap(({ agents }) => agents)
          .toSorted(),
        all.map(({ agent_id }) => agent_id).toSorted(),
      )
      for (const { action, votes } of optionsOf(all)) assert.equal(settledOn(all, action).losing?.length, all.length - votes)
    }),
  )
})

test('a winner has strictly more votes than any other, or is all that the highest want', () => {
  fc.assert(
    fc.property(views, (drawn) => {
      const all = named(drawn)
      const winner = winnerOf(all, 'majority_vote')
      const [most = 0, next = 0] = optionsOf(all)
        .map(({ votes }) => votes)
        .toSorted((one, other) => other - one)
      assert.equal(winner !== undefined, most > next)
      assert.equal(winnerOf(all, 'unanimous') !== undefined, optionsOf(all).length === 1)
    }),
  )
})

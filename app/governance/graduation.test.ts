import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graduation, type Tally } from './graduation'

const NONE: Tally = { decisions: 0, blocked: 0, ended: 0, intervened: 0, decided_proposals: 0, rejected_proposals: 0, episodes: 0 }

test('a record that is as good as it must be is ready, whatever the level', () => {
  const at = (tally: Partial<Tally>) => ({ ...NONE, ...tally })
  assert.equal(graduation('student', at({ decisions: 20, blocked: 6, ended: 20, intervened: 10, episodes: 10 })).ready, true)
  assert.equal(graduation('intern', at({ decisions: 60, blocked: 9, ended: 25, intervened: 5, episodes: 25 })).ready, true)
  assert.equal(graduation('supervised', at({ decisions: 60, blocked: 3, ended: 57, episodes: 50 })).ready, true)
})

test('rejected proposals count as interventions, and decided ones as what is intervened in', () => {
  const { interventionRate } = graduation('intern', { ...NONE, ended: 3, intervened: 1, decided_proposals: 3, rejected_proposals: 2 })
  assert.equal(interventionRate, 0.5)
})

test('without records nothing is ready, and above autonomous nothing is missing', () => {
  assert.deepEqual({ ...graduation('student', NONE), missing: [] }, { ...graduation('student', NONE), readiness: 0, ready: false, missing: [] })
  const { next, ready, missing } = graduation('autonomous', NONE)
  assert.deepEqual({ next, ready, missing }, { next: undefined, ready: false, missing: [] })
})

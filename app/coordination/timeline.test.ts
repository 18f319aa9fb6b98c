import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Coordination, Task } from './coordination'
import { type CoordinationRecord, type Row, timelineOf } from './timeline'
import { headingOf, sentenceOf, spanWords, tallyOf } from './timeline-words'

const BEGUN = 1_000_000
const MINUTE = 60_000
const at = (minutes: number): number => BEGUN + minutes * MINUTE

type Given = Partial<Task> & Pick<Task, 'number' | 'status'>

const task = (given: Given): Task => ({
  ...{ name: `task ${given.number}`, role: 'task', round: 1, agentId: 'ada', action: 'draft', message: '', after: [], attempt: 1 },
  ...{ replaces: undefined, handoffId: undefined, response: undefined, error: undefined, reason: undefined, executionId: undefined },
  ...{ proposalId: undefined, startedAt: undefined, endedAt: undefined },
  ...given,
})

const record = (tasks: readonly Given[], rest: Partial<CoordinationRecord> & { readonly of?: Partial<Coordination> } = {}): CoordinationRecord => {
  const all = tasks.map(task)
  return {
    coordination: {
      ...{ id: 'c', kind: 'parallel', askedBy: 'uma', status: 'completed', request: {}, result: undefined, error: undefined },
      ...{ createdAt: BEGUN, endedAt: undefined, eventBefore: 0, tasks: all },
      ...rest.of,
    },
    runs: all.flatMap(({ number, status, startedAt, endedAt }) => (startedAt === undefined ? [] : [{ task: number, status, startedAt, endedAt }])),
    approvals: [],
    nameOf: (id) => ({ ada: 'Ada', sol: 'Sol' })[id] ?? id,
    now: at(60),
    ...rest,
  }
}

const rowsOf = (given: CoordinationRecord): readonly Row[] => timelineOf(given).rows
const said = (given: CoordinationRecord): readonly string[] => {
  const timeline = timelineOf(given)
  return timeline.rows.map((row) => sentenceOf(row, timeline))
}

const first: Given = { number: 1, status: 'completed', startedAt: at(0), endedAt: at(10) }

describe('a timeline', () => {
  it('shows when each task ran, and how long it waited after the end of what it depends on', () => {
    const next: Given = { number: 2, status: 'completed', agentId: 'sol', after: [1], startedAt: at(12), endedAt: at(20) }
    const [, row] = rowsOf(record([first, next]))
    assert.deepEqual(row?.bars, [{ kind: 'completed', from: at(12), to: at(20), open: false }])
    assert.deepEqual(row.waits, [{ on: 1, from: at(10), to: at(12), open: false }])
    assert.deepEqual(said(record([first, next])), [
      'task 1, Ada: completed in 10 min; worked from 0 s to 10 min',
      'task 2, Sol: completed in 8 min; worked from 12 min to 20 min; began 2 min after task 1 ended',
    ])
  })

  it('ends what is open now', () => {
    const given = record([first, { number: 2, status: 'running', startedAt: at(15) }], { of: { status: 'running' } })
    assert.deepEqual(rowsOf(given)[1]?.bars, [{ kind: 'running', from: at(15), to: at(60), open: true }])
    assert.equal(timelineOf(given).to, at(60))
    assert.equal(timelineOf(given).open, true)
    assert.equal(said(given)[1], 'task 2, Ada: running for 45 min; running from 15 min to now')
  })

  it('goes on waiting for what depends on others that have not ended', () => {
    const given = record([first, { number: 2, status: 'running', startedAt: at(15) }, { number: 3, status: 'pending', after: [1, 2] }], {
      of: { status: 'running' },
    })
    assert.deepEqual(rowsOf(given)[2]?.waits, [{ on: 1, from: at(10), to: at(60), open: true }])
    assert.equal(said(given)[2], 'task 3, Ada: waits for task 2; has waited 50 min since task 1 ended')
  })

  it('goes on while a human is needed, though nobody is at work', () => {
    const cut: Given = { number: 1, status: 'interrupted', startedAt: at(0), endedAt: at(5) }
    const timeline = timelineOf(record([cut, { number: 2, status: 'pending', after: [1] }], { of: { status: 'needs_attention' } }))
    assert.equal(timeline.to, at(60))
    assert.deepEqual(timeline.rows[1]?.waits, [{ on: 1, from: at(5), to: at(60), open: true }])
  })

  it('names what made a task be skipped, in the words of the picture', () => {
    const failed: Given = { number: 1, name: 'ada', status: 'failed', startedAt: at(0), endedAt: at(3), reason: 'out of service' }
    const given = record([failed, { number: 2, status: 'skipped', after: [1], endedAt: at(3), reason: 'It depends on 0192' }])
    assert.deepEqual(rowsOf(given)[1]?.bars, [{ kind: 'skipped', from: at(3), to: at(3), open: false }])
    assert.deepEqual(said(given), ['Ada: failed after 3 min: out of service; failed from 0 s to 3 min', 'task 2, Ada: skipped: Ada failed; skipped at 3 min'])
  })

  it('shows the wait for a human before the work, and a rejection after it', () => {
    const given = record(
      [
        { number: 1, status: 'completed', startedAt: at(9), endedAt: at(12) },
        { number: 2, status: 'cancelled', endedAt: at(5), reason: 'Not now' },
      ],
      {
        approvals: [
          { task: 1, from: at(0), to: at(9) },
          { task: 2, from: at(0), to: at(5) },
        ],
      },
    )
    assert.deepEqual(said(given), [
      'task 1, Ada: completed in 3 min; waited for approval from 0 s to 9 min; worked from 9 min to 12 min',
      'task 2, Ada: cancelled: Not now; waited for approval from 0 s to 5 min; cancelled at 5 min',
    ])
  })

  it('keeps earlier attempts', () => {
    const given = record([{ number: 1, status: 'completed', startedAt: at(9), endedAt: at(12), attempt: 2 }], {
      runs: [
        { task: 1, status: 'completed', startedAt: at(9), endedAt: at(12) },
        { task: 1, status: 'interrupted', startedAt: at(0), endedAt: at(4) },
      ],
    })
    assert.deepEqual(said(given), ['task 1, Ada: completed in 3 min, attempt 2; interrupted from 0 s to 4 min; worked from 9 min to 12 min'])
  })

  it('calls a step by its number and action, and a task without a name by its agent', () => {
    const rows = rowsOf(
      record([
        { ...first, role: 'step', name: '1', action: 'send_email' },
        { ...first, number: 2, name: 'ada' },
      ]),
    )
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['Step 1 (send email)', ''],
    )
  })

  it('says how it stands as a whole', () => {
    const timeline = timelineOf(record([first, { number: 2, status: 'failed', endedAt: at(1) }, { ...first, number: 3 }], { of: { status: 'failed' } }))
    assert.equal(headingOf(timeline), 'Parallel work: failed')
    assert.equal(tallyOf(timeline.rows), '2 completed, 1 failed')
  })
})

describe('lengths of time', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0 s'],
    [1, '1 ms'],
    [999, '999 ms'],
    [3_240, '3.2 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [90_000, '1 min 30 s'],
    [3_599_900, '1 h'],
    [7_500_000, '2 h 5 min'],
    [187_200_000, '2 d 4 h'],
    [86_399_999, '1 d'],
  ]
  for (const [ms, words] of cases) it(`are said in at most two units: ${words}`, () => assert.equal(spanWords(ms), words))
})

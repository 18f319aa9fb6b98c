import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type BreakerOutcome, type Circuit, CLOSED, recorded, stateAt } from './breaker'

const SETTINGS = { breakerFailures: 5, breakerOpenMs: 30_000 }

/** What reports make of a closed breaker: `failure by ada at 0`. */
function after(...reports: readonly string[]): { readonly circuit: Circuit; readonly refused: number; readonly changes: readonly string[] } {
  let circuit = CLOSED
  let refused = 0
  const changes: string[] = []
  for (const report of reports) {
    const [outcome, , by = '', , at] = report.split(' ')
    const result = recorded(circuit, { outcome: outcome as BreakerOutcome, by, now: Number(at) }, SETTINGS)
    if (result.kind === 'refused') refused += 1
    else {
      circuit = result.circuit
      if (result.change !== undefined) changes.push(result.change)
    }
  }
  return { circuit, refused, changes }
}
const failures = (count: number, by = 'ada', at = 0) => Array.from({ length: count }, () => `failure by ${by} at ${at}`)
const stands = (circuit: Circuit, now: number) => stateAt(circuit, now, SETTINGS)

describe('a shared breaker', () => {
  it('opens with the fifth failure in a row, whoever reports them', () => {
    assert.deepEqual(stands(after(...failures(4)).circuit, 0), { state: 'closed', failures: 4, retryAt: undefined })
    const { circuit, changes } = after(...failures(3), ...failures(2, 'sol'))
    assert.deepEqual(stands(circuit, 0), { state: 'open', failures: 5, retryAt: 30_000 })
    assert.deepEqual(changes, ['opened'])
  })

  it('counts anew after a success', () => {
    assert.deepEqual(after(...failures(4), 'success by sol at 1', ...failures(4)).circuit, { kind: 'closed', failures: 4 })
  })

  it('lets nobody in for 30 seconds, and then one', () => {
    assert.equal(after(...failures(5), 'attempt by sol at 29999').refused, 1)
    const { circuit, refused } = after(...failures(5), 'attempt by sol at 30000', 'attempt by ada at 30000', 'attempt by sol at 59999')
    assert.equal(refused, 2)
    assert.deepEqual(stands(circuit, 30_001), { state: 'half_open', failures: 5, retryAt: 60_000 })
  })

  it('is closed or opened by its probe alone', () => {
    const probed = [...failures(5), 'attempt by sol at 30000']
    const said = (report: string) => stands(after(...probed, report).circuit, 31_000)
    assert.deepEqual(said('success by ada at 31000'), { state: 'half_open', failures: 5, retryAt: 60_000 })
    assert.deepEqual(said('failure by ada at 31000'), { state: 'half_open', failures: 5, retryAt: 60_000 })
    assert.deepEqual(said('success by sol at 31000'), { state: 'closed', failures: 0, retryAt: undefined })
    assert.deepEqual(said('failure by sol at 31000'), { state: 'open', failures: 6, retryAt: 61_000 })
    assert.deepEqual(after(...probed, 'failure by sol at 31000', 'failure by sol at 32000').circuit, {
      ...{ kind: 'open', failures: 6, until: 61_000 },
      probe: undefined,
    })
  })

  it('frees the place of a probe that never reports, and then its word counts no more', () => {
    const probed = [...failures(5), 'attempt by sol at 30000', 'attempt by ada at 60000']
    assert.deepEqual(stands(after(...probed).circuit, 60_000), { state: 'half_open', failures: 5, retryAt: 90_000 })
    assert.equal(stands(after(...probed, 'success by sol at 60001').circuit, 60_001).state, 'half_open')
    assert.equal(stands(after(...probed, 'success by ada at 60001').circuit, 60_001).state, 'closed')
  })

  it('never stays open for longer because the clock was set back', () => {
    const { circuit } = after(...failures(5, 'ada', 3_600_000))
    assert.deepEqual(stands(circuit, 0), { state: 'half_open', failures: 5, retryAt: undefined })
    assert.equal(recorded(circuit, { outcome: 'attempt', by: 'sol', now: 0 }, SETTINGS).kind, 'taken')
  })
})

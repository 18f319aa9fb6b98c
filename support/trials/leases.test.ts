import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LEASE_BUGS } from './lease-bugs'
import { interleaveLeases } from './leases'

const CASES = Number(process.env.CASES ?? 500)
const SEED = process.env.SEED === undefined ? undefined : Number(process.env.SEED)
/** More than it takes. */
const PROOF_CASES = 3_000

for (const [name, bug] of Object.entries(LEASE_BUGS))
  test(`A platform is found out that has the bug: ${name}`, async () => {
    const noticed = await interleaveLeases({ cases: PROOF_CASES, bug })
    assert.notEqual(noticed, undefined)
  })

test('However leases, returns, renewals, time and writes fall together on two platforms, one holds it, the line is kept and nothing is written under an old number', async () => {
  const wrong = await interleaveLeases({ cases: CASES, seed: SEED })
  assert.equal(wrong, undefined, wrong)
})

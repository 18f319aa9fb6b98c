import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNoticed, JOB_BUGS } from './job-bugs'
import { interleaveJobs } from './jobs'

const CASES = Number(process.env.CASES ?? 80)
const SEED = process.env.SEED === undefined ? undefined : Number(process.env.SEED)
/** More than it takes. */
const PROOF_CASES = 3_000

for (const [name, bug] of Object.entries(JOB_BUGS).filter(([, { isRare }]) => isRare !== true))
  test(`A platform is found out that has the bug: ${name}`, async () => assert.ok(await isNoticed(bug, PROOF_CASES)))

test('However decisions, cancelling, retries, recoveries and failures fall together on two platforms, each job comes to rest, and runs nothing twice', async () => {
  const wrong = await interleaveJobs({ cases: CASES, seed: SEED })
  assert.equal(wrong, undefined, wrong)
})

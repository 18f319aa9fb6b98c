import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../../shared/clock'
import type { Passage } from '../barrier'
import { createBarrierWatch, type End, type Looked } from './barrier-watch'

const PASSED: End = { reason: 'passed', member: '' }
const NOT_YET: Looked = { end: undefined, lost: [] }

/** A watch whose looks are answered one after the other; when the first one is on its way, the word overtakes it. */
async function overtaken(...answers: readonly (Looked | Error)[]): Promise<{ readonly passage: Passage; readonly looks: number }> {
  let looks = 0
  const look = async (): Promise<Looked> => {
    const answer = answers[looks++] ?? NOT_YET
    if (looks === 1) watch.told('gate', 1, PASSED)
    if (answer instanceof Error) throw answer
    return answer
  }
  const watch = createBarrierWatch({ clock: systemClock, everyMs: 10, look, arriveAgain: async () => assert.fail('it has arrived') })
  const passage = await new Promise<Passage>((resolve, reject) => watch.add({ barrier: 'gate', generation: 1, member: 'Ada', position: 2, resolve, reject }))
  return { passage, looks }
}

test('who hears of the end while a look is on its way passes once the server knows that it is told', async () => {
  const { passage, looks } = await overtaken(NOT_YET, { end: PASSED, lost: [] })
  assert.deepEqual(passage, { kind: 'passed', generation: 1, position: 2 })
  assert.equal(looks, 2)
})

test('who heard that all have passed passes, though the server has gone since or forgotten it', async () => {
  const gone = new Error('the server is gone')
  assert.equal((await overtaken(NOT_YET, gone)).passage.kind, 'passed')
  assert.equal((await overtaken(gone, gone)).passage.kind, 'passed')
  assert.equal((await overtaken(NOT_YET, { end: undefined, lost: ['Ada'] })).passage.kind, 'passed')
})

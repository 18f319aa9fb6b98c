import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWatch } from './deadlines'
import { handClock } from './test-kit'

function watched(totalMs: number) {
  const clock = handClock()
  const passed: string[] = []
  return { clock, passed, watch: createWatch(clock, totalMs, (deadline) => passed.push(`${deadline} at ${clock.monotonic()}`)) }
}

test('The deadline that is due first is named, once', async () => {
  const { clock, passed, watch } = watched(120_000)
  watch.expect('first_byte', 30_000)
  await clock.advance(200_000)
  assert.deepEqual(passed, ['first_byte at 30000'])
  assert.equal(clock.pending(), 0)
})

test('Each sign of life moves the silence on', async () => {
  const { clock, passed, watch } = watched(120_000)
  watch.expect('first_byte', 30_000)
  for (let word = 0; word < 3; word += 1) {
    await clock.advance(10_000)
    watch.expect('silence', 15_000)
    assert.equal(clock.pending(), 1)
  }
  await clock.advance(15_000)
  assert.deepEqual(passed, ['silence at 45000'])
})

test('Signs of life do not move the whole request on', async () => {
  const { clock, passed, watch } = watched(20_000)
  for (let word = 0; word < 3; word += 1) {
    watch.expect('silence', 15_000)
    await clock.advance(7_000)
  }
  assert.deepEqual(passed, ['total at 20000'])
})

test('Resting, only the whole request is due', async () => {
  const { clock, passed, watch } = watched(60_000)
  watch.expect('silence', 15_000)
  watch.rest()
  await clock.advance(60_000)
  assert.deepEqual(passed, ['total at 60000'])
})

test('Stopped, it leaves no timer', () => {
  const { clock, watch } = watched(60_000)
  watch.expect('silence', 15_000)
  watch.stop()
  assert.equal(clock.pending(), 0)
})

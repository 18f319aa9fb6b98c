import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Breaker, createBreaker } from './breaker'
import { handClock } from './test-kit'

const SETTINGS = { failures: 5, openMs: 30_000 }

function fail(breaker: Breaker, times: number): void {
  for (let time = 0; time < times; time += 1) breaker.settle('attempt', 'failure')
}

async function halfOpen() {
  const clock = handClock()
  const breaker = createBreaker(clock, SETTINGS, () => {})
  fail(breaker, 5)
  await clock.advance(30_000)
  return { clock, breaker }
}

test('The fifth failure in a row opens it, the fourth does not', () => {
  const breaker = createBreaker(handClock(), SETTINGS, () => {})
  fail(breaker, 4)
  assert.equal(breaker.state(), 'closed')
  fail(breaker, 1)
  assert.equal(breaker.state(), 'open')
  assert.equal(breaker.admit(), undefined)
})

test('An answer ends the row', () => {
  const breaker = createBreaker(handClock(), SETTINGS, () => {})
  fail(breaker, 4)
  breaker.settle('attempt', 'success')
  fail(breaker, 4)
  assert.equal(breaker.state(), 'closed')
})

test("What says nothing of the provider's health neither adds to the row nor ends it", () => {
  const breaker = createBreaker(handClock(), SETTINGS, () => {})
  fail(breaker, 4)
  breaker.settle('attempt', 'neutral')
  breaker.settle('attempt', 'cancelled')
  assert.equal(breaker.state(), 'closed')
  fail(breaker, 1)
  assert.equal(breaker.state(), 'open')
})

test('It stays open for 30 seconds and then lets exactly one probe in', async () => {
  const clock = handClock()
  const breaker = createBreaker(clock, SETTINGS, () => {})
  fail(breaker, 5)
  await clock.advance(29_999)
  assert.equal(breaker.admit(), undefined)
  assert.equal(breaker.wait(), 1)
  await clock.advance(1)
  assert.equal(breaker.admit(), 'probe')
  assert.equal(breaker.admit(), undefined)
})

test('The probe decides: an answer closes it, a failure opens it again for as long', async () => {
  const well = await halfOpen()
  assert.equal(well.breaker.admit(), 'probe')
  well.breaker.settle('probe', 'success')
  assert.equal(well.breaker.admit(), 'attempt')
  const ill = await halfOpen()
  assert.equal(ill.breaker.admit(), 'probe')
  ill.breaker.settle('probe', 'failure')
  assert.equal(ill.breaker.wait(), 30_000)
})

test('A probe answered with a rate limit closes it', async () => {
  const { breaker } = await halfOpen()
  assert.equal(breaker.admit(), 'probe')
  breaker.settle('probe', 'neutral')
  assert.equal(breaker.state(), 'closed')
})

test('A cancelled probe frees its place for the next', async () => {
  const { breaker } = await halfOpen()
  assert.equal(breaker.admit(), 'probe')
  breaker.settle('probe', 'cancelled')
  assert.equal(breaker.admit(), 'probe')
})

test('An attempt that began before it opened says nothing about the probe', async () => {
  const { breaker } = await halfOpen()
  assert.equal(breaker.admit(), 'probe')
  breaker.settle('attempt', 'success')
  assert.equal(breaker.state(), 'half_open')
  breaker.settle('attempt', 'failure')
  assert.equal(breaker.state(), 'half_open')
})

test('Switched off it lets everything in', () => {
  const breaker = createBreaker(handClock(), { ...SETTINGS, failures: 0 }, () => {})
  fail(breaker, 100)
  assert.equal(breaker.admit(), 'attempt')
})

test('Each change is told once', async () => {
  const changes: string[] = []
  const clock = handClock()
  const breaker = createBreaker(clock, SETTINGS, (state) => changes.push(state))
  fail(breaker, 6)
  await clock.advance(30_000)
  breaker.admit()
  breaker.settle('probe', 'success')
  assert.deepEqual(changes, ['open', 'half_open', 'closed'])
})

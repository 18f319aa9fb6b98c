import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Breaker, createBreaker, type Verdict } from './breaker'
import { handClock } from './test-kit'

const SETTINGS = { failures: 5, openMs: 30_000 }

function watched(settings = SETTINGS) {
  const changes: string[] = []
  const clock = handClock()
  return { clock, changes, breaker: createBreaker(clock, settings, (state) => changes.push(state)) }
}

/** What is let in must end so. */
function end(breaker: Breaker, verdict: Verdict, times = 1): void {
  for (let time = 0; time < times; time += 1) {
    const settle = breaker.admit()
    assert.ok(settle, 'nothing was let in')
    settle(verdict)
  }
}

async function rested() {
  const all = watched()
  end(all.breaker, 'failure', 5)
  await all.clock.advance(30_000)
  return all
}

test('The fifth failure in a row opens it, the fourth does not', () => {
  const { breaker, changes } = watched()
  end(breaker, 'failure', 4)
  assert.deepEqual(changes, [])
  end(breaker, 'failure')
  assert.deepEqual(changes, ['open'])
  assert.equal(breaker.admit(), undefined)
})

test('An answer ends the row', () => {
  const { breaker, changes } = watched()
  end(breaker, 'failure', 4)
  end(breaker, 'success')
  end(breaker, 'failure', 4)
  assert.deepEqual(changes, [])
})

test("What says nothing of the provider's health neither adds to the row nor ends it", () => {
  const { breaker, changes } = watched()
  end(breaker, 'failure', 4)
  end(breaker, 'neutral')
  end(breaker, 'cancelled')
  assert.deepEqual(changes, [])
  end(breaker, 'failure')
  assert.deepEqual(changes, ['open'])
})

test('It stays open for 30 seconds and then lets exactly one probe in', async () => {
  const { clock, breaker } = watched()
  end(breaker, 'failure', 5)
  await clock.advance(29_999)
  assert.equal(breaker.admit(), undefined)
  assert.equal(breaker.wait(), 1)
  await clock.advance(1)
  assert.equal(breaker.wait(), 0)
  assert.ok(breaker.admit())
  assert.equal(breaker.admit(), undefined)
  assert.equal(breaker.wait(), 1_000)
})

test('The probe decides: an answer closes it, a failure opens it again for as long', async () => {
  const well = await rested()
  end(well.breaker, 'success', 2)
  assert.deepEqual(well.changes, ['open', 'half_open', 'closed'])
  const ill = await rested()
  end(ill.breaker, 'failure')
  assert.equal(ill.breaker.wait(), 30_000)
})

test('A probe answered with a rate limit closes it', async () => {
  const { breaker, changes } = await rested()
  end(breaker, 'neutral')
  assert.equal(changes.at(-1), 'closed')
})

test('A cancelled probe leaves its place to the next', async () => {
  const { breaker } = await rested()
  end(breaker, 'cancelled')
  assert.ok(breaker.admit())
  assert.equal(breaker.admit(), undefined)
})

test('An attempt that began before it opened says nothing about the probe', async () => {
  const { clock, breaker, changes } = watched()
  const late = [breaker.admit(), breaker.admit()] as const
  end(breaker, 'failure', 5)
  await clock.advance(30_000)
  breaker.admit()
  late[0]?.('success')
  late[1]?.('failure')
  assert.deepEqual(changes, ['open', 'half_open'])
})

test('Switched off it lets everything in', () => {
  const { breaker } = watched({ ...SETTINGS, failures: 0 })
  end(breaker, 'failure', 100)
  assert.equal(breaker.wait(), 0)
})

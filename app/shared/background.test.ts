import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBackground } from './background'
import { systemClock } from './clock'
import { createLogger } from './logger'

/** A clock whose rounds come when they are called. */
function byHand() {
  const rounds = new Set<() => void>()
  const clock = {
    ...systemClock,
    every(_ms: number, task: () => void) {
      rounds.add(task)
      return () => void rounds.delete(task)
    },
  }
  return { clock, round: () => [...rounds].forEach((task) => void task()) }
}

test('a task that fails comes again, and keeps no other from its turn', async () => {
  const { clock, round } = byHand()
  const background = createBackground({ clock, logger: createLogger('silent') })
  const seen: string[] = []
  background.every(1, async () => {
    seen.push('fails')
    throw new Error('on purpose')
  })
  background.every(1, async () => void seen.push('works'))
  round()
  round()
  await background.idle()
  assert.deepEqual(seen, ['fails', 'works', 'fails', 'works'])
})

test('once stopped it begins nothing more, and waits for what was begun', async () => {
  const { clock, round } = byHand()
  const background = createBackground({ clock, logger: createLogger('silent') })
  const gate = Promise.withResolvers<void>()
  let ended = 0
  background.every(1, async () => {
    await gate.promise
    ended++
  })
  round()
  background.stop()
  round()
  gate.resolve()
  await background.idle()
  assert.equal(ended, 1)
})

import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { StoredEvent } from '../events/event'
import type { Taken } from '../events/taking-store'
import type { Principal } from '../people/person'
import type { Line } from './live-line'
import { createLiveSubscription } from './live-subscription'
import type { Parts } from './parts'

const uma: Principal = { id: 'uma', name: 'Uma', email: null, role: 'user' }
const event = (number: number): StoredEvent => ({
  ...{ number, id: `e${number}`, topic: 'news', type: 'told', source: '/tests', at: 0, data: number, correlationId: undefined },
})
const batch: Taken = { events: [1, 2, 3].map(event), tries: 1, gap: undefined, delivery: 1 }

/** Somebody who takes one frame whenever they are told to, and is given the same three events at once of every subscription. */
function reader() {
  const shown: unknown[] = []
  let take = () => {}
  const line = {
    tell: (message: { number?: number }) => void (message.number === undefined || shown.push(message.number)),
    taken: () => new Promise<void>((resolve) => (take = resolve)),
    over: false,
  } as unknown as Line
  const subscriptions = {
    own: async () => ({ topics: ['news'] }),
    follow: async function* () {
      yield batch
    },
  } as unknown as Parts['subscriptions']
  const read = async () => {
    take()
    await othersTurn()
  }
  return { shown, read, subscription: createLiveSubscription({ line, by: uma, parts: { subscriptions } }) }
}

it('shows many events no faster than they are read, so that nobody falls behind by what is given at once', async () => {
  const { shown, read, subscription } = reader()
  await subscription.open('mine', 100)
  await othersTurn()
  assert.deepEqual(shown, [1])
  await read()
  assert.deepEqual(shown, [1, 2])
  await read()
  assert.deepEqual(shown, [1, 2, 3])
})

it('shows nothing more of a subscription that was left halfway', async () => {
  const { shown, read, subscription } = reader()
  await subscription.open('mine', 100)
  await othersTurn()
  subscription.end()
  await read()
  assert.deepEqual(shown, [1])
})

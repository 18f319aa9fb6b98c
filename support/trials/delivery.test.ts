import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deliver } from './delivery'

const size = {
  publishers: 20,
  subscribers: Number(process.env.SUBSCRIBERS ?? 20),
  events: Number(process.env.EVENTS ?? 600),
  seed: Number(process.env.SEED ?? 12),
}

test(`Of ${size.events} events of ${size.publishers} publishers, ${size.subscribers} subscribers that come, go and fail lose none, have none twice and have all in order`, async (context) => {
  const { faults, counts, ms } = await deliver(size)
  context.diagnostic(`${Math.round(ms)} ms: ${JSON.stringify(counts)}; ${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} MiB`)
  assert.deepEqual(faults, [])
  for (const what of ['refused', 'gone'] as const) assert.ok(counts[what] > 0, `nobody ${what}: the trial proves nothing`)
})

import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { systemClock } from '../../shared/clock'
import type { Store } from '../../store/store'
import type { Connection } from './connection'
import { createKeys } from './keys'
import { LOOK_FOR_REPLY } from './request-scripts'
import { createRequests } from './requests'
import type { Script } from './script'
import type { Words } from './words'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Every signal that is made of others, as long as anybody holds it. */
const combined: WeakRef<AbortSignal>[] = []
const any = AbortSignal.any
AbortSignal.any = (signals) => {
  const signal = any.call(AbortSignal, signals)
  combined.push(new WeakRef(signal))
  return signal
}
after(() => {
  AbortSignal.any = any
})

const QUESTION = {
  from: { kind: 'person', id: 'uma', by: 'uma' },
  ...{ to: 'sol', data: 'Free?', timeoutMs: 10_000, record: { id: 'r', at: 0, actor: 'uma', action: 'request.asked' } },
} as const

/** A server at which the first look finds nothing and the second the reply; whoever sleeps in between is woken. */
function requestsAtServer() {
  const looks = new Map<string, number>()
  let wake: (id: string) => void = () => {}
  const run = async (script: Script, _keys: readonly string[], [id]: readonly (string | number)[]): Promise<unknown> => {
    if (script !== LOOK_FOR_REPLY) return 1
    const look = (looks.get(String(id)) ?? 0) + 1
    looks.set(String(id), look)
    if (look > 1) return ['replied', '"Yes"', 'sol']
    setImmediate(() => wake(String(id)))
    return ['waits']
  }
  const connection = { run, onReady: () => {} } as unknown as Connection
  const words = { on: (_word: string, heard: (id: string) => void) => (wake = heard) } as unknown as Words
  const store = { write: async () => undefined } as unknown as Store
  return createRequests({ connection, keys: createKeys('test'), words, store, clock: systemClock })
}

it('a question that was answered leaves nothing behind, neither at what ends all of them nor at what its asker gave', async () => {
  const requests = requestsAtServer()
  const asker = new AbortController()
  for (let number = 0; number < 200; number += 1) {
    const reply = await requests.ask({ ...QUESTION, id: `q${number}` }, number % 2 === 0 ? asker.signal : undefined)
    assert.deepEqual(reply, { kind: 'replied', by: 'sol', data: 'Yes' })
  }
  assert.ok(combined.length >= 400, 'signals were combined')
  for (let round = 0; round < 5; round += 1) {
    await new Promise((done) => setImmediate(done))
    collectGarbage()
  }
  const left = combined.filter((each) => each.deref() !== undefined).length
  // The last question may still stand on the stack.
  assert.ok(left <= 2, `${left} signals are left`)
  requests.close()
})

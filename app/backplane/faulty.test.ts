import { describe, it } from 'node:test'
import { expect } from 'chai'
import { systemClock } from '../shared/clock'
import { BackplaneUnavailable } from './errors'
import type { FaultKind, FaultPlan } from './fault'
import { faulty, type Injected } from './faulty'

const always = (kind: FaultKind): FaultPlan => ({ seed: 1, delayMs: 30, probability: { delay: 0, timeout: 0, error: 0, drop: 0, [kind]: 1 } })
const operation = { name: 'queue.add', subject: 'tasks one' }
const slept: number[] = []
/** The clock, on which a sleep is noted and takes no time. */
const clock = { ...systemClock, sleep: async (ms: number) => void slept.push(ms) }

function under(kind: FaultKind) {
  const injected: Injected[] = []
  return { injected, wrap: faulty({ clock, plan: always(kind), injected: (fault) => void injected.push(fault) }) }
}

/** What was thrown. */
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  )

describe('an injected failure', () => {
  it('delays what is done all the same', async () => {
    slept.length = 0
    expect(await under('delay').wrap(operation, async () => 'done')).to.equal('done')
    expect(slept).to.deep.equal([30])
  })

  for (const kind of ['error', 'timeout'] as const)
    it(`does nothing on ${kind}`, async () => {
      let calls = 0
      const { injected, wrap } = under(kind)
      expect(
        await failure(
          wrap(operation, async () => {
            calls += 1
          }),
        ),
      ).to.be.instanceOf(BackplaneUnavailable)
      expect({ calls, injected }).to.deep.equal({ calls: 0, injected: [{ operation: 'queue.add tasks one', attempt: 1, kind }] })
    })

  it('does what was asked and loses the answer when the connection drops', async () => {
    let calls = 0
    const lost = under('drop').wrap(operation, async () => {
      calls += 1
    })
    expect(await failure(lost)).to.be.instanceOf(BackplaneUnavailable)
    expect(calls).to.equal(1)
  })

  it('ends a wait when the connection drops', async () => {
    const waiting = (signal?: AbortSignal) => new Promise<never>((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    expect(await failure(under('drop').wrap(operation, waiting))).to.be.instanceOf(BackplaneUnavailable)
  })

  it('counts the attempts at each operation', async () => {
    const { injected, wrap } = under('error')
    for (const subject of ['a', 'b', 'a']) await failure(wrap({ name: 'queue.add', subject }, async () => undefined))
    expect(injected.map(({ operation: of, attempt }) => `${of} ${attempt}`)).to.deep.equal(['queue.add a 1', 'queue.add b 1', 'queue.add a 2'])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hours } from '../shared/clock'
import { ShuttingDown } from '../shared/errors'
import type { SendAnswer, SendOutcome } from './send'
import { ALICE, ANSWER, bench, calm, code, LOST, SUPERVISOR, TIMEOUT } from './test-kit'

describe('a send whose outcome is unknown', () => {
  it('is one that took too long', async () => {
    const { sends, order, clock, audit } = bench({ outcomes: [new Promise(() => {})] })
    const delivery = sends.deliver(order('k'), calm)
    await clock.advance(TIMEOUT)
    assert.equal((await delivery).status, 'unknown')
    assert.deepEqual(await audit(), ['send.begun', 'send.ended unknown'])
  })

  it('is sent if it is found', async () => {
    const { sends, order, seen, audit } = bench({ outcomes: [LOST], found: () => ANSWER })
    assert.equal((await sends.deliver(order('k'), calm)).status, 'unknown')
    const again = await sends.deliver(order('k'), calm)
    assert.deepEqual([again.status, again.answer, seen.sent.length], ['sent', ANSWER, 1])
    assert.deepEqual((await audit()).at(-1), 'send.settled sent')
  })

  it('is sent again only when it is not there and cannot be on its way any more', async () => {
    const { sends, order, seen, clock } = bench({ outcomes: [LOST] })
    await sends.deliver(order('k'), calm)
    await clock.advance(TIMEOUT - 1)
    assert.equal((await sends.deliver(order('k'), calm)).status, 'unknown')
    assert.equal(seen.sent.length, 1)
    await clock.advance(1)
    assert.equal((await sends.deliver(order('k'), calm)).status, 'sent')
    assert.deepEqual([seen.sent.length, new Set(seen.sent).size], [2, 1])
  })

  it('is not taken for lost because the wall clock jumped', async () => {
    const { sends, order, seen, clock } = bench({ outcomes: [LOST] })
    await sends.deliver(order('k'), calm)
    for (const jump of [hours(1), -hours(2)]) {
      clock.jump(jump)
      assert.equal((await sends.deliver(order('k'), calm)).status, 'unknown')
    }
    assert.equal(seen.sent.length, 1)
  })

  it('is not taken for lost because an earlier attempt is long over', async () => {
    const refused: SendOutcome = { kind: 'failed', error: new ShuttingDown(), again: 'now' }
    const { sends, order, seen, clock } = bench({ outcomes: [refused, LOST] })
    await sends.deliver(order('k'), calm).catch(() => undefined)
    await clock.advance(TIMEOUT - 1)
    assert.equal((await sends.deliver(order('k'), calm)).status, 'unknown')
    await clock.advance(1)
    clock.jump(hours(1))
    assert.equal((await sends.deliver(order('k'), calm)).status, 'unknown')
    assert.equal(seen.sent.length, 2)
  })

  it('is none that was given up before it began', async () => {
    const { sends, order, seen } = bench()
    const stopping = new AbortController()
    const delivery = sends.deliver(order('k'), stopping.signal)
    stopping.abort(new ShuttingDown())
    await assert.rejects(delivery, code('shutting_down'))
    assert.equal(seen.sent.length, 0)
    assert.equal((await sends.deliver(order('k'), calm)).status, 'sent')
  })

  it('is sent again once, however many ask', async () => {
    const { sends, instance, order, seen, clock } = bench({ outcomes: [LOST] })
    await sends.deliver(order('k'), calm)
    await clock.advance(TIMEOUT)
    await Promise.allSettled([sends, instance('there'), sends].map((each) => each.deliver(order('k'), calm)))
    assert.equal(seen.sent.length, 2)
  })

  it('is not sent again on the word of a search made before another attempt', async () => {
    const late = Promise.withResolvers<undefined>()
    const finds = [() => late.promise as never, () => undefined]
    const { sends, instance, order, seen, clock } = bench({ outcomes: [LOST, LOST], found: () => finds.shift()?.() })
    await sends.deliver(order('k'), calm)
    await clock.advance(TIMEOUT)
    const slow = instance('there').deliver(order('k'), calm)
    await clock.advance(0)
    assert.equal((await sends.deliver(order('k'), calm)).status, 'unknown')
    late.resolve(undefined)
    await assert.rejects(slow, code('idempotency_in_progress'))
    assert.equal(seen.sent.length, 2)
  })

  it('stays unknown while the search fails, and holds its key', async () => {
    const { sends, order, seen, clock } = bench({
      outcomes: [LOST],
      found: () => {
        throw new Error('down')
      },
    })
    await sends.deliver(order('k'), calm)
    await clock.advance(hours(25))
    await sends.settleUnknown()
    assert.equal((await sends.deliver(order('k'), calm)).status, 'unknown')
    await assert.rejects(sends.deliver(order('k', 'Goodbye'), calm), code('idempotency_key_reused'))
    assert.equal(seen.sent.length, 1)
  })

  it('is settled by looking in the background, and may then be sent if it was not there', async () => {
    let answer: SendAnswer | undefined
    const { sends, order, seen, clock } = bench({ outcomes: [LOST, LOST], found: () => answer })
    const one = await sends.deliver(order('k'), calm)
    await sends.settleUnknown()
    assert.equal((await sends.view(one.id, ALICE)).status, 'unknown')
    await clock.advance(TIMEOUT)
    await sends.settleUnknown()
    assert.deepEqual((await sends.view(one.id, ALICE)).failure?.code, 'slack_failed')
    assert.equal((await sends.deliver(order('k'), calm)).status, 'unknown')
    answer = ANSWER
    await sends.settleUnknown()
    assert.deepEqual((await sends.deliver(order('k'), calm)).answer, ANSWER)
    assert.equal(seen.sent.length, 2)
  })

  it('is searched for by the platform for a day, then only when asked', async () => {
    const { sends, order, seen, clock } = bench({ outcomes: [LOST], found: () => ANSWER })
    const { id } = await sends.deliver(order('k'), calm)
    await clock.advance(hours(24))
    await sends.settleUnknown()
    assert.deepEqual([seen.looked, (await sends.view(id, ALICE)).status], [0, 'unknown'])
    assert.equal((await sends.deliver(order('k'), calm)).status, 'sent')
  })

  it('is settled by its sender or a supervisor, once, and by nobody else', async () => {
    const { sends, order, audit } = bench({ outcomes: [LOST, LOST] })
    const [one, two] = [await sends.deliver(order('1'), calm), await sends.deliver(order('2'), calm)]
    await assert.rejects(sends.view(one.id, { id: 'bob', role: 'user' }), code('not_found'))
    await assert.rejects(sends.settle(one.id, { id: 'bob', role: 'user' }, 'sent'), code('not_found'))
    await assert.rejects(sends.settle('none', SUPERVISOR, 'sent'), code('not_found'))
    assert.equal((await sends.settle(one.id, ALICE, 'sent')).status, 'sent')
    assert.equal((await sends.settle(two.id, SUPERVISOR, 'not_sent')).status, 'failed')
    await assert.rejects(sends.settle(one.id, ALICE, 'not_sent'), code('conflict'))
    assert.equal((await sends.deliver(order('1'), calm)).status, 'sent')
    assert.equal((await sends.deliver(order('2'), calm)).status, 'sent')
    assert.deepEqual((await audit()).slice(4, 6), ['send.settled sent', 'send.settled failed'])
  })

  it('is what a crash leaves behind; recovering twice changes nothing', async () => {
    const { sends, instance, order, audit, clock } = bench({ outcomes: [new Promise(() => {})] })
    void sends.deliver(order('k'), calm).catch(() => undefined)
    await clock.advance(0)
    const next = instance('next')
    await next.recover('somebody else')
    await assert.rejects(next.deliver(order('k'), calm), code('idempotency_in_progress'))
    await next.recover('here')
    const recovered = await audit()
    await next.recover('here')
    assert.deepEqual(await audit(), recovered)
    assert.deepEqual(recovered, ['send.begun', 'send.ended unknown'])
    assert.equal((await next.deliver(order('k'), calm)).status, 'unknown')
  })

  it('is what cannot be written down, until the sweep finds it', async () => {
    const { sends, order, store, seen } = bench({ found: () => ANSWER })
    const write = store.write
    let writes = 0
    Object.assign(store, { write: (...given: Parameters<typeof write>) => (++writes === 2 ? Promise.reject(new Error('full')) : write(...given)) })
    const view = await sends.deliver(order('k'), calm)
    assert.equal(view.status, 'unknown')
    assert.equal((await sends.view(view.id, ALICE)).status, 'sending')
    await sends.settleUnknown()
    assert.equal((await sends.deliver(order('k'), calm)).status, 'sent')
    assert.equal(seen.sent.length, 1)
  })
})

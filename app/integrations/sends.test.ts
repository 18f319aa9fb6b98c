import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hours } from '../shared/clock'
import { ShuttingDown } from '../shared/errors'
import { SlackFailed, SlackRateLimited, SlackRefused } from './failure'
import type { SendOutcome } from './send'
import { ALICE, ANSWER, bench, calm, code, SENT } from './test-kit'

describe('the outbox', () => {
  it('writes a send down before it goes out and its outcome after', async () => {
    const { sends, order, audit, seen } = bench()
    const view = await sends.deliver(order(), calm)
    assert.deepEqual([view.status, view.answer, seen.sent], ['sent', ANSWER, [view.id]])
    assert.deepEqual(await audit(), ['send.begun', 'send.ended sent'])
    assert.deepEqual(await sends.view(view.id, ALICE), view)
  })

  it('sends nothing if that cannot be written down', async () => {
    const { sends, order, seen, store } = bench()
    await store.close()
    await assert.rejects(sends.deliver(order(), calm))
    assert.deepEqual(seen.sent, [])
  })

  it('numbers each order itself where no key is given', async () => {
    const { sends, order, seen } = bench()
    await sends.deliver(order(), calm)
    await sends.deliver(order(), calm)
    assert.equal(new Set(seen.sent).size, 2)
  })

  it('gives the same answer to the same key and body, and sends once', async () => {
    const { sends, order, seen } = bench()
    const first = await sends.deliver(order('k'), calm)
    assert.deepEqual(await sends.deliver(order('k'), calm), first)
    assert.equal(seen.sent.length, 1)
  })

  it('refuses the same key with another body, and a key that is none', async () => {
    const { sends, order } = bench()
    await sends.deliver(order('k'), calm)
    await assert.rejects(sends.deliver(order('k', 'Goodbye'), calm), code('idempotency_key_reused'))
    for (const key of ['', 'a\nb', 'ü', 'x'.repeat(256)]) await assert.rejects(sends.deliver(order(key), calm), code('invalid_input'))
  })

  it('keeps the keys of different people apart', async () => {
    const { sends, order, seen } = bench()
    await sends.deliver(order('k'), calm)
    await sends.deliver({ ...order('k', 'Goodbye'), personId: 'bob' }, calm)
    assert.equal(seen.sent.length, 2)
  })

  it('lets exactly one of two that come at once send, also over two instances', async () => {
    const { sends, instance, order, seen } = bench()
    const results = await Promise.allSettled([sends.deliver(order('k'), calm), instance('there').deliver(order('k'), calm), sends.deliver(order('k'), calm)])
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
    assert.equal(seen.sent.length, 1)
    for (const result of results) if (result.status === 'rejected') assert.ok(code('idempotency_in_progress')(result.reason))
  })

  it('lets a key be used anew after a day', async () => {
    const { sends, order, seen, clock } = bench()
    const first = await sends.deliver(order('k'), calm)
    await clock.advance(hours(24) - 1)
    await sends.deliver(order('k'), calm)
    assert.equal(seen.sent.length, 1)
    await clock.advance(1)
    const second = await sends.deliver(order('k', 'Goodbye'), calm)
    assert.notEqual(second.id, first.id)
    assert.equal((await sends.view(first.id, ALICE)).status, 'sent')
  })

  it('answers a refusal again as it was, and names the send', async () => {
    const { sends, order, seen } = bench({ outcomes: [{ kind: 'failed', error: new SlackRefused('is_archived', 'channel'), again: 'never' }] })
    const told = await Promise.allSettled([sends.deliver(order('k'), calm)])
    const again = await Promise.allSettled([sends.deliver(order('k'), calm)])
    const [first, second] = [...told, ...again].map((each) => (each.status === 'rejected' ? each.reason : undefined))
    assert.deepEqual([second.code, second.message, second.details], [first.code, first.message, first.details])
    assert.deepEqual(first.details.members, { reason: 'is_archived', send_id: seen.sent[0] })
    assert.equal(seen.sent.length, 1)
  })

  it('tries again what certainly was not sent', async () => {
    const { sends, order, seen, audit } = bench({ outcomes: [{ kind: 'failed', error: new SlackRateLimited(5_000), again: 'now' }] })
    await assert.rejects(sends.deliver(order('k'), calm), code('slack_rate_limited'))
    assert.equal((await sends.deliver(order('k'), calm)).status, 'sent')
    assert.equal(new Set(seen.sent).size, 1)
    assert.deepEqual(await audit(), ['send.begun', 'send.ended failed', 'send.begun', 'send.ended sent'])
  })

  it('looks before it tries again what failed inside the service', async () => {
    const { sends, order, seen } = bench({ outcomes: [{ kind: 'failed', error: new SlackFailed('HTTP 500'), again: 'look' }], found: () => ANSWER })
    await assert.rejects(sends.deliver(order('k'), calm), code('slack_failed'))
    assert.deepEqual((await sends.deliver(order('k'), calm)).answer, ANSWER)
    assert.equal(seen.sent.length, 1)
  })

  it('goes on when the caller leaves, and gives up when the platform stops', async () => {
    const { sends, order, seen, clock } = bench({ outcomes: [clockless(), new Promise(() => {})] })
    const browser = new AbortController()
    const left = sends.deliver(order('left'), browser.signal)
    browser.abort(new Error('gone'))
    assert.equal((await left).status, 'sent')
    const stopped = sends.deliver(order('stopped'), calm)
    await clock.advance(0)
    await sends.stop()
    assert.equal((await stopped).status, 'unknown')
    const drained = new AbortController()
    drained.abort(new ShuttingDown())
    await assert.rejects(sends.deliver(order(), drained.signal), code('shutting_down'))
    assert.equal(seen.sent.length, 2)
  })
})

const clockless = async (): Promise<SendOutcome> => {
  await new Promise((resolve) => setImmediate(resolve))
  return SENT
}

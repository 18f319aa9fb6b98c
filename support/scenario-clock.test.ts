import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, it } from 'node:test'
import { Worker } from 'node:worker_threads'
import { request } from 'undici'
import { waitReally } from './patience'
import { createScenarioClock } from './scenario-clock'

const START = Date.parse('2026-11-02T09:00:00Z')

describe('the scenario clock', () => {
  it('stands still by itself', async () => {
    const clock = createScenarioClock(START)
    let rang = false
    clock.deadline(1, () => {
      rang = true
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    assert.deepEqual([clock.now(), clock.elapsed(), rang], [START, 0, false])
  })

  it('measures time from somewhere, as a machine that has been up for a while', async () => {
    const clock = createScenarioClock(START)
    const before = clock.monotonic()
    await clock.advance(20)
    assert.ok(before > 0)
    assert.equal(clock.monotonic() - before, 20)
  })

  it('fires what falls due in order, each with the time it was due, and no more', async () => {
    const clock = createScenarioClock(START)
    const seen: [string, number][] = []
    const note = (name: string) => () => void seen.push([name, clock.elapsed()])
    clock.deadline(30, note('late'))
    clock.deadline(10, note('first'))
    clock.deadline(10, note('second'))
    clock.every(8, note('sweep'))
    const cancel = clock.deadline(5, note('cancelled'))
    cancel()
    await clock.advance(20)
    assert.deepEqual(seen, [
      ['sweep', 8],
      ['first', 10],
      ['second', 10],
      ['sweep', 16],
    ])
    assert.equal(clock.elapsed(), 20)
    assert.deepEqual(clock.pending(), [
      { kind: 'every', inMs: 4 },
      { kind: 'deadline', inMs: 10 },
    ])
  })

  it('lets what one timer started happen before the next fires, over loopback too', async () => {
    const clock = createScenarioClock(START)
    const server = createServer((_request, response) => void setImmediate(() => response.end('here'))).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    const seen: string[] = []
    void clock.sleep(100).then(async () => {
      const { body } = await request(`http://127.0.0.1:${port}/`)
      seen.push(await body.text())
      await clock.sleep(1)
      seen.push('slept again')
    })
    clock.deadline(101, () => seen.push('watchdog of the same moment'))
    clock.deadline(102, () => seen.push('watchdog'))
    await clock.advance(200)
    server.close()
    assert.deepEqual(seen, ['here', 'watchdog of the same moment', 'slept again', 'watchdog'])
  })

  it('jumps in wall time only', async () => {
    const clock = createScenarioClock(START)
    let rang = false
    clock.deadline(10, () => {
      rang = true
    })
    clock.jump(86_400_000)
    clock.jump(-3_600_000)
    assert.deepEqual([clock.now(), clock.elapsed(), rang], [START + 82_800_000, 0, false])
  })

  it('does not run a sweep thousands of times when a day passes', async () => {
    const clock = createScenarioClock(START)
    let runs = 0
    clock.every(1_000, () => {
      runs++
    })
    await clock.advance(86_400_000)
    assert.ok(runs >= 50 && runs <= 110, `it ran ${runs} times`)
  })

  it('wakes nobody whose signal was aborted', async () => {
    const clock = createScenarioClock(START)
    const stop = new AbortController()
    const slept = clock.sleep(10, stop.signal)
    stop.abort(new Error('no longer wanted'))
    await assert.rejects(slept, /no longer wanted/)
    await assert.rejects(clock.sleep(10, stop.signal), /no longer wanted/)
    assert.deepEqual(clock.pending(), [])
  })

  it('forgets every timer when disposed', async () => {
    const clock = createScenarioClock(START)
    void clock.sleep(1).then(() => assert.fail('nobody sleeps any more'))
    clock.dispose()
    clock.deadline(1, () => assert.fail('no timer is kept any more'))
    await clock.advance(10)
    assert.deepEqual(clock.pending(), [])
  })
})

describe('waiting with the scenario clock', () => {
  it('moves time to the next sleep, and fires the watchdogs before it', async () => {
    const clock = createScenarioClock(START)
    const stop = new AbortController()
    clock.deadline(30_000, () => stop.abort(new Error('given up')))
    await assert.rejects(clock.whileWaiting(clock.sleep(3_600_000, stop.signal), 'the answer'), /given up/)
    assert.equal(clock.elapsed(), 30_000)
  })

  it('leaves watchdogs alone while nobody sleeps', async () => {
    const clock = createScenarioClock(START)
    clock.deadline(1, () => assert.fail('fired while work was under way'))
    const work = new Promise((resolve) => setTimeout(resolve, 30, 'done'))
    assert.equal(await clock.whileWaiting(work, 'the work'), 'done')
    assert.equal(clock.elapsed(), 0)
  })

  it('stops moving as soon as the answer is there', async () => {
    const clock = createScenarioClock(START)
    void clock.sleep(5_000)
    await clock.whileWaiting(clock.sleep(1_000), 'the short sleep')
    await new Promise((resolve) => setTimeout(resolve, 10))
    assert.equal(clock.elapsed(), 1_000)
  })

  it('serves two who wait at once', async () => {
    const clock = createScenarioClock(START)
    const woke: number[] = []
    const sleeper = async (ms: number) => {
      for (let round = 0; round < 3; round++) {
        await clock.sleep(ms)
        woke.push(clock.elapsed())
      }
    }
    await Promise.all([clock.whileWaiting(sleeper(10), 'one'), clock.whileWaiting(sleeper(7), 'the other')])
    assert.deepEqual(woke, [7, 10, 14, 20, 21, 30])
  })

  it('passes on what a timer throws', async () => {
    const clock = createScenarioClock(START)
    clock.deadline(1, () => {
      throw new Error('a broken watchdog')
    })
    await assert.rejects(clock.whileWaiting(clock.sleep(2), 'the sleep'), /a broken watchdog/)
    await assert.doesNotReject(clock.advance(5))
  })

  it('gives up when patience is over and says what it waited for', async (test) => {
    waitReally({ waitMs: 50 })
    test.after(() => waitReally({}))
    const clock = createScenarioClock(START)
    clock.deadline(100, () => undefined)
    await assert.rejects(
      clock.whileWaiting(new Promise(() => undefined), 'the answer of Ada'),
      /for the answer of Ada; the next of 1 timers: deadline in 100 ms/,
    )
  })

  it('never overtakes work that is under way over loopback', async () => {
    const clock = createScenarioClock(START)
    const server = createServer((incoming, response) => incoming.resume().on('end', () => setImmediate(() => response.end('ok')))).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    const hops = async () => {
      for (let hop = 0; hop < 200; hop++) {
        const overtaken = clock.deadline(5, () => assert.fail(`the watchdog of hop ${hop} fired`))
        const { body } = await request(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x'.repeat(10_000) })
        await body.text()
        overtaken()
        if (hop % 10 === 0) await clock.sleep(1)
      }
    }
    void clock.sleep(3_600_000)
    await clock.whileWaiting(hops(), 'two hundred hops')
    server.close()
    assert.equal(clock.elapsed(), 20)
  })

  it('works in a worker thread', async () => {
    const body = `
      require('ts-node/register')
      const { createScenarioClock } = require(${JSON.stringify(require.resolve('./scenario-clock'))})
      const clock = createScenarioClock(0)
      clock.whileWaiting(clock.sleep(30_000), 'the sleep').then(() => require('node:worker_threads').parentPort.postMessage(clock.elapsed()))`
    const worker = new Worker(body, { eval: true })
    assert.equal(await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject)), 30_000)
    await worker.terminate()
  })
})

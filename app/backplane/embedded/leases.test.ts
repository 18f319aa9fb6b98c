import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { systemClock } from '../../shared/clock'
import { seededRandom } from '../../shared/random'
import { storeOn } from '../../store/open'
import { openSqlite } from '../../store/sqlite'
import { createLeases } from './leases'

const START = 1_800_000_000_000

/** Two instances on one database, on one clock that is moved by hand. */
function house() {
  let passed = 0
  const clock = { ...systemClock, now: () => START + passed }
  const database = openSqlite(':memory:', 0)
  const instance = () => createLeases({ store: storeOn(database), clock })
  const pass = (ms: number) => {
    passed += ms
  }
  return { one: instance(), other: instance(), pass, now: clock.now }
}

describe('a short lease', () => {
  let { one, other, pass, now } = house()
  beforeEach(() => {
    ;({ one, other, pass, now } = house())
  })
  const fencing = async (taking: Promise<{ readonly fencing: number } | undefined>) => (await taking)?.fencing

  it('is held by one at a time, and prolonged under its number by whoever holds it', async () => {
    assert.deepEqual(await one.take('task 1', 'ada', 1_000), { holder: 'ada', fencing: 1, expiresAt: now() + 1_000 })
    assert.equal(await other.take('task 1', 'sol', 1_000), undefined)
    pass(600)
    assert.deepEqual(await other.take('task 1', 'ada', 1_000), { holder: 'ada', fencing: 1, expiresAt: now() + 1_000 })
    pass(600)
    assert.equal(await one.take('task 1', 'sol', 1_000), undefined)
    assert.equal(await fencing(one.take('task 2', 'sol', 1_000)), 1)
  })

  it('ends with its time, and not a millisecond earlier', async () => {
    await one.take('task 1', 'ada', 1_000)
    pass(999)
    assert.equal(await other.take('task 1', 'sol', 1_000), undefined)
    pass(1)
    assert.equal(await fencing(other.take('task 1', 'sol', 1_000)), 2)
  })

  it('is not given back under another number', async () => {
    await one.take('task 1', 'ada', 1_000)
    await one.release('task 1', 2)
    assert.equal(await other.take('task 1', 'sol', 1_000), undefined)
    pass(1_000)
    await other.take('task 1', 'sol', 1_000)
    await one.release('task 1', 1)
    assert.equal(await one.take('task 1', 'ada', 1_000), undefined)
  })

  it('is free at once when it was given back, also a second time', async () => {
    await one.take('task 1', 'ada', 1_000)
    await one.release('task 1', 1)
    await one.release('task 1', 1)
    assert.equal(await fencing(other.take('task 1', 'sol', 1_000)), 2)
  })

  it('has a number that grows with each grant for ever, also for the same holder', async () => {
    for (let grant = 1; grant <= 50; grant++) {
      assert.equal(await fencing(one.take('task 1', 'ada', 1_000)), grant)
      if (grant % 2 === 0) await other.release('task 1', grant)
      else pass(1_000)
    }
  })

  it('is never held by two, in 200 interleavings of two instances', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const name = `task ${seed}`
      const random = seededRandom(seed)
      const pick = (count: number) => Math.floor(random.next() * count)
      const held = new Map<string, { readonly fencing: number; until: number }>()
      let highest = 0
      const act = async (who: string, leases: typeof one) => {
        const mine = held.get(who)
        const deed = pick(3)
        if (deed === 0 || mine === undefined) {
          const taken = await leases.take(name, who, 100)
          if (taken === undefined) return
          assert.ok(
            taken.fencing > highest || (taken.fencing === mine?.fencing && now() < mine.until),
            `seed ${seed}: number ${taken.fencing} after ${highest}`,
          )
          for (const [holder, { until }] of held) assert.ok(holder === who || until <= now(), `seed ${seed}: ${holder} and ${who} hold it`)
          highest = Math.max(highest, taken.fencing)
          held.set(who, { fencing: taken.fencing, until: taken.expiresAt })
        } else if (deed === 1) {
          await leases.release(name, mine.fencing)
          held.delete(who)
        } else pass(pick(120))
      }
      for (let turn = 0; turn < 20; turn++) {
        const [who, whom] = [`worker ${pick(3)}`, pick(2)]
        await act(who, whom === 0 ? one : other)
      }
      const [first, second] = await Promise.all([one.take(name, 'x', 100), other.take(name, 'y', 100)])
      assert.ok(first === undefined || second === undefined, `seed ${seed}: two at the same moment`)
    }
  })
})

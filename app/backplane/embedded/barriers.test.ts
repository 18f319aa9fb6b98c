import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createTrail } from '../../audit/trail'
import { systemClock } from '../../shared/clock'
import { createIds } from '../../shared/ids'
import { seededRandom, systemRandom } from '../../shared/random'
import { storeOn } from '../../store/open'
import { openSqlite } from '../../store/sqlite'
import type { Passage } from '../barrier'
import { createBarriers } from './barriers'
import { createBreakers } from './breakers'

/** Nobody falls silent here because the machine is slow. */
const SILENCE_S = 60
/** How often it is written down that those who wait are still there. */
const HEARD_EVERY_MS = (SILENCE_S * 1_000) / 5
/** For those who are to fall silent while timers run. */
const SHORT_SILENCE_S = 1
const OPEN_MS = 60_000

/** Instances on one database, each with a store of its own. Timers run as they do; clocks are set ahead by hand. */
function house(count: number, silenceSeconds = SILENCE_S) {
  const database = openSqlite(':memory:', 0)
  const newId = createIds({ clock: systemClock, random: systemRandom })
  const settings = { silenceSeconds, breakerFailures: 5, breakerOpenMs: OPEN_MS }
  let ahead = 0
  const clock = { ...systemClock, now: () => systemClock.now() + ahead, monotonic: () => systemClock.monotonic() + ahead }
  const instances = Array.from({ length: count }, () => {
    const deps = { store: storeOn(database), clock, newId, settings }
    return { barriers: createBarriers(deps), breakers: createBreakers(deps), trail: createTrail({ ...deps, knownHeads: async () => [] }), store: deps.store }
  })
  const at = (index: number) => {
    const instance = instances[index % count]
    assert.ok(instance)
    return instance
  }
  const rows = (table: string): number => (database.prepare(`select count(*) as count from ${table}`).get() as { count: number }).count
  const pass = (ms: number) => {
    ahead += ms
  }
  return { at, rows, database, pass }
}

const actor = (id: string) => ({ kind: 'agent' as const, id, by: id })
const coming = (member: string, parties: number, timeoutMs = 60_000) => ({ barrier: 'b', parties, member, actor: actor(member), timeoutMs })
const pause = (ms: number) => systemClock.sleep(ms)
const GONE = new Error('the caller left')

/** Leaves as soon as it waits. */
async function comeAndGo(barriers: ReturnType<typeof createBarriers>, member: string, parties: number): Promise<void> {
  const left = new AbortController()
  const waiting = barriers.arrive(coming(member, parties), left.signal)
  while (!(await barriers.state('b'))?.waiting.some((each) => each.member === member)) await pause(1)
  left.abort(GONE)
  await assert.rejects(waiting, GONE)
}

describe('barriers of several instances on one database', () => {
  it('let exactly as many pass as were named, each place of each generation once, in whatever order they come', async () => {
    for (const seed of [1, 2, 3]) {
      const { at, rows } = house(3)
      const random = seededRandom(seed)
      const arrive = async (index: number): Promise<Passage> => {
        await pause(random.next() * 30)
        return at(Math.floor(random.next() * 3)).barriers.arrive(coming(`member ${index}`, 7))
      }
      const passages = await Promise.all(Array.from({ length: 70 }, (_, index) => arrive(index)))
      const places = passages.map((passage) => (passage.kind === 'passed' ? `${passage.generation}/${passage.position}` : 'broken'))
      const expected = Array.from({ length: 70 }, (_, index) => `${Math.floor(index / 7) + 1}/${(index % 7) + 1}`)
      assert.deepEqual(places.toSorted(), expected.toSorted(), `seed ${seed}`)
      assert.equal(rows('barrier_member'), 0, 'all were told')
    }
  })

  it('let members meet again and again, and never let anybody pass for a generation it was told of before', async () => {
    const { at } = house(2)
    const rounds = async (member: string, index: number): Promise<readonly number[]> => {
      const generations: number[] = []
      for (let round = 0; round < 20; round++) {
        const passage = await at(index + round).barriers.arrive(coming(member, 3))
        assert.equal(passage.kind, 'passed')
        generations.push(passage.generation)
      }
      return generations
    }
    const each = await Promise.all(['ada', 'sol', 'ines'].map(rounds))
    for (const generations of each)
      assert.deepEqual(
        generations,
        Array.from({ length: 20 }, (_, index) => index + 1),
      )
  })

  it('tell a member that was away what came of it, once, and only within the silence', async () => {
    const { at, pass } = house(2)
    await comeAndGo(at(0).barriers, 'ada', 2)
    assert.deepEqual(await at(1).barriers.arrive(coming('sol', 2)), { kind: 'passed', generation: 1, position: 2 })
    assert.deepEqual(await at(1).barriers.arrive(coming('ada', 2)), { kind: 'passed', generation: 1, position: 1 })
    await comeAndGo(at(0).barriers, 'ada', 2)
    await at(1).barriers.arrive(coming('sol', 2))
    pass(SILENCE_S * 1_000)
    const broken = await at(0).barriers.arrive(coming('ada', 2, 50))
    assert.deepEqual(broken, { kind: 'broken', generation: 3, reason: 'timeout', member: 'ada' })
  })

  it("tell nobody what became of somebody else's member of the same name", async () => {
    const { at } = house(1)
    await comeAndGo(at(0).barriers, 'ada', 2)
    await at(0).barriers.arrive(coming('sol', 2))
    const mallory = await at(0).barriers.arrive({ ...coming('ada', 2, 50), actor: actor('mallory') })
    assert.deepEqual(mallory, { kind: 'broken', generation: 2, reason: 'timeout', member: 'ada' })
  })

  it('break for all at all instances when one falls silent, and write it down once', async () => {
    const { at } = house(3, SHORT_SILENCE_S)
    await comeAndGo(at(0).barriers, 'ada', 4)
    const others = [at(1).barriers.arrive(coming('sol', 4)), at(2).barriers.arrive(coming('ines', 4))]
    const told = { kind: 'broken', generation: 1, reason: 'silent', member: 'ada' } as const
    assert.deepEqual(await Promise.all(others), [told, told])
    const { records } = await at(0).trail.page({ after: 0, limit: 10, newestFirst: false })
    assert.deepEqual(
      records.map(({ action, actor, subject }) => ({ action, actor, subject })),
      [{ action: 'barrier.broken', actor: 'platform', subject: 'b' }],
    )
  })

  it('end whatever waits when the instance stops, and fail it when the store does', async () => {
    const { at, database, pass } = house(2)
    const waiting = at(0).barriers.arrive(coming('ada', 3))
    while ((await at(0).barriers.state('b'))?.waiting.length !== 1) await pause(1)
    at(0).barriers.close()
    await assert.rejects(waiting, { code: 'shutting_down' })
    const other = at(1).barriers.arrive(coming('sol', 3))
    while ((await at(1).barriers.state('b'))?.waiting.length !== 2) await pause(1)
    database.pragma('query_only = on')
    pass(HEARD_EVERY_MS)
    await assert.rejects(other, { code: 'storage_unavailable' })
  })
})

describe('breakers of several instances on one database', () => {
  it('let one probe in, of as many as ask at the same moment', async () => {
    const { at, pass } = house(3)
    for (let round = 1; round <= 20; round++) {
      const name = `printer ${round}`
      for (let failure = 0; failure < 5; failure++) await at(failure).breakers.record(name, 'failure', actor('ada'))
      await assert.rejects(at(1).breakers.record(name, 'attempt', actor('sol')), { code: 'breaker_open' })
      if (round < 20) continue
      pass(OPEN_MS + 1)
      const asked = Array.from({ length: 12 }, (_, index) => at(index).breakers.record(name, 'attempt', actor(`agent ${index}`)))
      const answers = await Promise.allSettled(asked)
      assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
    }
  })

  it('keep nothing of a breaker that is well', async () => {
    const { at, rows } = house(1)
    for (const outcome of ['attempt', 'success'] as const) await at(0).breakers.record('printer', outcome, actor('ada'))
    assert.equal(rows('breaker'), 0)
    for (const outcome of ['failure', 'success'] as const) await at(0).breakers.record('printer', outcome, actor('ada'))
    assert.equal(rows('breaker'), 0, 'it is well again')
  })
})

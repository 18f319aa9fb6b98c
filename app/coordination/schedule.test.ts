import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { resolved } from './graph'
import { createSchedule, type Scheduled } from './schedule'

/** A graph without circles: each task depends on some before it; then shuffled, so that what is needed may stand later. */
const graph = fc
  .array(fc.array(fc.nat(30), { maxLength: 3 }), { minLength: 1, maxLength: 30 })
  .chain((needs) => fc.tuple(fc.constant(needs), fc.shuffledSubarray([...needs.keys()], { minLength: needs.length })))
  .map(([needs, order]): Scheduled[] => {
    const place = new Map(order.map((index, at) => [index, at + 1]))
    const numberOf = (index: number) => place.get(index) ?? 0
    return needs
      .map((after, index) => ({ number: numberOf(index), after: [...new Set(after.filter((needed) => needed < index))].map(numberOf) }))
      .sort((one, other) => one.number - other.number)
  })

/** Runs everything there is, ending one of the running tasks at a time; what became of each, and how it went. */
function runAll(tasks: readonly Scheduled[], places: number, chance: fc.Stream<number> | Iterator<number>, fails: ReadonlySet<number>) {
  const schedule = createSchedule(places)
  schedule.add(tasks)
  const running: number[] = []
  const outcome = new Map<number, 'completed' | 'failed' | 'skipped'>()
  let most = 0
  for (;;) {
    for (let number = schedule.take(); number !== undefined; number = schedule.take()) {
      const needed = tasks[number - 1]?.after ?? []
      assert.ok(
        needed.every((other) => outcome.get(other) === 'completed'),
        `${number} began before what it depends on was completed`,
      )
      running.push(number)
    }
    most = Math.max(most, running.length)
    if (running.length === 0) return { outcome, most, schedule }
    const [number = 0] = running.splice(Number(chance.next().value ?? 0) % running.length, 1)
    outcome.set(number, fails.has(number) ? 'failed' : 'completed')
    for (const skip of schedule.end(number, !fails.has(number))) outcome.set(skip.number, 'skipped')
  }
}

const numbers = fc.infiniteStream(fc.nat(1_000))

test('every task runs once after all it depends on, or is skipped because one of them failed', () => {
  fc.assert(
    fc.property(graph, fc.integer({ min: 1, max: 10 }), numbers, fc.uniqueArray(fc.integer({ min: 1, max: 30 })), (tasks, places, chance, failing) => {
      const fails = new Set(failing)
      const { outcome, most, schedule } = runAll(tasks, places, chance, fails)
      const doomed = (number: number): boolean => (tasks[number - 1]?.after ?? []).some((needed) => fails.has(needed) || doomed(needed))
      for (const { number } of tasks) assert.equal(outcome.get(number), doomed(number) ? 'skipped' : fails.has(number) ? 'failed' : 'completed')
      assert.ok(most <= places)
      assert.equal(schedule.count('ended'), tasks.length)
    }),
  )
})

test('as many run at once as there are places, in the order asked for', () => {
  const schedule = createSchedule(2)
  schedule.add([1, 2, 3].map((number) => ({ number, after: [] })))
  assert.deepEqual([schedule.take(), schedule.take(), schedule.take()], [1, 2, undefined])
  schedule.sleep(1)
  assert.equal(schedule.take(), 3)
  schedule.wake(1)
  assert.equal(schedule.take(), undefined)
  schedule.end(2, true)
  assert.equal(schedule.take(), 1)
})

test('a large graph costs no more for each task than a small one', () => {
  const tasks = Array.from({ length: 50_000 }, (_, index) => ({ number: index + 1, after: index < 5_000 ? [] : [index - 4_999, index - 4_998] }))
  const { outcome } = runAll(tasks, 10, [][Symbol.iterator](), new Set())
  assert.equal(outcome.size, 50_000)
})

test('graphs without circles are taken; a circle is named from its first task back to it', () => {
  fc.assert(
    fc.property(graph, (tasks) => {
      const nodes = tasks.map(({ number, after }) => ({ id: `t${number}`, dependencies: after.map((needed) => `t${needed}`) }))
      assert.deepEqual(
        resolved(nodes),
        tasks.map(({ after }) => after),
      )
    }),
  )
  const circle = [
    { id: 'a', dependencies: [] },
    { id: 'b', dependencies: ['a', 'd'] },
    { id: 'c', dependencies: ['b'] },
    { id: 'd', dependencies: ['c'] },
    { id: 'e', dependencies: ['d'] },
  ]
  assert.throws(() => resolved(circle), { code: 'dependency_circle', message: /c → d → b → c|d → b → c → d|b → c → d → b/ })
  assert.throws(() => resolved([{ id: 'a', dependencies: ['a'] }]), { code: 'dependency_circle', message: /a → a/ })
})

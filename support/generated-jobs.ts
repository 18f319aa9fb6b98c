import { expect } from 'chai'
import fc from 'fast-check'
import { minutes } from '../app/shared/clock'
import { haveDone, type TaskResult, toldResults } from './coordinating'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** A job as it was made up: tasks in the order asked, with the places of what each depends on. */
export interface GeneratedJob {
  /** So many at a time. */
  readonly most: number
  readonly tasks: readonly GeneratedTask[]
}

interface GeneratedTask {
  readonly needs: readonly number[]
  readonly minutes: number
  readonly fails: boolean
}

/** What came of one of its tasks. Without a beginning it never began. */
export interface Ran {
  readonly task: GeneratedTask
  readonly name: string
  readonly result: TaskResult
  readonly told: string
  readonly began: number | undefined
  readonly ended: number | undefined
}

const LONGEST = 12

const task = fc.record({
  needs: fc.array(fc.nat(LONGEST), { maxLength: 4, size: 'max' }),
  minutes: fc.integer({ min: 1, max: 20 }),
  fails: fc.nat(7).map((n) => n === 7),
})

/** Each depends only on some that were made up before it; asked in any order. */
export const jobs: fc.Arbitrary<GeneratedJob> = fc
  .array(task, { minLength: 1, maxLength: LONGEST, size: 'max' })
  .chain((made) => fc.record({ made: fc.constant(made), most: fc.integer({ min: 1, max: 10 }), order: shuffled(made.length) }))
  .map(({ made, most, order }) => ({
    most,
    tasks: order.map((index) => {
      const { needs, ...rest } = made[index] ?? { needs: [], minutes: 1, fails: false }
      const earlier = new Set(needs.filter((other) => other < index))
      return { ...rest, needs: [...earlier].map((other) => order.indexOf(other)) }
    }),
  }))

const shuffled = (length: number) => fc.shuffledSubarray([...Array(length).keys()], { minLength: length })

const stateOf = perScenario(() => ({ made: 0 }))

/** Has the job done by Ada, for Uma, as it was made up. */
export async function runJob(world: ConcordWorld, { tasks, most }: GeneratedJob): Promise<readonly Ran[]> {
  const job = ++stateOf(world).made
  const voice = world.fakes.voice('Ada')
  const names = tasks.map((_, index) => `Task ${job}.${index}.`)
  for (const [index, { minutes: long, fails }] of tasks.entries()) {
    const to = names[index] ?? ''
    voice.takes(minutes(long), { to })
    voice.willAnswer(`Result ${job}.${index}.`, { to })
    if (fails) voice.fails({ to })
  }
  const wanted = tasks.map(({ needs }, index) => ({
    ...{ id: names[index], agent_id: world.agent('Ada').id, task: names[index] },
    dependencies: needs.map((other) => names[other]),
  }))
  await haveDone(world, 'Uma', wanted, { max_parallel: most })
  const { results } = await toldResults(world)
  return tasks.map((each, index) => ranAs(world, each, { name: names[index] ?? '', result: results[index] }))
}

function ranAs(world: ConcordWorld, task: GeneratedTask, { name, result }: { name: string; result: TaskResult | undefined }): Ran {
  if (result === undefined) throw new Error(`${name} has no result`)
  const asked = world.fakes.voice('Ada').asked.filter(({ messages }) => messages.at(-1)?.text.startsWith(name))
  expect(asked.length, `how often ${name} was run`).to.be.below(2)
  const began = asked[0]?.at
  return { task, name, result, told: asked[0]?.messages.at(-1)?.text ?? '', began, ended: began === undefined ? undefined : began + minutes(task.minutes) }
}

/** All that a task depends on, as it ran. */
const neededBy = ({ task: { needs } }: Ran, all: readonly Ran[]): readonly Ran[] => needs.flatMap((place) => all[place] ?? [])

/** What must hold of any job, by the words that a feature has for it. Each throws where it does not. */
export const PROMISES: Readonly<Record<string, (all: readonly Ran[], most: number) => void>> = {
  'every task began only after all it depends on had completed': (all) => {
    for (const ran of all) {
      if (ran.began === undefined) continue
      for (const needed of neededBy(ran, all)) {
        expect(needed.result.status, `${needed.name}, which ${ran.name} depends on`).to.equal('completed')
        expect(ran.began, ran.name).to.be.at.least(needed.ended ?? Number.NaN)
      }
    }
  },
  'every task was told the results of what it depends on, and no others': (all) => {
    for (const ran of all.filter(({ began }) => began !== undefined)) {
      const results = ran.told.match(/Result \d+\.\d+\./g) ?? []
      expect(results.toSorted(), ran.name).to.deep.equal(
        neededBy(ran, all)
          .map(({ name }) => name.replace('Task', 'Result'))
          .toSorted(),
      )
    }
  },
  'every task failed, was skipped behind a failure or was completed, and no task was lost': (all) => {
    const status = (ran: Ran): string => {
      if (neededBy(ran, all).some((needed) => status(needed) !== 'completed')) return 'skipped'
      return ran.task.fails ? 'failed' : 'completed'
    }
    expect(all.map(({ name, result }) => [name, result.id, result.status])).to.deep.equal(all.map((ran) => [ran.name, ran.name, status(ran)]))
  },
  'never more tasks ran at once than were allowed': (all, most) => {
    for (const { began } of all) if (began !== undefined) expect(runningAt(began, all)).to.be.at.most(most)
  },
  'no task waited while a place was free': (all, most) => {
    for (const ran of all.filter(({ began }) => began !== undefined)) {
      const ready = Math.max(startOf(all), ...neededBy(ran, all).map(({ ended }) => ended ?? 0))
      const moments = [ready, ...all.flatMap(({ ended }) => ended ?? [])].filter((at) => at >= ready && at < (ran.began ?? 0))
      for (const at of moments) expect(runningAt(at, all), `tasks at work while ${ran.name} waited`).to.equal(most)
    }
  },
}

const startOf = (all: readonly Ran[]): number => Math.min(...all.flatMap(({ began }) => began ?? []))
const runningAt = (at: number, all: readonly Ran[]): number =>
  all.filter(({ began, ended }) => began !== undefined && ended !== undefined && began <= at && at < ended).length

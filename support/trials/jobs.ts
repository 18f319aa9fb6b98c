import assert from 'node:assert/strict'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { messageOf } from '../../app/shared/errors'
import { traceOf } from '../../app/shared/trace'
import { openSqlite } from '../../app/store/sqlite'
import { createWriter, type Job, type JobResult } from '../../app/store/writer'
import { inspect } from './inspection'
import {
  ACTS,
  type ActName,
  asker,
  finish,
  lookAfter,
  OFTEN,
  PEOPLE,
  refusal,
  requestOf,
  resumeAll,
  type Scene,
  scripted,
  seen,
  type Weather,
} from './job-acts'
import { type AgentName, caseInWords, type JobCase, LEVELS, type MadeUp, someCases } from './job-cases'
import { OVER, watchJob } from './job-watch'
import { buildTwo, join, TURNS } from './two-platforms'

// Jobs for several agents in every order that the scheduler finds, on two platforms that take each other for gone, with humans who decide,
// cancel and try again meanwhile, and a store and a model that fail now and then.

const TRACE = traceOf('0af7651916cd43dd8448eb211c80319c')
const [olivia] = PEOPLE
/** As the installation has it, where the job does not say. */
const USUAL_PLACES = 10
const ROUNDS = 40
const ROUNDS_AFTERWARDS = 2
const IDLE_TURNS = 4
/** A case that takes longer hangs. */
const LONGEST_MS = 60_000
const MOST_FINISHES = 10

/** A database with the people and the agents and nothing else. */
async function beginning(): Promise<{ snapshot: Buffer; agents: Scene['agents'] }> {
  const database = openSqlite(':memory:', 0)
  join(database, PEOPLE)
  const [{ agents }] = buildTwo(database, { seed: 1 }).both
  const ids: [string, string][] = []
  for (const [name, maturity] of Object.entries(LEVELS)) {
    assert.ok(olivia)
    ids.push([name, (await agents.create({ name, instructions: '', category: 'trial', maturity, reason: 'for the test' }, olivia)).id])
  }
  return { snapshot: database.serialize(), agents: Object.fromEntries(ids) as Record<AgentName, string> }
}

const placesOf = (job: MadeUp): number => (job.kind === 'parallel' ? job.places : USUAL_PLACES)

/** One commit at a time, each looked at before the next; some fail as a busy store does. */
function watched(database: Database.Database, places: number, weather: Weather) {
  const writer = createWriter(database)
  const watch = watchJob(database, places)
  const one = (job: Job): JobResult => {
    if (weather.writes > 0) {
      weather.writes -= 1
      return { kind: 'failed', error: Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' }) }
    }
    const [result] = writer([job])
    if (result === undefined) throw new Error('the writer gave no result')
    watch.after(job)
    return result
  }
  return { watch, commit: async (jobs: readonly Job[]) => jobs.map(one) }
}

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

/** What was approved of a job that needs a human begins when it goes on. */
const AT_WORK = `execution.status in ('running', 'paused') or execution.status = 'pending'
  and not exists (select 1 from task join coordination on coordination.id = task.coordination_id where task.run_id = execution.run_id and coordination.status = 'needs_attention')`
const UNDER_WAY = `select (select count(*) from execution where ${AT_WORK}) + (select count(*) from episode_due)
  + (select count(*) from coordination where status in ('running', 'pending'))`

/** Whatever can go on by itself has done so. */
async function untilIdle(scheduler: fc.Scheduler): Promise<void> {
  for (let idle = 0; idle < IDLE_TURNS; idle = scheduler.count() === 0 ? idle + 1 : 0) await tick()
}

/** The platforms look after everything until nothing moves; whatever is held back goes on. */
async function untilQuiet(scene: Scene, scheduler: fc.Scheduler): Promise<void> {
  const underWay = scene.database.prepare(UNDER_WAY).pluck()
  for (let quiet = 0, round = 0; round < ROUNDS && quiet < ROUNDS_AFTERWARDS; round++) {
    seen(scene)
    await resumeAll(scene)
    scene.two.both.forEach(lookAfter)
    await untilIdle(scheduler)
    quiet = Number(underWay.get()) === 0 ? quiet + 1 : 0
  }
}

/** What must not be when nothing moves any more. */
function* restless({ database, two }: Scene): Generator<string> {
  const count = (sql: string): number => Number(database.prepare(sql).pluck().get())
  const status = String(database.prepare('select status from coordination').pluck().get())
  const open = count("select count(*) from execution where status in ('running', 'paused', 'pending', 'awaiting_approval')")
  const working = database.prepare(`select status, instance_id from execution where ${AT_WORK}`).all()
  const asked = count("select count(*) from proposal where status = 'pending'")
  const handing = count("select count(*) from handoff where status = 'awaiting_approval'")
  if (working.length > 0) yield `executions stay under way in a job that is ${status}: ${JSON.stringify(working)}`
  if (![...OVER, 'awaiting_approval', 'needs_attention'].includes(status)) yield `the job stays ${status}`
  if (status === 'awaiting_approval' && asked === 0) yield 'the job waits for humans, and they were not asked'
  if (OVER.includes(status) && open + asked + handing > 0)
    yield `the job is ${status}, with ${open} open executions, ${asked} proposals and ${handing} handoffs`
  for (const { check, text } of inspect(database, two.asked)) yield `${check}: ${text}`
}

const isOver = ({ database }: Scene): boolean => OVER.includes(String(database.prepare('select status from coordination').pluck().get()))

/** Everything that is wrong with one case. */
async function play(made: JobCase<ActName>, { scheduler, snapshot, agents }: { scheduler: fc.Scheduler } & Awaited<ReturnType<typeof beginning>>) {
  const database = new Database(snapshot)
  const weather: Weather = { writes: 0, words: 0 }
  const { watch, commit } = watched(database, placesOf(made.job), weather)
  const two = buildTwo(database, { scheduler, seed: 3, commit, answer: scripted(made.job, weather) })
  seen({ database })
  const { kind } = made.job
  const order = { kind, request: requestOf(made.job, agents), by: asker, trace: TRACE }
  const jobId = await scheduler.waitFor(two.both[0].coordinations.begin(order))
  const scene: Scene = { database, two, jobId, kind, agents, weather }
  const happening = made.happenings.map(async ({ what, which, where, after }) => {
    for (let turn = 0; turn <= after; turn++) await scheduler.schedule(Promise.resolve(), what)
    await ACTS[what](scene, two.both[where], which).catch(refusal)
  })
  await scheduler.waitFor(Promise.all(happening))
  const wrong: string[] = []
  const rest = async () => {
    Object.assign(weather, { writes: 0, words: 0 })
    await scheduler.waitFor(untilQuiet(scene, scheduler))
    wrong.push(...restless(scene), ...watch.atRest())
  }
  await rest()
  for (let turn = 0; turn < MOST_FINISHES && !isOver(scene); turn++) {
    await scheduler.waitFor(finish(scene, made.finally))
    await rest()
  }
  if (!isOver(scene)) wrong.push('the job never ends, whatever humans do')
  const { valid } = await two.both[0].trail.verify()
  database.close()
  return [...new Set([...watch.findings, ...wrong]), ...(valid ? [] : ['the audit trail does not verify'])]
}

export interface Trial {
  readonly cases: number
  readonly seed?: number | undefined
  /** Then only this counts as wrong. */
  readonly notice?: RegExp | undefined
}

/** What went wrong in so many cases, with the seed and the smallest case that shows it, in words; undefined if nothing did. */
export async function interleaveJobs({ cases, seed, notice }: Trial): Promise<string | undefined> {
  const built = await beginning()
  const names = Object.keys(ACTS) as ActName[]
  const property = fc.asyncProperty(someCases([...names, ...OFTEN]), fc.scheduler(TURNS), async (made, scheduler) => {
    const wrong = await play(made, { scheduler, ...built })
    assert.deepEqual(notice === undefined ? wrong : wrong.filter((text) => notice.test(text)), [])
  })
  const result = await fc.check(property, { numRuns: cases, timeout: LONGEST_MS, endOnFailure: notice !== undefined, ...(seed === undefined ? {} : { seed }) })
  if (!result.failed || result.counterexample === null) return undefined
  const [made] = result.counterexample
  return [`Seed ${result.seed}, path ${result.counterexamplePath}`, caseInWords(made), messageOf(result.errorInstance)].join('\n')
}

import assert from 'node:assert/strict'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import type { Maturity } from '../../app/agents/agent'
import type { Standing, Strategy } from '../../app/coordination/resource'
import { messageOf } from '../../app/shared/errors'
import { openSqlite } from '../../app/store/sqlite'
import { createWriter, type Job } from '../../app/store/writer'
import type { Bug } from './lease-bugs'
import { watchLeases } from './lease-watch'
import { buildTwo, join, type Parts, someone, TURNS, type TwoPlatforms } from './two-platforms'

// Leases, renewals, returns, time and writes in every order that the scheduler finds, by several agents on two platforms.

const [olivia, uma] = [someone('Olivia', 'administrator'), someone('Uma', 'user')]
const RESOURCE = 'printer'
const LEVEL: Readonly<Record<string, Maturity>> = { Ada: 'autonomous', Sol: 'supervised', Ines: 'intern' }
const LEASE_MS = 60_000

/** An agent as it goes about its work: it holds what it was last told that it holds, however long ago. */
interface Doer {
  readonly id: string
  number: number
}

interface Scene {
  readonly parts: Parts
  readonly two: TwoPlatforms
  readonly doer: Doer
  readonly doers: readonly Doer[]
  readonly strategy: Strategy
}

type Act = (scene: Scene) => Promise<unknown>

/** Whoever is told that an agent holds it passes the number on. */
function tell({ doers }: Pick<Scene, 'doers'>, { holder }: Standing): void {
  const doer = doers.find(({ id }) => id === holder?.agentId)
  if (doer !== undefined && holder !== undefined) doer.number = holder.lease.fencing
}

const ask = async (scene: Scene, agents: readonly Doer[]): Promise<void> =>
  tell(scene, await scene.parts.resources.allocate({ resourceId: RESOURCE, agentIds: agents.map(({ id }) => id), strategy: scene.strategy, by: uma }))

/** Reads the version first, as one does: what happens in between is what the number and the version are for. */
async function write({ parts: { sharedState }, doer }: Scene): Promise<void> {
  const version = await sharedState.get('jobs', 'next').then((present) => present.version, refusal)
  const lease = { resourceId: RESOURCE, fencing: doer.number }
  await sharedState.put({ scope: 'jobs', key: 'next', value: doer.id, version: version || 0, lease, by: uma })
}

const ACTS: Readonly<Record<string, Act>> = {
  'asks for it': (scene) => ask(scene, [scene.doer]),
  'asks for it for all': (scene) => ask(scene, scene.doers),
  'looks whether it holds it': async (scene) => tell(scene, await scene.parts.resources.get(RESOURCE)),
  'writes under its number': write,
  'renews under its number': async (scene) => tell(scene, await scene.parts.resources.renew(RESOURCE, { fencing: scene.doer.number, by: uma })),
  'gives it back under its number': async (scene) => tell(scene, await scene.parts.resources.release(RESOURCE, { fencing: scene.doer.number, by: uma })),
  'lets 1 millisecond pass': async ({ two }) => two.pass(1),
  'lets nearly a lease pass': async ({ two }) => two.pass(LEASE_MS - 1),
  'lets a lease pass': async ({ two }) => two.pass(LEASE_MS),
  'is paused': ({ parts, doer }) => parts.agents.setStatus(doer.id, 'paused', olivia),
  'is resumed': ({ parts, doer }) => parts.agents.setStatus(doer.id, 'active', olivia),
  'has the platform make its rounds': ({ parts }) => parts.resources.settleDue(),
}

const REFUSALS = ['lease_not_held', 'fencing_stale', 'version_conflict', 'agent_paused', 'not_found', 'conflict']

/** Refusals change nothing; anything else is a fault. */
function refusal(error: unknown): false {
  if (REFUSALS.includes(String((error as { code?: unknown }).code))) return false
  throw error
}

/** A database with the agents and nothing else. */
async function beginning(): Promise<{ snapshot: Buffer; ids: readonly string[] }> {
  const database = openSqlite(':memory:', 0)
  join(database, [olivia, uma])
  const [{ agents }] = buildTwo(database, { seed: 1 }).both
  const ids: string[] = []
  for (const [name, maturity] of Object.entries(LEVEL))
    ids.push((await agents.create({ name, instructions: '', category: 'trial', maturity, reason: 'for the test' }, olivia)).id)
  return { snapshot: database.serialize(), ids }
}

/** One commit at a time, each looked at before the next. */
function watched(database: Database.Database, strategy: Strategy, bug: Bug | undefined) {
  const writer = createWriter(database)
  const watch = watchLeases(database, strategy)
  const one = (job: Job) => {
    const [result] = writer([bug?.instead?.(job, database) ?? job])
    bug?.behind?.(job, database)
    watch.after(job, result)
    if (result === undefined) throw new Error('the writer gave no result')
    return result
  }
  return { watch, commit: async (jobs: readonly Job[]) => jobs.map(one) }
}

/** Time passes until everybody has had a turn who is not paused. */
async function untilNobodyWaits(database: Database.Database, { both, pass }: TwoPlatforms): Promise<void> {
  for (let turn = 0; turn <= Object.keys(LEVEL).length; turn++) {
    pass(LEASE_MS)
    for (const { resources } of both) await resources.settleDue()
  }
  const left = database.prepare(
    "select count(*) from resource_request r join agent a on a.id = r.agent_id where r.status in ('waiting', 'holding') and a.status = 'active'",
  )
  assert.equal(left.pluck().get(), 0, 'somebody waits for ever')
}

/** What the numbers are for comes about only if several such things fall together. */
const OFTEN = ['writes under its number', 'writes under its number', 'renews under its number', 'lets a lease pass']

const someActs = fc.array(
  fc.record({ who: fc.nat(2), what: fc.constantFrom(...Object.keys(ACTS), ...OFTEN), where: fc.constantFrom(0 as const, 1 as const) }),
  {
    minLength: 2,
    maxLength: 12,
  },
)

export interface Trial {
  readonly cases: number
  readonly seed?: number | undefined
  /** A planted one: then only what it has to be noticed by counts as wrong. */
  readonly bug?: Bug | undefined
}

/** What went wrong in so many cases, with the seed and the acts that show it; undefined if nothing did. */
export async function interleaveLeases({ cases, seed, bug }: Trial): Promise<string | undefined> {
  const { snapshot, ids } = await beginning()
  const property = fc.asyncProperty(someActs, fc.constantFrom<Strategy>('fifo', 'priority'), fc.scheduler(TURNS), async (acts, strategy, scheduler) => {
    const database = new Database(snapshot)
    const { watch, commit } = watched(database, strategy, bug)
    const two = buildTwo(database, { scheduler, seed: 3, commit })
    const doers = ids.map((id): Doer => ({ id, number: 0 }))
    const [ada] = doers
    if (ada !== undefined) await scheduler.waitFor(ask({ parts: two.both[0], two, doer: ada, doers, strategy }, doers))
    const happening = acts.map(async ({ who, what, where }) => {
      await scheduler.schedule(Promise.resolve(), what)
      const doer = doers[who]
      if (doer !== undefined) await ACTS[what]?.({ parts: two.both[where], two, doer, doers, strategy }).catch(refusal)
    })
    await scheduler.waitFor(Promise.all(happening))
    if (bug === undefined) await scheduler.waitFor(untilNobodyWaits(database, two))
    assert.deepEqual(
      watch.findings.filter((text) => bug?.notice.test(text) ?? true),
      [],
    )
    database.close()
  })
  const result = await fc.check(property, { numRuns: cases, endOnFailure: bug !== undefined, ...(seed === undefined ? {} : { seed }) })
  return result.failed ? `${messageOf(result.errorInstance)}\n${fc.defaultReportMessage(result)}` : undefined
}

import type { Turned, TurnOrder } from '../backplane/job-engine'
import { executionByRun } from '../executions/execution-store'
import { OUTSIDE } from '../executions/wanted'
import { messageOf } from '../shared/errors'
import type { CoordinationRow } from '../store/tables'
import { createAnnouncer } from './announcing'
import { type CoordinationStatus, LED, openAmong, type Task } from './coordination'
import { coordinationById, type TaskWithRun, type Turn, takeOverCoordination, tasksOf, turnCoordination } from './coordination-store'
import type { News } from './news'
import type { LeadParts } from './orchestration'
import type { Pattern } from './pattern'
import { createProgress, type Progress } from './progress'
import { passCoordination } from './steps-store'
import { taskOf } from './task-row'
import { brokenTurn, isNothing, type Turning, turnOf } from './turn'

/** Turns of jobs that an engine outside leads: each begins from what is stored, so that any instance may take the next one. */
export interface Turns {
  /** Throws where it cannot be taken now; taken twice, nothing happens twice. */
  take(order: TurnOrder): Promise<Turned>
  /** Writes down that tasks were begun, with whatever else has happened meanwhile. */
  started(id: string, number: number): Promise<void>
  /** How far a job has come, by what is stored; undefined once it is over. */
  progressOf(id: string, begun?: ReadonlySet<string>): Promise<Standing | undefined>
}

export interface Standing {
  readonly coordination: CoordinationRow
  readonly rows: readonly TaskWithRun[]
  readonly progress: Progress
}

export interface TurnParts extends Omit<LeadParts, 'watching'> {
  readonly patternOf: (kind: string) => Pattern<unknown>
  readonly settings: { readonly parallel: number }
  /** What stands in a job whose last turn was taken here. */
  readonly leader: string
  /** Gives what was running at instances that are gone an end. */
  readonly recoverGone: () => Promise<void>
  /** Told of each job after its turn. */
  readonly turned: (id: string) => void
}

/** An instance may be passed by so often before it leaves the turn to a later try. */
const MOST_TRIES = 20

interface Extra extends TurnOrder {
  readonly started: readonly number[]
}

export function createTurns(parts: TurnParts): Turns {
  const { store, logger, clock, leader, interventions, patternOf, settings, notify } = parts
  const alone = oneAtATime()

  const giveUp = async (given: readonly Task[], { asked_by }: CoordinationRow, why: string): Promise<void> => {
    for (const { executionId } of given) if (executionId !== undefined) await interventions.giveUp(executionId, asked_by, why)
  }
  const rowOf = async (id: string): Promise<CoordinationRow | undefined> => (await store.find(coordinationById, { id }))[0]

  /** It is over, or waits until a human has it tried again. What it has begun and is still under way is given up. */
  const resting = async (row: CoordinationRow | undefined): Promise<Turned> => {
    if (row === undefined) return { kind: 'rests', status: 'gone' }
    if (row.status !== 'needs_attention')
      await giveUp(openAmong((await store.find(tasksOf, { coordination_id: row.id })).map(taskOf)), row, row.error_detail ?? 'What it was part of is over')
    return { kind: 'rests', status: row.status }
  }

  /** The turn is this instance's. That it takes over from one that is gone goes on record. */
  const own = async (row: CoordinationRow): Promise<void> => {
    if (row.instance_id === leader) return
    await parts.recoverGone()
    const [alive] = await store.read((db) => db.selectFrom('instance').select('id').where('id', '=', row.instance_id.replace(OUTSIDE, '')).execute())
    if (alive !== undefined) return void (await store.write(passCoordination, { id: row.id, from: row.instance_id, to: leader }))
    const announcer = createAnnouncer(parts, row)
    const [note, event] = [announcer.note('resumed', 'platform'), announcer.event('coordination.resumed')]
    await store.write(takeOverCoordination, { id: row.id, from: [row.status], ledBy: row.instance_id, instanceId: leader, renewed: [], note, events: [event] })
    notify()
  }

  const progressOf: Turns['progressOf'] = async (id, begun) => {
    const coordination = await rowOf(id)
    if (coordination === undefined || !LED.includes(coordination.status)) return undefined
    const pattern = patternOf(coordination.kind)
    const request: unknown = JSON.parse(coordination.request)
    const places = Math.min(settings.parallel, pattern.mostAtOnce?.(request) ?? settings.parallel)
    const progress = createProgress(parts, { coordination, pattern, request, places })
    const rows = await store.find(tasksOf, { coordination_id: id })
    progress.adopt(rows, begun)
    return { coordination, rows, progress }
  }

  /** Runs that have ended although their tasks stand open. */
  const ends = async (rows: readonly TaskWithRun[]): Promise<News[]> => {
    const found: News[] = []
    for (const { number, status, run_id, execution_ended_at } of rows) {
      if (status !== 'pending' || execution_ended_at === null) continue
      const [execution] = await store.find(executionByRun, { run_id })
      if (execution !== undefined) found.push({ kind: 'ended', number, execution })
    }
    return found
  }

  const decide = async ({ coordination, rows, progress }: Standing, order: Extra): Promise<{ turn: Turn; givenUp: readonly Task[] }> => {
    const about: Turning = {
      ...{ coordination, pattern: patternOf(coordination.kind), request: JSON.parse(coordination.request) },
      ...{ announcer: createAnnouncer(parts, coordination), instanceId: leader, now: clock.now },
    }
    const news: News[] = [...order.refused.map((refusal) => ({ kind: 'refused' as const, ...refusal })), ...(await ends(rows))]
    try {
      const step = progress.step(news)
      const started = [...order.started.flatMap((number) => progress.tasks[number - 1] ?? []), ...step.started]
      const before = { tasks: progress.tasks, status: coordination.status as CoordinationStatus }
      return { turn: turnOf(about, { ...step, started }, before), givenUp: step.givenUp }
    } catch (error) {
      logger.error({ error, coordination: coordination.id }, 'a coordination cannot be led on')
      return { turn: brokenTurn(about), givenUp: openAmong(progress.tasks) }
    }
  }

  const attempt = async (order: Extra): Promise<Turned | undefined> => {
    const found = await rowOf(order.id)
    if (found === undefined || !LED.includes(found.status)) return resting(found)
    await own(found)
    const begun = new Set(order.begun)
    const standing = await progressOf(order.id, begun)
    if (standing === undefined || standing.coordination.instance_id !== leader) return undefined
    const { turn, givenUp } = await decide(standing, order)
    if (!isNothing(turn, standing.coordination.status as CoordinationStatus)) {
      if ((await store.write(turnCoordination, turn)) !== 'written') return undefined
      if (turn.events.length > 0) notify()
    }
    await giveUp(givenUp, standing.coordination, 'Another part of the same job failed')
    return LED.includes(turn.status) ? { kind: 'led', due: dueOf(standing, begun) } : { kind: 'rests', status: turn.status }
  }

  const turn = (order: Extra): Promise<Turned> =>
    alone(order.id, async () => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const turned = await attempt(order)
        if (turned === undefined) continue
        parts.turned(order.id)
        return turned
      }
      throw new Error(`other instances took each of ${MOST_TRIES} turns`)
    })

  return {
    take: (order) => turn({ ...order, started: [] }),
    started: async (id, number) => {
      await turn({ id, begun: [], refused: [], started: [number] }).catch((error: unknown) =>
        logger.warn({ coordination: id, reason: messageOf(error) }, 'that a task has begun is told with its end'),
      )
    },
    progressOf,
  }
}

/** The runs to be begun, and those that are under way with nobody watching them. */
function dueOf({ progress }: Standing, begun: ReadonlySet<string>): readonly { number: number; runId: string }[] {
  const jobs = progress.inOthersHands().flatMap(({ number }) => (RUNS.includes(progress.tasks[number - 1]?.status ?? '') ? [progress.job(number)] : []))
  for (let job = progress.next(); job !== undefined; job = progress.next()) jobs.push(job)
  return jobs.filter(({ runId }) => !begun.has(runId)).map(({ number, runId }) => ({ number, runId }))
}
const RUNS: readonly string[] = ['running', 'paused']

/** Work under one key is done one after the other. */
function oneAtATime() {
  const last = new Map<string, Promise<unknown>>()
  return <Answer>(key: string, work: () => Promise<Answer>): Promise<Answer> => {
    const done = (last.get(key) ?? Promise.resolve()).then(work)
    const settled = done.catch(() => undefined).then(() => void (last.get(key) === settled && last.delete(key)))
    last.set(key, settled)
    return done
  }
}

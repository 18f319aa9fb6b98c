import type { Interventions } from '../executions/interventions'
import type { Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import { messageOf } from '../shared/errors'
import type { NewId } from '../shared/ids'
import { traceOf } from '../shared/trace'
import type { CoordinationRow } from '../store/tables'
import { createAnnouncer } from './announcing'
import { type CoordinationStatus, type Task, taskEnded } from './coordination'
import { type TaskWithRun, type Turn, turnCoordination } from './coordination-store'
import type { News } from './news'
import type { Pattern } from './pattern'
import { createProgress, type Step } from './progress'
import { createTaskRunner, type RunnerParts } from './task-runner'

export interface LeadParts extends RunnerParts {
  readonly clock: Clock
  readonly newId: NewId
  readonly instanceId: string
  readonly interventions: Pick<Interventions, 'giveUp'>
  /** By the id of an execution or of a handoff that waits for a human: whom to tell that something was done with it. */
  readonly watching: Map<string, () => void>
  /** Wakes whoever follows events. */
  readonly notify: () => void
}

/** What is to be led: a coordination as it is stored, and who asked for it. */
export interface Assignment {
  readonly coordination: CoordinationRow
  readonly tasks: readonly TaskWithRun[]
  readonly by: Principal
  readonly pattern: Pattern<unknown>
  /** So many tasks at once. */
  readonly places: number
}

/** A coordination that this process leads: what has happened is written down before anything that follows is begun. */
export interface Orchestration {
  /** Resolves when it is over, waits for humans alone, or is led here no more. */
  quiet(): Promise<void>
  /** Looks at all that is in the hands of others, and tries again what could not be done. */
  look(): Promise<void>
  /** Leads it no more: it is over, or another's. What it has begun is given up. */
  abandon(why: string): void
  /** Resolves when there is nothing left to lead here. */
  readonly done: Promise<void>
}

export function startOrchestration(parts: LeadParts, assignment: Assignment): Orchestration {
  const { store, logger, instanceId, interventions } = parts
  const { coordination, by, pattern } = assignment
  const { id } = coordination
  const request: unknown = JSON.parse(coordination.request)
  const progress = createProgress(parts, { coordination, pattern, request, places: assignment.places })
  const announcer = createAnnouncer(parts, coordination)
  const inbox: News[] = []
  const done = Promise.withResolvers<void>()
  const watched = new Set<string>()
  let quiet = Promise.withResolvers<void>()
  let isQuiet = false
  let status: CoordinationStatus = 'running'
  /** What has been decided and could not be written down. */
  let unwritten: { readonly turn: Turn; readonly givenUp: readonly Task[] } | undefined
  let turning = false
  let led = true

  const runner = createTaskRunner(parts, {
    by,
    trace: traceOf(coordination.trace_id),
    tell(news) {
      inbox.push(news)
      void go()
    },
  })

  const leave = () => {
    led = false
    quiet.resolve()
    for (const what of watched) parts.watching.delete(what)
    done.resolve()
  }

  /** What a step comes to, in the words of the store. */
  const turnOf = ({ started, ended, renewed, added, standing }: Step): Turn => {
    const conclusion = standing === 'over' ? pattern.conclude(request, progress.tasks) : undefined
    const next = standing === 'over' ? (conclusion?.status ?? 'failed') : standing
    const events = [
      ...started.map(announcer.started),
      ...ended.flatMap(({ number }) => progress.tasks[number - 1] ?? []).map(announcer.ended),
      ...(next === status ? [] : announcer.standing(next)),
    ]
    const notes =
      next === status || next === 'running' || next === 'awaiting_approval'
        ? []
        : [announcer.note(standing === 'over' ? 'ended' : next, by.id, { outcome: next })]
    const end = conclusion && {
      result: conclusion.result === undefined ? null : JSON.stringify(conclusion.result),
      error_code: conclusion.error?.code ?? null,
      error_detail: conclusion.error?.detail ?? null,
      ended_at: parts.clock.now(),
    }
    return { id, instanceId, ended, renewed, added, status: next, end, notes, events }
  }

  const giveUp = async (given: readonly Task[], why: string): Promise<void> => {
    for (const { executionId } of given)
      if (executionId !== undefined)
        await interventions.giveUp(executionId, by.id, why).catch((error: unknown) => logger.warn({ error, execution: executionId }, 'it is given up later'))
  }

  const abandon = (why: string): void => {
    leave()
    void giveUp(
      progress.tasks.filter((task) => !taskEnded(task)),
      why,
    )
  }

  /** One step: written down first, then whatever follows from it. */
  const turn = async (): Promise<void> => {
    if (unwritten === undefined) {
      const step = progress.step(inbox.splice(0))
      step.asleep.forEach(watch)
      unwritten = { turn: turnOf(step), givenUp: step.givenUp }
      if (isNothing(unwritten.turn, status)) unwritten = undefined
    }
    if (unwritten !== undefined) {
      const { turn: written, givenUp } = unwritten
      const result = await store.write(turnCoordination, written)
      unwritten = undefined
      if (result === 'led_elsewhere') return leave()
      if (result === 'over') return abandon('What it was part of was given up')
      status = written.status as CoordinationStatus
      if (written.events.length > 0) parts.notify()
      await giveUp(givenUp, 'Another part of the same job failed')
    }
    if (status === 'running') beginReady()
    else if (status !== 'awaiting_approval') leave()
    else {
      isQuiet = true
      quiet.resolve()
    }
  }

  /** What humans have in their hands is looked at as soon as they have done something with it. */
  const watch = (what: string) => {
    watched.add(what)
    parts.watching.set(what, () => void look().catch(later))
  }
  const later = (error: unknown) => logger.warn({ coordination: id, reason: messageOf(error) }, 'a coordination cannot go on for now')

  const beginReady = () => {
    if (isQuiet) quiet = Promise.withResolvers()
    isQuiet = false
    for (let job = progress.next(); job !== undefined; job = progress.next()) void runner.begin(job)
  }

  /** One step at a time, as long as there is news. What cannot be written down is tried again when it is looked after. */
  const go = async (): Promise<void> => {
    if (turning) return
    turning = true
    try {
      do await turn()
      while (led && inbox.length > 0)
    } catch (error) {
      later(error)
    } finally {
      turning = false
    }
  }

  const look = async (): Promise<void> => {
    for (const job of progress.inOthersHands()) await runner.look(job)
    if (led && unwritten !== undefined) await go()
  }

  progress.adopt(assignment.tasks)
  for (const { executionId, handoff } of progress.inOthersHands()) watch(executionId ?? handoff?.id ?? '')
  void look().then(go, go)

  return {
    quiet: () => quiet.promise,
    look,
    abandon,
    done: done.promise,
  }
}

const isNothing = ({ ended, renewed, added, events, end, status }: Turn, before: CoordinationStatus): boolean =>
  ended.length + renewed.length + added.length + events.length === 0 && end === undefined && status === before

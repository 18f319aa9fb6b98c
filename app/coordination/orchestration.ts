import type { Interventions } from '../executions/interventions'
import type { Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import { messageOf } from '../shared/errors'
import type { NewId } from '../shared/ids'
import { traceOf } from '../shared/trace'
import type { CoordinationRow } from '../store/tables'
import { createAnnouncer } from './announcing'
import { type CoordinationStatus, type Task, taskEnded } from './coordination'
import { changedTasks, type TaskWithRun, type Turn, turnCoordination } from './coordination-store'
import type { News } from './news'
import type { Pattern } from './pattern'
import { createProgress, type Waiting } from './progress'
import { createTaskRunner, type RunnerParts } from './task-runner'
import { brokenTurn, isNothing, type Turning, turnOf } from './turn'

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
  /** Leads it no more: it is over. What it has begun is given up, in the name of whoever gave it up. */
  abandon(by: string, why: string): void
  /** Leads it no more: it will be led anew. What it has begun goes on. */
  leave(): void
  /** Resolves when there is nothing left to lead here. */
  readonly done: Promise<void>
}

export function startOrchestration(parts: LeadParts, assignment: Assignment): Orchestration {
  const { store, logger, instanceId, interventions } = parts
  const { coordination, by, pattern } = assignment
  const { id } = coordination
  const request: unknown = JSON.parse(coordination.request)
  const progress = createProgress(parts, { coordination, pattern, request, places: assignment.places })
  const about: Turning = { coordination, pattern, request, announcer: createAnnouncer(parts, coordination), instanceId, now: parts.clock.now }
  const inbox: News[] = []
  const done = Promise.withResolvers<void>()
  const watched = new Set<string>()
  let quiet = Promise.withResolvers<void>()
  let isQuiet = false
  let status: CoordinationStatus = 'running'
  /** What has been decided and could not be written down. */
  let unwritten: { readonly turn: Turn; readonly givenUp: readonly Task[] } | undefined
  let turning = false
  /** Something could not be given up, and is tried again. */
  let leftOver = false
  let led = true
  let gaveUp = { by: by.id, why: 'What it was part of was given up' }

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

  const giveUp = async (given: readonly Task[], { by: whose, why } = gaveUp): Promise<void> => {
    leftOver = false
    for (const { executionId } of given)
      if (executionId !== undefined)
        await interventions.giveUp(executionId, whose, why).catch((error: unknown) => {
          leftOver = true
          later(error)
        })
  }

  const open = (): readonly Task[] => progress.tasks.filter((task) => !taskEnded(task))
  /** It is over. Whoever waits is answered once what it began has been given up. */
  const end = (): void => {
    led = false
    void giveUp(open()).finally(leave)
  }

  /** What follows from the news; a pattern that cannot say so ends the job rather than holding it up for ever. */
  const decided = (): { readonly turn: Turn; readonly givenUp: readonly Task[] } => {
    try {
      const step = progress.step(inbox.splice(0))
      step.asleep.forEach(watch)
      return { turn: turnOf(about, step, { tasks: progress.tasks, status }), givenUp: step.givenUp }
    } catch (error) {
      logger.error({ error, coordination: id }, 'a coordination cannot be led on')
      return { turn: brokenTurn(about), givenUp: open() }
    }
  }

  /** One step: written down first, then whatever follows from it. */
  const turn = async (): Promise<void> => {
    unwritten ??= decided()
    const { turn: written, givenUp } = unwritten
    if (!isNothing(written, status)) {
      const result = await store.write(turnCoordination, written)
      if (result === 'led_elsewhere') return leave()
      if (result === 'over') return end()
      status = written.status as CoordinationStatus
      if (written.events.length > 0) parts.notify()
    }
    unwritten = undefined
    await giveUp(givenUp, { by: by.id, why: 'Another part of the same job failed' })
    if (status === 'running') beginReady()
    else if (status === 'awaiting_approval') hush()
    else leave()
  }

  /** Whoever waits is answered; the job may go on later. */
  const hush = () => {
    isQuiet = true
    quiet.resolve()
  }

  /** What humans have in their hands is looked at as soon as they have done something with it. */
  const watch = ({ number, what }: Waiting) => {
    watched.add(what)
    parts.watching.set(what, () => void runner.look(progress.job(number)).catch(later))
  }
  const later = (error: unknown) => logger.warn({ coordination: id, reason: messageOf(error) }, 'a coordination cannot go on for now')

  const beginReady = () => {
    if (isQuiet) quiet = Promise.withResolvers()
    isQuiet = false
    for (let job = progress.next(); job !== undefined; job = progress.next()) void runner.begin(job)
  }

  /** One step at a time, as long as there is news. What cannot be written down is tried again when it is looked after. */
  const go = async (): Promise<void> => {
    if (turning || !led) return
    turning = true
    try {
      do await turn()
      while (led && inbox.length > 0)
    } catch (error) {
      later(error)
      hush()
    } finally {
      turning = false
    }
  }

  const look = async (): Promise<void> => {
    const waiting = new Set(progress.inOthersHands().map(({ number }) => number))
    const changed = waiting.size === 0 ? [] : await store.find(changedTasks, { coordination_id: id })
    for (const { number } of changed) if (waiting.has(number)) await runner.look(progress.job(number))
    if (led && (unwritten !== undefined || leftOver)) await go()
  }

  progress.adopt(assignment.tasks)
  progress.inOthersHands().forEach(watch)
  void look().then(go, go)

  return {
    quiet: () => quiet.promise,
    look,
    leave,
    abandon(whose, why) {
      gaveUp = { by: whose, why }
      end()
    },
    done: done.promise,
  }
}

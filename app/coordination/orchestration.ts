import type { Interventions } from '../executions/interventions'
import type { Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import { messageOf } from '../shared/errors'
import type { NewId } from '../shared/ids'
import { traceOf } from '../shared/trace'
import type { CoordinationRow } from '../store/tables'
import { createAnnouncer } from './announcing'
import type { Waiting } from './consequences'
import { openAmong, type Task } from './coordination'
import { changedTasks, type TaskWithRun } from './coordination-store'
import { createLedger } from './ledger'
import type { Pattern } from './pattern'
import { createProgress } from './progress'
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
  /** Leads it no more: it is over. What it has begun is given up, in the name of whoever gave it up. */
  abandon(by: string, why: string): void
  /** Leads it no more: it will be led anew. What it has begun goes on. */
  leave(): void
  /** Resolves when there is nothing left to lead here. */
  readonly done: Promise<void>
}

export function startOrchestration(parts: LeadParts, assignment: Assignment): Orchestration {
  const { store, logger, instanceId } = parts
  const { coordination, by, pattern, places } = assignment
  const { id } = coordination
  const request: unknown = JSON.parse(coordination.request)
  const progress = createProgress(parts, { coordination, pattern, request, places })
  const done = Promise.withResolvers<void>()
  const quiet = createQuiet()
  let turning = false
  let led = true
  let gaveUp: Reason = { by: by.id, why: 'What it was part of was given up' }

  const later = (error: unknown) => logger.warn({ coordination: id, reason: messageOf(error) }, 'a coordination cannot go on for now')
  const leftovers = createLeftovers(parts.interventions, later)
  const watch = createWatch(parts.watching, (number) => void runner.look(progress.job(number)).catch(later))
  const ledger = createLedger({
    ...{ store, logger, notify: parts.notify, progress, asleep: watch.add },
    about: { coordination, pattern, request, announcer: createAnnouncer(parts, coordination), instanceId, now: parts.clock.now },
  })
  const runner = createTaskRunner(parts, {
    by,
    trace: traceOf(coordination.trace_id),
    tell(news) {
      ledger.hear(news)
      void go()
    },
  })

  const leave = () => {
    led = false
    quiet.fall()
    watch.end()
    done.resolve()
  }
  /** It is over. Whoever waits is answered once what it began has been given up. */
  const end = (): void => {
    led = false
    void leftovers.giveUp(openAmong(progress.tasks), gaveUp).finally(leave)
  }

  /** One step: written down first, then whatever follows from it. */
  const turn = async (): Promise<void> => {
    const written = await ledger.write()
    if (written.kind === 'led_elsewhere') return leave()
    if (written.kind === 'over') return end()
    await leftovers.giveUp(written.givenUp, { by: by.id, why: 'Another part of the same job failed' })
    if (written.status === 'running') beginReady()
    else if (written.status === 'awaiting_approval') quiet.fall()
    else leave()
  }
  const beginReady = () => {
    quiet.end()
    for (let job = progress.next(); job !== undefined; job = progress.next()) void runner.begin(job)
  }

  /** One step at a time, as long as there is news. What cannot be written down is tried again when it is looked after. */
  const go = async (): Promise<void> => {
    if (turning || !led) return
    turning = true
    try {
      do await turn()
      while (led && ledger.hasNews())
    } catch (error) {
      later(error)
      quiet.fall()
    } finally {
      turning = false
    }
  }

  const look = async (): Promise<void> => {
    const waiting = new Set(progress.inOthersHands().map(({ number }) => number))
    const changed = waiting.size === 0 ? [] : await store.find(changedTasks, { coordination_id: id })
    for (const { number } of changed) if (waiting.has(number)) await runner.look(progress.job(number))
    if (led && (ledger.isBehind() || leftovers.remain())) await go()
  }

  progress.adopt(assignment.tasks)
  progress.inOthersHands().forEach(watch.add)
  void look().then(go, go)

  return {
    quiet: quiet.fallen,
    look,
    leave,
    abandon(whose, why) {
      gaveUp = { by: whose, why }
      end()
    },
    done: done.promise,
  }
}

/** Whoever waits is answered when a job falls quiet; it may go on later. */
function createQuiet() {
  let next = Promise.withResolvers<void>()
  let isQuiet = false
  return {
    fallen: (): Promise<void> => next.promise,
    fall() {
      isQuiet = true
      next.resolve()
    },
    end() {
      if (isQuiet) next = Promise.withResolvers()
      isQuiet = false
    },
  }
}

/** What humans have in their hands is looked at as soon as they have done something with it. */
function createWatch(watching: LeadParts['watching'], look: (number: number) => void) {
  const watched = new Set<string>()
  return {
    add({ number, what }: Waiting) {
      watched.add(what)
      watching.set(what, () => look(number))
    },
    end() {
      for (const what of watched) watching.delete(what)
    },
  }
}

interface Reason {
  /** In whose name. */
  readonly by: string
  readonly why: string
}

/** What was begun and is not wanted any more. */
function createLeftovers(interventions: LeadParts['interventions'], failed: (error: unknown) => void) {
  let remain = false
  return {
    /** Something could not be given up, and is tried again. */
    remain: () => remain,
    async giveUp(given: readonly Task[], { by, why }: Reason): Promise<void> {
      remain = false
      for (const { executionId } of given)
        if (executionId !== undefined)
          await interventions.giveUp(executionId, by, why).catch((error: unknown) => {
            remain = true
            failed(error)
          })
    },
  }
}

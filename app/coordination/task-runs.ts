import type { Attempt, JobActivities, RefusedTask } from '../backplane/job-engine'
import { executionByRun } from '../executions/execution-store'
import type { Principal } from '../people/person'
import { seconds } from '../shared/clock'
import { traceOf } from '../shared/trace'
import type { ExecutionRow } from '../store/tables'
import type { News } from './news'
import { createTaskRunner } from './task-runner'
import type { TurnParts, Turns } from './turns'

/** How often a run that somebody else began is looked at, and how often it is seen whether that one is gone. */
const LOOK_MS = 250
const RECOVER_MS = seconds(1)

interface Deps extends TurnParts {
  readonly turns: Turns
  readonly askerOf: (row: { readonly asked_by: string; readonly asked_as: string }) => Principal
  /** Executions that are run or watched here, and how to say that something was done with them: nobody else needs to be told. */
  readonly inHand: Map<string, () => void>
}

type Order = Parameters<JobActivities['run']>[0]
/** What was refused; that it has ended or sleeps; or that others have it in hand. */
type Begun = { readonly kind: 'refused'; readonly refusal: RefusedTask } | { readonly kind: 'settled' } | { readonly kind: 'elsewhere' }

/** Runs tasks one by one for an engine outside. The unique id of a run sees to it that it is begun once, whoever begins it. */
export function createTaskRuns(parts: Deps): JobActivities['run'] {
  const { store, clock, turns, inHand } = parts

  const executionOf = async (runId: string): Promise<ExecutionRow | undefined> => (await store.find(executionByRun, { run_id: runId }))[0]

  const begin = async ({ id, number, runId }: Order): Promise<Begun> => {
    const standing = await turns.progressOf(id)
    const row = standing?.rows[number - 1]
    if (standing === undefined || row === undefined || row.run_id !== runId || row.status !== 'pending') return { kind: 'settled' }
    const { coordination, progress } = standing
    const told = Promise.withResolvers<Begun>()
    // It may be known before anybody waits for it.
    told.promise.catch(() => undefined)
    let telling: Promise<void> | undefined
    let executionId: string | undefined
    const hear = (news: News) => {
      if (news.kind === 'started') {
        executionId = news.executionId
        inHand.set(executionId, () => undefined)
        telling = turns.started(id, number)
        if (!news.followed) told.resolve({ kind: 'elsewhere' })
      } else if (news.kind === 'refused') told.resolve({ kind: 'refused', refusal: news })
      else if (news.kind === 'adrift') told.resolve({ kind: 'elsewhere' })
      else if (news.kind === 'later') told.reject(new Error('it cannot be begun now'))
      else told.resolve({ kind: 'settled' })
    }
    const runner = createTaskRunner(parts, { by: parts.askerOf(coordination), trace: traceOf(coordination.trace_id), tell: hear })
    try {
      await runner.begin(progress.job(number))
      // The platform is being stopped, and has begun nothing.
      if (executionId === undefined) told.reject(new Error('it was not begun'))
      const begun = await told.promise
      await telling
      return begun
    } finally {
      if (executionId !== undefined) inHand.delete(executionId)
    }
  }

  /** Until it has ended or waits for a human. If whoever ran it is gone, it has ended as interrupted. */
  const watch = async (runId: string, { again, signal }: Attempt): Promise<void> => {
    let recovered = again ? clock.monotonic() : 0
    const first = await executionOf(runId)
    for (let at = first; at !== undefined && RUNS.includes(at.status); ) {
      const { id, instance_id } = at
      if (instance_id !== parts.instanceId && clock.monotonic() - recovered >= RECOVER_MS) {
        recovered = clock.monotonic()
        await parts.recoverGone()
      }
      const change = changeOf(id, signal)
      try {
        at = await executionOf(runId)
        if (at !== undefined && RUNS.includes(at.status)) await change.happened
      } finally {
        change.forget()
      }
    }
  }

  /** Something was done with an execution here, or it is time to look whether somebody did elsewhere. Rejects when it is to be left to others. */
  const changeOf = (executionId: string, signal: AbortSignal) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    promise.catch(() => undefined)
    const leave = () => reject(new Error('it is left to others'))
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    inHand.set(executionId, resolve)
    const cancel = clock.every(LOOK_MS, resolve)
    return {
      happened: promise,
      forget() {
        cancel()
        inHand.delete(executionId)
        signal.removeEventListener('abort', leave)
      },
    }
  }

  return async (order, attempt) => {
    if (attempt.again) await parts.recoverGone()
    const before = await executionOf(order.runId)
    if (before === undefined || before.status === 'pending') {
      const begun = await begin(order)
      if (begun.kind === 'refused') return { number: begun.refusal.number, status: begun.refusal.status, error: begun.refusal.error }
      if (begun.kind === 'settled') return undefined
    }
    await watch(order.runId, attempt)
    return undefined
  }
}

const RUNS: readonly string[] = ['running', 'paused']

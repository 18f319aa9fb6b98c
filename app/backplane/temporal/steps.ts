import { Context } from '@temporalio/activity'
import { type Clock, seconds } from '../../shared/clock'
import type { Attempt, JobActivities, TaskRun, TurnOrder } from '../job-engine'

const HEARTBEAT_MS = seconds(1)

/** What workflows may have done, as Temporal's activities. */
export const stepsOf = (activities: JobActivities, clock: Clock) => ({
  turn: (order: TurnOrder) => heard(clock, () => activities.turn(order)),
  run: (order: TaskRun & { readonly id: string }) => heard(clock, (attempt) => activities.run(order, attempt)),
})

/** As long as it is under way, Temporal hears of it each second; after 4 seconds of silence it is given to somebody else. */
async function heard<Answer>(clock: Clock, step: (attempt: Attempt) => Promise<Answer>): Promise<Answer> {
  const context = Context.current()
  const hush = clock.every(HEARTBEAT_MS, () => context.heartbeat())
  try {
    return await step({ again: context.info.attempt > 1, signal: context.cancellationSignal })
  } finally {
    hush()
  }
}

import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import type { Waiting } from './consequences'
import { type CoordinationStatus, openAmong, type Task } from './coordination'
import { type Turn, turnCoordination } from './coordination-store'
import type { News } from './news'
import type { Progress } from './progress'
import { brokenTurn, isNothing, type Turning, turnOf } from './turn'

/** What happened to a job that is led here, and what follows from it, one step at a time: a step is decided once and stands until it is written down. */
export interface Ledger {
  hear(news: News): void
  /** There is news that no step has heeded. */
  hasNews(): boolean
  /** A step was decided and could not be written down. */
  isBehind(): boolean
  /** Writes the next step down. */
  write(): Promise<Written>
}

/** What was written, with the tasks that are not wanted any more; or why nothing was. */
export type Written =
  | { readonly kind: 'written'; readonly status: CoordinationStatus; readonly givenUp: readonly Task[] }
  | { readonly kind: 'led_elsewhere' }
  | { readonly kind: 'over' }

interface Deps {
  readonly store: Store
  readonly logger: Logger
  /** Wakes whoever follows events. */
  readonly notify: () => void
  readonly about: Turning
  readonly progress: Progress
  /** Told of what will wait for a human, before that is written down. */
  readonly asleep: (waiting: Waiting) => void
}

interface Decided {
  readonly turn: Turn
  readonly givenUp: readonly Task[]
}

export function createLedger({ store, logger, notify, about, progress, asleep }: Deps): Ledger {
  const inbox: News[] = []
  let status: CoordinationStatus = 'running'
  let unwritten: Decided | undefined

  /** What follows from the news; a pattern that cannot say so ends the job rather than holding it up for ever. */
  const decided = (): Decided => {
    try {
      const step = progress.step(inbox.splice(0))
      step.asleep.forEach(asleep)
      return { turn: turnOf(about, step, { tasks: progress.tasks, status }), givenUp: step.givenUp }
    } catch (error) {
      logger.error({ error, coordination: about.coordination.id }, 'a coordination cannot be led on')
      return { turn: brokenTurn(about), givenUp: openAmong(progress.tasks) }
    }
  }

  return {
    hear: (news) => void inbox.push(news),
    hasNews: () => inbox.length > 0,
    isBehind: () => unwritten !== undefined,
    async write() {
      unwritten ??= decided()
      const { turn, givenUp } = unwritten
      if (!isNothing(turn, status)) {
        const result = await store.write(turnCoordination, turn)
        if (result === 'led_elsewhere' || result === 'over') return { kind: result }
        status = turn.status as CoordinationStatus
        if (turn.events.length > 0) notify()
      }
      unwritten = undefined
      return { kind: 'written', status, givenUp }
    },
  }
}

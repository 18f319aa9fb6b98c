import type { Clock } from '../../shared/clock'
import type { NewId } from '../../shared/ids'
import type { Store } from '../../store/store'
import { breakerEntry, type SharedBreakerSettings, type SharedBreakerState, type SharedBreakers } from '../breaker'
import { refuseAttempt } from '../refusing'
import type { Actor } from '../task'
import { REPORT_TO_BREAKER } from './breaker-scripts'
import type { Connection } from './connection'
import type { Keys } from './keys'
import { createPayOwed, type OwedEntry } from './owed'

interface Deps {
  readonly connection: Connection
  readonly keys: Keys
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: SharedBreakerSettings
}

/** Breakers at the server, by its time. Whichever instance opens or closes one writes that down, or whoever asks next. */
export function createBreakers({ connection, keys, store, clock, newId, settings }: Deps): SharedBreakers {
  const pay = createPayOwed({ connection, store })
  const report = async (name: string, outcome: string, actor: Actor = NOBODY) => {
    const places = [keys.breaker(name), keys.breakerOwed(name)]
    const id = newId()
    const args = [outcome, actor.id, settings.breakerFailures, settings.breakerOpenMs, clock.now(), id, actor.by, actor.kind]
    const [owed, kind, state, failures, left] = (await connection.run(REPORT_TO_BREAKER, places, args)) as Reported
    await pay({ key: keys.breakerOwed(name), list: owed, own: [id] }, entryOf(name))
    const standing: SharedBreakerState = { state, failures, retryAt: left < 0 ? undefined : clock.now() + left }
    return { kind, standing }
  }
  return {
    state: async (name) => (await report(name, 'state')).standing,
    async record(name, outcome, actor) {
      const { kind, standing } = await report(name, outcome, actor)
      if (kind === 'refused') refuseAttempt(name, standing, clock.now())
      return standing
    },
  }
}

type Reported = readonly [owed: readonly string[], kind: 'refused' | 'taken', state: SharedBreakerState['state'], failures: number, msUntilNextTry: number]

/** Whoever only looks. */
const NOBODY: Actor = { kind: 'person', id: '', by: '' }

const entryOf =
  (name: string) =>
  ({ id, at, by, about: [change, failures, kind, reporter = ''] }: OwedEntry) =>
    breakerEntry(
      { name, change: change === 'closed' ? 'closed' : 'opened', failures: Number(failures) },
      { id, at, actor: { kind: kind === 'agent' ? 'agent' : 'person', id: reporter, by } },
    )

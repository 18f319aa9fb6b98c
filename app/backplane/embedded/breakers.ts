import type { Clock } from '../../shared/clock'
import type { NewId } from '../../shared/ids'
import type { Store } from '../../store/store'
import { type Circuit, recorded, type SharedBreakerSettings, type SharedBreakers, stateAt } from '../breaker'
import { refuseAttempt } from '../refusing'
import { breakerByName, circuitOf, reportToBreaker } from './breaker-store'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: SharedBreakerSettings
}

/** Breakers in the store. What changes nothing is not written: a breaker that is well costs one look. */
export function createBreakers({ store, clock, newId, settings }: Deps): SharedBreakers {
  const find = async (name: string): Promise<Circuit> => circuitOf((await store.find(breakerByName, { name }))[0])
  const standing = (circuit: Circuit) => stateAt(circuit, clock.now(), settings)

  return {
    state: async (name) => standing(await find(name)),
    async record(name, outcome, actor) {
      const found = await find(name)
      const report = { outcome, by: actor.id, now: clock.now() }
      const expected = recorded(found, report, settings)
      if (expected.kind === 'taken' && expected.circuit === found) return standing(found)
      const result = await store.write(reportToBreaker, { name, actor, ...report, settings, entryId: newId() })
      return result.kind === 'taken' ? standing(result.circuit) : refuseAttempt(name, standing(result.before), clock.now())
    },
  }
}

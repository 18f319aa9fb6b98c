import { type Clock, seconds } from '../shared/clock'
import type { ProcessLocks } from './process-locks'
import { define, defineInsert } from './statement'
import type { Store } from './store'
import type { InstanceRow } from './tables'
import { run, unit } from './unit'

const insertInstance = defineInsert('instance', ['id', 'started_at', 'seen_at'])
const touchInstance = define<{ id: string; seen_at: number }>()((db, p) =>
  db.updateTable('instance').set({ seen_at: p.seen_at }).where('id', '=', p.id).returning('id'),
)
const deleteInstance = define<{ id: string }>()((db, p) => db.deleteFrom('instance').where('id', '=', p.id))
const allInstances = define()((db) => db.selectFrom('instance').selectAll())

export const registerInstance = unit('instance.register', function* (row: InstanceRow) {
  yield* run(insertInstance, row)
})
/** Somebody may have taken it for gone meanwhile: it is there again. */
export const seeInstance = unit('instance.see', function* (input: { id: string; seen_at: number }) {
  const [seen] = yield* run(touchInstance, input)
  if (seen === undefined) yield* run(insertInstance, { ...input, started_at: input.seen_at })
})
export const forgetInstance = unit('instance.forget', function* (input: { id: string }) {
  yield* run(deleteInstance, input)
})

/** The running platforms on one database. */
export interface Instances {
  /** Announces this one. Its lock is held until it stops or dies. */
  arrive(): Promise<void>
  seen(): Promise<void>
  /** Those whose lock is free, or who were silent for 15 seconds. */
  gone(): Promise<readonly string[]>
  forget(id: string): Promise<void>
  leave(): Promise<void>
}

export const SEEN_EVERY_MS = seconds(5)
const SILENT_MS = seconds(15)

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly id: string
  /** None in memory. */
  readonly locks: ProcessLocks | undefined
}

export function createInstances({ store, clock, id, locks }: Deps): Instances {
  const observed = new Map<string, { readonly seenAt: number; readonly since: number }>()

  /** Watched on the monotonic clock, so that a wall clock that jumps declares nobody dead. */
  const isSilent = ({ id: other, seen_at }: InstanceRow) => {
    const before = observed.get(other)
    if (before?.seenAt === seen_at) return clock.monotonic() - before.since >= SILENT_MS
    observed.set(other, { seenAt: seen_at, since: clock.monotonic() })
    return false
  }
  const isGone = async (row: InstanceRow) => (await locks?.isFree(row.id)) === true || isSilent(row)
  const forget = async (other: string) => {
    await store.write(forgetInstance, { id: other })
    locks?.remove(other)
  }

  return {
    async arrive() {
      await locks?.take(id)
      await store.write(registerInstance, { id, started_at: clock.now(), seen_at: clock.now() })
    },
    seen: () => store.write(seeInstance, { id, seen_at: clock.now() }),
    async gone() {
      const others = (await store.find(allInstances, {})).filter((row) => row.id !== id)
      const gone = await Promise.all(others.map(isGone))
      return others.filter((_other, index) => gone[index]).map((other) => other.id)
    },
    forget,
    async leave() {
      await forget(id)
      await locks?.release(id)
    },
  }
}

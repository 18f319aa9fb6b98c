import { takeWordsOf } from '../audit/own-records'
import type { Barriers } from '../backplane/barrier'
import { eraseTasks } from '../backplane/erasing-store'
import { COORDINATION_KINDS } from '../coordination/coordination'
import { CANCELLABLE } from '../coordination/coordination-store'
import type { Coordinations } from '../coordination/coordinations'
import { eraseQuotations } from '../coordination/quotations'
import { eraseTold } from '../events/erasing'
import { OPEN } from '../executions/execution-store'
import type { Interventions } from '../executions/interventions'
import { ACTIONS } from '../governance/actions'
import type { Proposals } from '../governance/proposals'
import type { Keeper } from '../people/forgetting'
import type { Clock } from '../shared/clock'
import { ConcordError } from '../shared/errors'
import { MESSAGE_TYPES } from '../social/direct-message'
import { eraseLoneChannels, erasePosts } from '../social/erasing-store'
import { POST_TYPES } from '../social/post'
import { eraseListed } from '../store/erasing'
import type { Store } from '../store/store'
import { endProposals } from './proposal-ending-store'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly instanceId: string
  readonly interventions: Pick<Interventions, 'giveUp'>
  readonly coordinations: Pick<Coordinations, 'cancel'>
  readonly proposals: Pick<Proposals, 'expire'>
  readonly barriers: Pick<Barriers, 'withdraw'>
  /** Models on offer: their names are nobody's words. */
  readonly models: readonly { readonly id: string }[]
}

const WHY = 'Whoever asked for it is being forgotten'
const AT_ONCE = 100

/** Everything that people leave behind, wherever in the platform it is kept. */
export function createKeeper({ store, clock, instanceId, interventions, coordinations, proposals, barriers, models }: Deps): Keeper {
  const ours: ReadonlySet<string> = new Set([
    ...Object.values(ACTIONS).flat(),
    ...['handoff', 'resolve_conflict', ...MESSAGE_TYPES, ...POST_TYPES],
    ...models.map(({ id }) => id),
  ])

  const endJobs = async (personId: string): Promise<boolean> => {
    const jobs = await store.read((db) =>
      db.selectFrom('coordination').select('id').where('asked_by', '=', personId).where('status', 'in', CANCELLABLE).limit(AT_ONCE).execute(),
    )
    const by = { id: personId, name: '', email: null, role: 'user' } as const
    for (const { id } of jobs) await orEnded(coordinations.cancel(id, by, COORDINATION_KINDS))
    return jobs.length === 0
  }
  const endExecutions = async (personId: string): Promise<boolean> => {
    const open = await store.read((db) =>
      db.selectFrom('execution').select(['id', 'status', 'instance_id']).where(OPEN).where('asked_by', '=', personId).limit(AT_ONCE).execute(),
    )
    for (const { id } of open) await interventions.giveUp(id, personId, WHY)
    // Another platform that runs one sees that it has ended a little later.
    return open.every(({ instance_id }) => instance_id === null || instance_id === instanceId) && open.length < AT_ONCE
  }
  const endPending = async (personId: string): Promise<boolean> => {
    const pending = await store.write(endProposals, { asked_by: personId, at: clock.now() })
    if (pending > 0) await proposals.expire()
    return pending === 0
  }
  const endWaiting = async (personId: string): Promise<boolean> => {
    const waiting = await store.read((db) =>
      db
        .selectFrom('barrier_member')
        .innerJoin('barrier', (join) => join.onRef('barrier.name', '=', 'barrier_member.barrier').onRef('barrier.generation', '=', 'barrier_member.generation'))
        .select(['barrier_member.barrier', 'barrier_member.member'])
        .where('actor_id', '=', personId)
        .execute(),
    )
    for (const place of waiting) await barriers.withdraw({ ...place, actor: { kind: 'person', id: personId, by: personId }, anyMember: false })
    return waiting.length === 0
  }
  const noneIsSent = async (personId: string): Promise<boolean> => {
    const sending = await store.read((db) =>
      db.selectFrom('send').select('id').where('person_id', '=', personId).where('status', '=', 'sending').limit(1).execute(),
    )
    return sending.length === 0
  }

  const eraseAllPosts = async (person: string): Promise<number> => {
    for (let [after, pieces] = [0, 0]; ; pieces++) {
      const last = await store.write(erasePosts, { person, after, at: clock.now() })
      if (last === undefined) return pieces
      after = last
    }
  }
  const eraseAllTasks = async (person: string): Promise<number> => {
    for (let erased = 0; ; ) {
      const some = await store.write(eraseTasks, { person, at: clock.now() })
      erased += some
      if (some === 0) return erased
    }
  }

  return {
    async stop(personId) {
      const ended = [await endJobs(personId), await endExecutions(personId), await endPending(personId), await endWaiting(personId), await noneIsSent(personId)]
      return ended.every(Boolean)
    },
    // What was told, and what was said of others' work, is found by what the rows and the record still say: so these come first.
    async erase(personId) {
      const told = await eraseTold({ store, clock }, personId)
      await eraseQuotations(store, personId)
      const said = (await eraseAllPosts(personId)) + (await store.write(eraseLoneChannels, { person: personId })) + (await eraseAllTasks(personId))
      const listed = await eraseListed(store, personId)
      return told + said + listed + (await takeWordsOf(store, personId, ours))
    },
  }
}

/** It may have ended meanwhile: that is looked at again. */
async function orEnded(ending: Promise<unknown>): Promise<void> {
  await ending.catch((error: unknown) => {
    if (!(error instanceof ConcordError)) throw error
  })
}

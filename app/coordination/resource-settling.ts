import { sql } from 'kysely'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { appendEvent } from '../events/event-store'
import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import { define } from '../store/statement'
import { run, type Write } from '../store/unit'
import { due, type Holding, type Standing, type Strategy, standing, type Wish, wishOf } from './resource'

export const resourceById = define<{ id: string }>()((db, p) => db.selectFrom('resource').selectAll().where('id', '=', p.id))

/** The first half is the condition of the index `resource_request_open`. What is retired waits no more, and will never again; what it holds it keeps for its time. */
const isOpen = sql<boolean>`resource_request.status in ('waiting', 'holding') and (resource_request.status = 'holding' or agent.status <> 'retired')`

/** Whoever holds a resource or waits for it, with the level and the status that the agent has now. */
export const openWishes = define<{ resource_id: string }>()((db, p) =>
  db
    .selectFrom('resource_request')
    .innerJoin('agent', 'agent.id', 'resource_request.agent_id')
    .select(['resource_request.id', 'agent_id', 'asked_by', 'place', 'ttl_ms', 'fencing', 'expires_at', 'maturity', 'agent.status as agent_status'])
    .where('resource_id', '=', p.resource_id)
    .where(isOpen),
)

/** The resources whose lease has run out, or that nobody holds although somebody waits who is not paused. Only who holds has an end. */
export const resourcesToSettle = define<{ now: number }>()((db, p) =>
  db
    .selectFrom('resource_request')
    .innerJoin('agent', 'agent.id', 'resource_request.agent_id')
    .select('resource_id')
    .where(isOpen)
    .groupBy('resource_id')
    .having(sql<boolean>`max(expires_at) <= ${p.now} or (count(expires_at) = 0 and count(nullif(agent.status, 'paused')) > 0)`),
)

const nextFencing = define<{ id: string }>()((db, p) =>
  db.updateTable('resource').set({ fencing: sql`fencing + 1` }).where('id', '=', p.id).returning('fencing'),
)
const grantWish = define<{ id: string; fencing: number; granted_at: number; expires_at: number }>()((db, p) =>
  db.updateTable('resource_request').set({ status: 'holding', fencing: p.fencing, granted_at: p.granted_at, expires_at: p.expires_at }).where('id', '=', p.id),
)
const endWish = define<{ id: string; status: string; ended_at: number }>()((db, p) =>
  db.updateTable('resource_request').set({ status: p.status, ended_at: p.ended_at }).where('id', '=', p.id),
)

/** Ends what the retired wait for, so that nobody comes across it again. */
const dropRetired = define<{ resource_id: string; ended_at: number }>()((db, p) =>
  db
    .updateTable('resource_request')
    .set({ status: 'dropped', ended_at: p.ended_at })
    .where('resource_id', '=', p.resource_id)
    .where('status', '=', 'waiting')
    .where('agent_id', 'in', (db) => db.selectFrom('agent').select('id').where('status', '=', 'retired')),
)

/** When a unit works on a resource, and the ids of what it writes down: at most one lease ends or is renewed in it, and at most one is given. */
export interface Occasion {
  readonly resourceId: string
  readonly now: number
  readonly ids: Readonly<Record<'ended' | 'endedEvent' | 'granted' | 'grantedEvent', string>>
}

/** A moment at which something is done to a resource, with the ids of what may have to be written down. */
export const occasion = ({ resourceId, clock, newId }: { resourceId: string; clock: Clock; newId: NewId }): Occasion => ({
  ...{ resourceId, now: clock.now() },
  ids: { ended: newId(), endedEvent: newId(), granted: newId(), grantedEvent: newId() },
})

export interface Settled {
  readonly strategy: Strategy
  readonly wishes: readonly Wish[]
  readonly standing: Standing
  /** Whether the holder is one only since this transaction: nobody can know its number yet. */
  readonly isNew: boolean
}

/** Part of any unit: writes down what is due, so that the holder is the true one; undefined for a resource that nobody ever asked for. */
export function* settle(occasion: Occasion): Write<Settled | undefined> {
  const [resource] = yield* run(resourceById, { id: occasion.resourceId })
  return resource === undefined ? undefined : yield* settleBy(occasion, resource.strategy as Strategy)
}

/** Part of any unit: the same for a resource that is known to be given out in this way. */
export function* settleBy(occasion: Occasion, strategy: Strategy): Write<Settled> {
  yield* run(dropRetired, { resource_id: occasion.resourceId, ended_at: occasion.now })
  const found = (yield* run(openWishes, { resource_id: occasion.resourceId })).map(wishOf)
  const { expired, next } = due(found, strategy, occasion.now)
  if (expired !== undefined) {
    yield* end(occasion, expired, { status: 'expired', by: 'platform' })
    yield* appendEvent({ ...told(occasion, expired, 'resource.expired'), id: occasion.ids.endedEvent })
  }
  const holder = next === undefined ? undefined : yield* grant(occasion, next)
  const gone = new Set([expired, next].map((wish) => wish?.id))
  const wishes = [...found.filter(({ id }) => !gone.has(id)), ...(holder === undefined ? [] : [holder])]
  return { strategy, wishes, standing: standing(wishes, strategy), isNew: holder !== undefined }
}

function* grant(occasion: Occasion, wish: Wish): Write<Holding> {
  const { resourceId, now, ids } = occasion
  const [row] = yield* run(nextFencing, { id: resourceId })
  if (row === undefined) throw new Error('a resource is gone')
  const holding = { ...wish, lease: { fencing: row.fencing, expiresAt: now + wish.ttlMs } }
  yield* run(grantWish, { id: wish.id, fencing: row.fencing, granted_at: now, expires_at: holding.lease.expiresAt })
  yield* appendAudit({ ...noted(occasion, holding, 'granted'), id: ids.granted, actor: wish.askedBy })
  yield* appendEvent({ ...told(occasion, holding, 'resource.granted'), id: ids.grantedEvent })
  return holding
}

/** Part of any unit: ends a lease, by time or by somebody. */
export function* end(occasion: Occasion, holding: Holding, { status, by }: { status: 'expired' | 'released'; by: string }): Write<void> {
  yield* run(endWish, { id: holding.id, status, ended_at: occasion.now })
  yield* appendAudit({ ...noted(occasion, holding, status), id: occasion.ids.ended, actor: by })
}

/** What the record says of a lease. */
export const noted = ({ resourceId, now }: Occasion, { agentId, lease }: Holding, what: string): Omit<AuditEntry, 'id' | 'actor'> => ({
  ...{ at: now, action: `resource.${what}`, subject: agentId },
  details: { resource: resourceId, fencing: lease.fencing, expires_at: lease.expiresAt },
})

const told = ({ resourceId, now }: Occasion, { agentId, lease }: Holding, type: string) => ({
  ...{ topic: `agent:${agentId}`, type, source: `/api/resources/${encodeURIComponent(resourceId)}`, at: now },
  data: { resource_id: resourceId, fencing: lease.fencing },
})

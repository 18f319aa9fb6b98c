import { type Acting, type CannotAct, standingOf } from '../agents/acting'
import { appendAudit } from '../audit/audit-store'
import { appendEvent } from '../events/event-store'
import { define, defineInsert } from '../store/statement'
import { run, unit, type Write } from '../store/unit'
import { type Claimant, concerns } from './resource'
import { type Occasion, settle } from './resource-settling'

export const sharedValue = define<{ scope: string; key: string }>()((db, p) =>
  db.selectFrom('shared_state').select(['value', 'version']).where('scope', '=', p.scope).where('key', '=', p.key),
)

const insertValue = defineInsert('shared_state', ['scope', 'key', 'value', 'version', 'written_by', 'agent_id', 'updated_at'])
const updateValue = define<{ scope: string; key: string; value: string; version: number; written_by: string; agent_id: string | null; updated_at: number }>()(
  (db, p) =>
    db
      .updateTable('shared_state')
      .set({ value: p.value, version: p.version, written_by: p.written_by, agent_id: p.agent_id, updated_at: p.updated_at })
      .where('scope', '=', p.scope)
      .where('key', '=', p.key),
)

/** The lease under which something is written, and who writes. */
export interface Fence {
  readonly fencing: number
  readonly occasion: Occasion
  readonly claimant: Claimant
}

export interface Writing {
  readonly scope: string
  readonly key: string
  /** As JSON, and its hash in place of it for the record. */
  readonly value: string
  readonly hash: string
  /** The version that was seen. */
  readonly version: number
  readonly acting: Acting
  readonly fence: Fence | undefined
  readonly now: number
  readonly noteId: string
  readonly eventId: string
}

export type Written =
  | CannotAct
  | { readonly kind: 'stale' | 'foreign' | 'of another agent' }
  | { readonly kind: 'another'; readonly version: number }
  | { readonly kind: 'written'; readonly version: number }

/** Writes the next version of a value, if the agent may act, the lease is the present one and the writer's own, and the version was seen. */
export const writeSharedState = unit('state.write', function* (writing: Writing): Write<Written> {
  const { scope, key, acting, fence } = writing
  const standing = yield* standingOf(acting)
  if (standing.kind !== 'ready') return standing
  const lease = fence === undefined ? 'own' : yield* leaseOf(fence, agentIdOf(acting))
  if (lease !== 'own') return { kind: lease }
  const [present] = yield* run(sharedValue, { scope, key })
  const seen = present?.version ?? 0
  if (writing.version !== seen) return { kind: 'another', version: seen }
  yield* store(writing, seen + 1)
  return { kind: 'written', version: seen + 1 }
})

const agentIdOf = ({ kind, id }: Acting): string | undefined => (kind === 'agent' ? id : undefined)

/** Whether the number is that of the lease that runs now, the holder the agent that is written for, if it is for one, and the lease the writer's business. */
function* leaseOf({ fencing, occasion, claimant }: Fence, agentId: string | undefined): Write<'own' | 'stale' | 'foreign' | 'of another agent'> {
  const settled = yield* settle(occasion)
  const holder = settled?.isNew === false ? settled.standing.holder : undefined
  if (holder?.lease.fencing !== fencing) return 'stale'
  if (agentId !== undefined && holder.agentId !== agentId) return 'of another agent'
  return concerns(holder, claimant) ? 'own' : 'foreign'
}

function* store({ scope, key, value, hash, acting, fence, now, noteId, eventId }: Writing, version: number): Write<void> {
  const agentId = agentIdOf(acting)
  const row = { scope, key, value, version, written_by: acting.by, agent_id: agentId ?? null, updated_at: now }
  yield* run(version === 1 ? insertValue : updateValue, row)
  const under = fence === undefined ? {} : { resource: fence.occasion.resourceId, fencing: fence.fencing }
  const details = { scope, key, version, value: hash, ...under }
  yield* appendAudit({ id: noteId, at: now, actor: acting.by, action: 'state.written', subject: agentId, details })
  const source = `/api/state/${encodeURIComponent(scope)}/${encodeURIComponent(key)}`
  yield* appendEvent({ id: eventId, topic: `state:${scope}`, type: 'state.changed', source, at: now, data: { key, version } })
}

import { activeAgent, type Unfit } from '../agents/standing'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import { run, unit, type Write } from '../store/unit'
import { type Claimant, concerns, type Holding, type Standing, type Strategy, type Wish } from './resource'
import { end, noted, type Occasion, type Settled, settle, settleBy } from './resource-settling'

const insertResource = defineInsert('resource', ['id', 'strategy', 'fencing'])
const setStrategy = define<{ id: string; strategy: string }>()((db, p) => db.updateTable('resource').set({ strategy: p.strategy }).where('id', '=', p.id))
const insertWish = defineInsert('resource_request', ['id', 'resource_id', 'agent_id', 'asked_by', 'place', 'ttl_ms', 'status', 'created_at'])
const prolong = define<{ id: string; expires_at: number }>()((db, p) =>
  db.updateTable('resource_request').set({ expires_at: p.expires_at }).where('id', '=', p.id),
)

/** Brings a resource up to date: a lease that has run out is over, and the next one holds it. */
export const settleResource = unit('resource.settle', settle)

export interface Asking extends Occasion {
  /** In the order in which they are named, each with the id of its request. */
  readonly agents: readonly { readonly agentId: string; readonly requestId: string }[]
  readonly strategy: Strategy
  readonly ttlMs: number
  readonly by: string
}

export type Asked = Unfit | { readonly kind: 'conflict'; readonly strategy: Strategy } | { readonly kind: 'asked'; readonly standing: Standing }

/** Puts agents in line for a resource, unless they hold it or wait already, and gives it out if it is free; nothing of the request if one of them may not. */
export const askForResource = unit('resource.ask', function* (asking: Asking): Write<Asked> {
  for (const { agentId } of asking.agents) {
    const found = yield* activeAgent(agentId)
    if (found.kind === 'unfit') return found
  }
  const settled = yield* settle(asking)
  const isTaken = settled !== undefined && settled.wishes.length > 0
  if (isTaken && settled.strategy !== asking.strategy) return { kind: 'conflict', strategy: settled.strategy }
  if (settled === undefined) yield* run(insertResource, { id: asking.resourceId, strategy: asking.strategy, fencing: 0 })
  else yield* run(setStrategy, { id: asking.resourceId, strategy: asking.strategy })
  yield* putInLine(asking, settled?.wishes ?? [])
  const after = yield* settleBy(asking, asking.strategy)
  return { kind: 'asked', standing: after.standing }
})

function* putInLine({ resourceId, now, agents, ttlMs, by }: Asking, wishes: readonly Wish[]): Write<void> {
  let place = wishes.reduce((last, wish) => Math.max(last, wish.place), 0)
  for (const { agentId, requestId } of agents) {
    if (wishes.some((wish) => wish.agentId === agentId)) continue
    place += 1
    yield* run(insertWish, {
      ...{ id: requestId, resource_id: resourceId, agent_id: agentId, asked_by: by, place },
      ...{ ttl_ms: ttlMs, status: 'waiting', created_at: now },
    })
  }
}

/** Whose lease is meant, and by whom. */
export interface Claim extends Occasion, Claimant {
  readonly fencing: number
}

export type Claimed = { readonly kind: 'unknown' } | { readonly kind: 'not_held' } | Unfit | { readonly kind: 'done'; readonly standing: Standing }

/** Prolongs a lease that has not run out, from now on; for an agent that is at work. */
export const renewLease = unit('resource.renew', function* (claim: Claim & { readonly ttlMs: number | undefined }): Write<Claimed> {
  const found = yield* holdingOf(claim)
  if (found.kind !== 'held') return found
  const { holding, settled } = found
  const agent = yield* activeAgent(holding.agentId)
  if (agent.kind === 'unfit') return agent
  const expiresAt = claim.now + (claim.ttlMs ?? holding.ttlMs)
  const renewed = { ...holding, lease: { ...holding.lease, expiresAt } }
  yield* run(prolong, { id: holding.id, expires_at: expiresAt })
  yield* appendAudit({ ...noted(claim, renewed, 'renewed'), id: claim.ids.ended, actor: claim.by })
  return { kind: 'done', standing: { ...settled.standing, holder: renewed } }
})

/** Ends a lease that has not run out; the next one holds the resource at once. */
export const releaseLease = unit('resource.release', function* (claim: Claim): Write<Claimed> {
  const found = yield* holdingOf(claim)
  if (found.kind !== 'held') return found
  const self = found.holding.agentId === claim.by ? yield* activeAgent(claim.by) : undefined
  if (self?.kind === 'unfit') return self
  yield* end(claim, found.holding, { status: 'released', by: claim.by })
  const after = yield* settleBy(claim, found.settled.strategy)
  return { kind: 'done', standing: after.standing }
})

type Held = { readonly kind: 'unknown' | 'not_held' } | { readonly kind: 'held'; readonly holding: Holding; readonly settled: Settled }

/** Part of the units above: the lease that is meant, as far as it concerns whoever asks. */
function* holdingOf(claim: Claim): Write<Held> {
  const settled = yield* settle(claim)
  if (settled === undefined) return { kind: 'unknown' }
  const { holder } = settled.standing
  if (settled.isNew || holder?.lease.fencing !== claim.fencing) return { kind: 'not_held' }
  return concerns(holder, claim) ? { kind: 'held', holding: holder, settled } : { kind: 'unknown' }
}

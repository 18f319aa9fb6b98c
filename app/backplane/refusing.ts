import { rfc3339 } from '../shared/clock'
import { type Broken, whyBroken } from './barrier'
import type { SharedBreakerState } from './breaker'
import { BarrierBroken, BreakerOpen } from './errors'

/** Says when to come back. */
export function refuseAttempt(name: string, { retryAt }: SharedBreakerState, now: number): never {
  const members = { retry_at: retryAt === undefined ? null : rfc3339(retryAt) }
  throw new BreakerOpen(`The breaker ${name} lets nobody through now`, { retryable: true, retryAfterMs: Math.max(0, (retryAt ?? now) - now), members })
}

/** Says whose doing it was. */
export function refuseBroken(broken: Broken): never {
  const { generation, reason, member } = broken
  throw new BarrierBroken(whyBroken(broken), { retryable: true, members: { generation, reason, member } })
}

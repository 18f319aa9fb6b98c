import { type Acting, type CannotAct, standingOf } from '../agents/acting'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import type { NewEvent } from '../events/event'
import { appendEvent } from '../events/event-store'
import { unit, type Write } from '../store/unit'

export interface Publication {
  readonly acting: Acting
  readonly event: NewEvent
  readonly entry: AuditEntry
}

export type Published = { readonly kind: 'published'; readonly number: number } | { readonly kind: 'cannot'; readonly why: CannotAct }

/** Tells what somebody has to say, if they may still say anything at the moment of writing. */
export const publishEvent = unit('event.publish', function* ({ acting, event, entry }: Publication): Write<Published> {
  const standing = yield* standingOf(acting)
  if (standing.kind !== 'ready') return { kind: 'cannot', why: standing }
  const number = yield* appendEvent(event)
  yield* appendAudit(entry)
  return { kind: 'published', number }
})

import { completeAudit, openWork } from '../audit/audit-store'
import type { Trail } from '../audit/trail'
import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import type { AskedCall, CallRecord, EndedCall } from './record'

/** Calls to models in the audit trail: one record before the provider is contacted, one when it ended. */
export interface AuditedCalls extends CallRecord {
  /** Calls of an instance that is gone get their end: interrupted. Doing it again changes nothing. */
  recover(instanceId: string): Promise<void>
}

interface Deps {
  readonly trail: Trail
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
  readonly instanceId: string
}

const ASKED = 'model.asked'
const ENDED = 'model.ended'

export function createAuditedCalls({ trail, store, clock, newId, logger, instanceId }: Deps): AuditedCalls {
  const callers = new Map<string, AskedCall>()
  return {
    async asked(call) {
      const { personId, provider, model, contentHash, traceId, streaming } = call
      const id = await trail.record({
        actor: personId,
        action: ASKED,
        subject: provider,
        details: { model, messages: contentHash, streaming },
        traceId,
        instanceId,
      })
      callers.set(id, call)
      return id
    },
    // The answer does not wait for its second record: if the platform dies in between, the call is recovered as interrupted.
    ended(id, call) {
      const asked = callers.get(id)
      callers.delete(id)
      const written = store.write(completeAudit, {
        id: newId(),
        at: clock.now(),
        actor: asked?.personId ?? 'platform',
        action: ENDED,
        subject: call.outcome === 'answered' ? call.provider : asked?.provider,
        of: id,
        outcome: call.outcome,
        details: detailsOf(call),
        traceId: asked?.traceId,
        instanceId,
      })
      written.catch((error: unknown) => logger.error({ error, record: id }, 'the end of a call could not be recorded'))
      return undefined
    },
    async recover(gone) {
      for (const open of await store.find(openWork, { action: ASKED, instance_id: gone })) {
        await store.write(completeAudit, {
          id: newId(),
          at: clock.now(),
          actor: open.actor,
          action: ENDED,
          subject: open.subject ?? undefined,
          of: open.id,
          outcome: 'interrupted',
          traceId: open.trace_id ?? undefined,
          instanceId: gone,
        })
      }
    },
  }
}

function detailsOf(call: EndedCall): Readonly<Record<string, unknown>> {
  const common = { attempts: call.attempts.length, ms: Math.round(call.durationMs) }
  switch (call.outcome) {
    case 'answered':
      return { ...common, model: call.model, tokens: call.usage.totalTokens }
    case 'failed':
      return { ...common, code: call.code }
    case 'cancelled':
    case 'interrupted':
      return common
  }
}

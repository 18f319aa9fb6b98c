import { budgetExceeded, type Reserved } from '../people/budget'
import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import { askModel, endModelCall, openCalls } from './call-store'
import { spentOn } from './cost'
import type { AskedCall, CallRecord, EndedCall } from './record'
import type { ModelEntry } from './route'

/**
 * People's calls to models in the audit trail: one record before the provider is contacted, one when it ended. With them the most that a
 * call can cost is reserved of the person's budget, and settled: `asked` rejects with BudgetExceeded where it is not allowed.
 */
export interface AuditedCalls extends CallRecord {
  /** Calls of an instance that is gone get their end: interrupted, at the cost of what was reserved. Doing it again changes nothing. */
  recover(instanceId: string): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
  readonly instanceId: string
  readonly settings: { readonly models: readonly ModelEntry[]; readonly currency: string }
}

interface Open {
  readonly call: AskedCall
  readonly reserved: Reserved | null
}

export function createAuditedCalls({ store, clock, newId, logger, instanceId, settings }: Deps): AuditedCalls {
  const open = new Map<string, Open>()
  return {
    async asked(call) {
      const { personId, provider, model, contentHash, most, traceId, streaming } = call
      const [id, at] = [newId(), clock.now()]
      const details = { model, messages: contentHash, streaming }
      const entry = { id, at, actor: personId, subject: provider, details, traceId, instanceId }
      const result = await store.write(askModel, { entry, most })
      if (result.kind === 'exceeded') throw budgetExceeded(result.refusal, settings.currency)
      open.set(id, { call, reserved: result.reserved })
      return id
    },
    // The answer does not wait for its second record: if the platform dies in between, the call is recovered as interrupted.
    ended(id, call) {
      const begun = open.get(id)
      open.delete(id)
      const subject = call.outcome === 'answered' ? call.provider : begun?.call.provider
      const common = { id: newId(), at: clock.now(), actor: begun?.call.personId ?? 'platform', subject, of: id, outcome: call.outcome }
      const entry = { ...common, details: detailsOf(call), traceId: begun?.call.traceId, instanceId }
      const written = store.write(endModelCall, { entry, reserved: begun?.reserved ?? null, spent: spentOn(call, settings.models) })
      written.catch((error: unknown) => logger.error({ error, record: id }, 'the end of a call could not be recorded'))
    },
    async recover(gone) {
      for (const { id, actor, subject, details, trace_id } of await store.find(openCalls, { instance_id: gone })) {
        const common = { id: newId(), at: clock.now(), actor, subject: subject ?? undefined, of: id, outcome: 'interrupted' }
        const entry = { ...common, traceId: trace_id ?? undefined, instanceId: gone }
        const { reserved } = JSON.parse(details) as { reserved?: Reserved }
        await store.write(endModelCall, { entry, reserved: reserved ?? null, spent: undefined })
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

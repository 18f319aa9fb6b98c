import { refuseUnfit } from '../agents/standing'
import type { ProposalKind } from '../governance/proposals'
import type { Principal } from '../people/person'
import { type Clock, hours } from '../shared/clock'
import { Forbidden } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Trace } from '../shared/trace'
import type { Store } from '../store/store'
import type { ConflictRequest } from './conflict'
import { decideConflictProposal, resolveConflict } from './conflict-store'
import { type Coordination, coordinationOf } from './coordination'
import { refuseTwice } from './duplicate-agent'

/** A conflict as somebody wants it settled. */
export interface ConflictOrder {
  readonly request: ConflictRequest
  readonly by: Principal
  readonly trace: Trace
}

/** Agents that want different things: one of them is followed, and no view is lost. Nothing is executed (INTG-05.18). */
export interface Conflicts extends ProposalKind {
  /** Settled, or put to a human. Throws Forbidden, DuplicateAgent, NotFound, AgentPaused, AgentRetired; then nothing is written down. */
  resolve(order: ConflictOrder): Promise<Coordination>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly instanceId: string
  /** Wakes whoever follows events. */
  readonly notify: () => void
  readonly settings: { readonly proposalHours: number }
}

export function createConflicts({ store, clock, newId, instanceId, notify, settings }: Deps): Conflicts {
  return {
    async resolve({ request, by, trace }) {
      const ids = request.proposals.map(({ agent_id }) => agent_id)
      if (by.role === 'agent' && !ids.includes(by.id)) throw new Forbidden('An agent has only those conflicts settled that it is a part of')
      refuseTwice(ids, (place) => `proposals[${place}].agent_id`)
      const at = clock.now()
      const resolved = await store.write(resolveConflict, {
        ...{ id: newId(), request, askedBy: by.id, askedAs: by.role, at, instanceId, traceId: trace.traceId },
        ...{ proposalId: newId(), expiresAt: at + hours(settings.proposalHours), noteId: newId(), eventId: newId(), alertId: newId() },
      })
      switch (resolved.kind) {
        case 'unfit':
          return refuseUnfit(resolved, `proposals[${resolved.place}].agent_id`)
        case 'written':
          notify()
          return coordinationOf(resolved.coordination, [])
      }
    },
    decide: (verdict) => store.write(decideConflictProposal, { verdict, noteId: newId(), eventId: newId(), instanceId }),
    /** What was chosen is all there is to it. */
    async carryOut() {},
  }
}

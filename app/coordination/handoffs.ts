import type { Agents } from '../agents/agents'
import type { HandedOn } from '../executions/handed-on'
import { refusalOf } from '../governance/proposal'
import type { ProposalKind } from '../governance/proposals'
import type { Principal } from '../people/person'
import { Forbidden, NotFound } from '../shared/errors'
import type { HandoffRow } from '../store/tables'
import { type Handoff, HandoffBegun, HandoffNotForAgent, handoffOf, hasArrived, leastLevel, membersOf, notAccepted, sinceApproval } from './handoff'
import { endRecord, type HandoffOrder } from './handoff-draft'
import { createPassing, type PassingDeps } from './handoff-passing'
import { createHandoffReading } from './handoff-reading'
import { decideHandoffProposal, declineHandoff } from './handoff-store'

/** What became of a wish to hand work on: it has arrived, or waits for a human. */
export type Handed =
  | { readonly kind: 'accepted'; readonly handoff: Handoff }
  | { readonly kind: 'awaiting_approval'; readonly handoff: Handoff; readonly proposalId: string }

/** Work that agents pass on with its context, and what may be done with it (INTG-05.1 to .5). */
export interface Handoffs extends HandedOn, ProposalKind {
  /**
   * Hands work on. Asked again with the same id, it answers as that handoff stands: throws HandoffDeclined, ProposalRejected, ProposalExpired, ProposalVoid.
   * Throws Forbidden, NotFound, AgentPaused, AgentRetired, HandoffToSelf, HandoffForbidden, HopLimitReached, HandoffLoop, HandoffNotForAgent;
   * HandoffDeclined, HandoffNotAccepted of any before it; ProposalVoid where what it is part of is over; ShuttingDown.
   */
  hand(order: HandoffOrder): Promise<Handed>
  /** As it is, whoever asks; undefined if there is none. */
  get(id: string): Promise<Handoff | undefined>
  /** As somebody may see it: the receiver only knows what is shared once it has arrived. Throws NotFound. */
  show(id: string, asker: Principal): Promise<Handoff>
  /** Throws NotFound, Forbidden, HandoffBegun, HandoffDeclined, HandoffNotAccepted. */
  decline(id: string, reason: string, by: Principal): Promise<Handoff>
}

interface Deps extends PassingDeps {
  readonly agents: Agents
  /** Told after a human, or time, decided about a handoff; not waited for. */
  readonly decided: (handoffId: string) => void
}

export function createHandoffs({ agents, decided, ...deps }: Deps): Handoffs {
  const { store, clock, newId, instanceId, notify } = deps
  const reading = createHandoffReading(store)
  const pass = createPassing({ agents, ...deps }, reading)

  return {
    async hand(order) {
      if (order.by.role === 'agent' && order.by.id !== order.from) throw new Forbidden('An agent hands on its own work only')
      const known = order.id === undefined ? undefined : await reading.stored(order.id)
      if (known !== undefined) return handed(known)
      for (;;) {
        const row = await pass(order)
        if (row !== undefined) return handed(row)
      }
    },
    async get(id) {
      const row = await reading.stored(id)
      return row === undefined ? undefined : handoffOf(row)
    },
    async show(id, asker) {
      const row = await reading.visible(id, asker)
      const handoff = handoffOf(row)
      return asker.id === row.to_agent_id && !hasArrived(row) ? { ...handoff, context: null } : handoff
    },
    async decline(id, reason, by) {
      if (by.role === 'user') throw new Forbidden('The receiver declines, or a supervisor for it')
      const row = await reading.visible(id, by)
      if (by.role === 'agent' && by.id !== row.to_agent_id) throw new Forbidden('Only the receiver declines')
      const note = {
        id: newId(),
        at: clock.now(),
        actor: by.id,
        action: 'handoff.declined',
        subject: row.to_agent_id,
        details: { handoff: id, reason },
        instanceId,
      }
      const { done, handoff } = await store.write(declineHandoff, { id, reason, at: clock.now(), note, eventId: newId() })
      notify()
      if (handoff === undefined) throw new NotFound('There is no such handoff')
      if (!done) throw notAccepted(handoff) ?? new HandoffBegun('Work on it has begun; it can no longer be declined')
      return handoffOf(handoff)
    },
    async standing(id, agent, by) {
      const field = 'handoff_id'
      const row = await reading.visible(id, by, field)
      if (row.to_agent_id !== agent.id) throw new HandoffNotForAgent(`The work was handed to another agent than ${agent.name}`, { field })
      const counting = sinceApproval(await reading.standingChain(row, field))
      const members = await Promise.all(membersOf(counting).map((each) => (each === agent.id ? agent : agents.get(each))))
      const giver = await agents.known(row.from_agent_id)
      const seen = members.map(({ id: member, version }) => ({ id: member, version }))
      return { level: leastLevel(counting, members), seen, from: giver.name, context: JSON.parse(row.context) }
    },
    async decide(verdict) {
      const outcome = endRecord({ id: newId(), at: clock.now(), instanceId }, { proposal: verdict.id })
      const { judgement, handoff } = await store.write(decideHandoffProposal, { verdict, outcome, eventId: newId() })
      if (handoff !== undefined) decided(handoff.id)
      return judgement
    },
    /** It arrived when it was approved. */
    async carryOut() {},
  }
}

/** A handoff as whoever asked for it is answered. Throws why it will not be. */
function handed(row: HandoffRow): Handed {
  const handoff = handoffOf(row)
  if (row.status === 'awaiting_approval' && row.proposal_id !== null) return { kind: 'awaiting_approval', handoff, proposalId: row.proposal_id }
  if (handoff.status === 'rejected' || handoff.status === 'expired' || handoff.status === 'void')
    throw refusalOf({ status: handoff.status, reason: row.reason })
  const missing = notAccepted(row)
  if (missing !== undefined) throw missing
  return { kind: 'accepted', handoff }
}

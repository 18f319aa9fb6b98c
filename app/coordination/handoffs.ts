import { type Agent, standstill } from '../agents/agent'
import type { Agents } from '../agents/agents'
import { unknownAgent } from '../agents/standing'
import type { HandedOn } from '../executions/handed-on'
import { ProposalVoid, refusalOf } from '../governance/proposal'
import type { ProposalKind } from '../governance/proposals'
import type { OpenWork } from '../people/open-work'
import type { Principal } from '../people/person'
import { type Clock, hours } from '../shared/clock'
import { Forbidden, NotFound, ShuttingDown } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import type { HandoffRow } from '../store/tables'
import {
  type Handoff,
  HandoffBegun,
  HandoffNotForAgent,
  HandoffToSelf,
  handoffOf,
  hasArrived,
  leastLevel,
  maySee,
  membersOf,
  notAccepted,
  passageOf,
  sinceApproval,
} from './handoff'
import { type DecidedPassing, endRecord, type HandoffOrder, handoffProposal, handoffRow, handoffWaits, passageRecord } from './handoff-draft'
import { decideHandoffProposal, declineHandoff, type Giving, giveHandoff, handoffById, received } from './handoff-store'

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

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly instanceId: string
  readonly agents: Agents
  readonly openWork: Pick<OpenWork, 'stopping'>
  readonly settings: { readonly proposalHours: number; readonly hops: number }
  /** Wakes whoever follows events. */
  readonly notify: () => void
  /** Told after a human, or time, decided about a handoff; not waited for. */
  readonly decided: (handoffId: string) => void
}

export function createHandoffs({ store, clock, newId, instanceId, agents, openWork, settings, notify, decided }: Deps): Handoffs {
  const stored = async (id: string) => (await store.find(handoffById, { id }))[0]

  const visible = async (id: string, asker: Principal | undefined, field?: string): Promise<HandoffRow> => {
    const row = await stored(id)
    if (row === undefined || (asker !== undefined && !maySee(row, asker))) throw new NotFound('There is no such handoff', field === undefined ? {} : { field })
    return row
  }

  /** A handoff and all before it in its chain, the latest first. */
  const chainOf = async (row: HandoffRow): Promise<readonly HandoffRow[]> => {
    const parent = row.parent_id === null ? undefined : await stored(row.parent_id)
    return parent === undefined ? [row] : [row, ...(await chainOf(parent))]
  }

  /** The same, where all of it is accepted: what was declined higher up is nobody's work. */
  const standingChain = async (row: HandoffRow, field: string): Promise<readonly HandoffRow[]> => {
    const chain = await chainOf(row)
    for (const link of chain) {
      const missing = notAccepted(link, field)
      if (missing !== undefined) throw missing
    }
    return chain
  }

  const active = async (id: string, field?: string): Promise<Agent> => {
    const agent = await agents.get(id).catch((error: unknown) => {
      throw error instanceof NotFound ? unknownAgent(id, field) : error
    })
    const still = standstill(agent)
    if (still !== undefined) throw still
    return agent
  }

  const before = async ({ parentId, by }: HandoffOrder, giver: Agent): Promise<readonly HandoffRow[]> => {
    if (parentId === undefined) return []
    const field = 'parent_handoff_id'
    const parent = await visible(parentId, by, field)
    const chain = await standingChain(parent, field)
    if (parent.to_agent_id !== giver.id) throw new HandoffNotForAgent(`The work was handed to another agent than ${giver.name}`, { field })
    return chain
  }

  const decide = async (order: HandoffOrder): Promise<DecidedPassing> => {
    const giver = await active(order.from, 'id')
    if (order.to === order.from) throw new HandoffToSelf()
    const receiver = await active(order.to, 'to_agent_id')
    const chain = await before(order, giver)
    const passage = passageOf({ giver, receiver, before: chain, hops: settings.hops })
    return { order, giver, receiver, hop: chain.length + 1, passage, at: clock.now(), instanceId }
  }

  const giving = (was: DecidedPassing): Giving & { readonly handoff: HandoffRow } => {
    const handoff = handoffRow(was, newId)
    const decision = passageRecord(was, handoff)
    if (handoff.proposal_id !== null) {
      const proposal = handoffProposal(was, handoff, was.at + hours(settings.proposalHours))
      return { seen: seenIn(was), decision, handoff, proposal, event: handoffWaits(handoff, newId()) }
    }
    const end = endRecord({ id: newId(), at: was.at, instanceId }, { handoff: handoff.id })
    const outcome = { ...end, actor: was.order.by.id, subject: was.giver.id, of: handoff.decision_id, outcome: 'accepted' }
    return { seen: seenIn(was), decision, handoff, outcome, event: received(handoff, newId(), was.at) }
  }

  /** Undefined if something has changed since it was looked at, and nothing was written. */
  const attempt = async (order: HandoffOrder): Promise<Handed | undefined> => {
    if (openWork.stopping()) throw new ShuttingDown()
    const was = await decide(order)
    if (was.passage.kind === 'blocked') {
      const { kind } = await store.write(giveHandoff, { seen: seenIn(was), decision: passageRecord(was, { decision_id: newId() }) })
      if (kind === 'stale') return undefined
      throw was.passage.error
    }
    const { handoff, ...rest } = giving(was)
    const given = await store.write(giveHandoff, { handoff, ...rest })
    notify()
    if (given.kind === 'stale') return undefined
    if (given.kind === 'over') throw new ProposalVoid('What it is part of is over')
    return handed(given.kind === 'known' ? given.handoff : handoff)
  }

  return {
    async hand(order) {
      if (order.by.role === 'agent' && order.by.id !== order.from) throw new Forbidden('An agent hands on its own work only')
      const known = order.id === undefined ? undefined : await stored(order.id)
      if (known !== undefined) return handed(known)
      for (;;) {
        const taken = await attempt(order)
        if (taken !== undefined) return taken
      }
    },
    async get(id) {
      const row = await stored(id)
      return row === undefined ? undefined : handoffOf(row)
    },
    async show(id, asker) {
      const row = await visible(id, asker)
      const handoff = handoffOf(row)
      return asker.id === row.to_agent_id && !hasArrived(row) ? { ...handoff, context: null } : handoff
    },
    async decline(id, reason, by) {
      if (by.role === 'user') throw new Forbidden('The receiver declines, or a supervisor for it')
      const row = await visible(id, by)
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
      const row = await visible(id, by, field)
      if (row.to_agent_id !== agent.id) throw new HandoffNotForAgent(`The work was handed to another agent than ${agent.name}`, { field })
      const counting = sinceApproval(await standingChain(row, field))
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

const seenIn = ({ giver, receiver }: DecidedPassing) => [giver, receiver].map(({ id, version }) => ({ id, version }))

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

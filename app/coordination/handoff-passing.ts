import { type Agent, standstill } from '../agents/agent'
import type { Agents } from '../agents/agents'
import { unknownAgent } from '../agents/standing'
import { ProposalVoid } from '../governance/proposal'
import type { OpenWork } from '../people/open-work'
import { type Clock, hours } from '../shared/clock'
import { NotFound, ShuttingDown } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import type { HandoffRow } from '../store/tables'
import { HandoffNotForAgent, HandoffToSelf, passageOf } from './handoff'
import { type DecidedPassing, endRecord, type HandoffOrder, handoffProposal, handoffRow, handoffWaits, passageRecord } from './handoff-draft'
import type { HandoffReading } from './handoff-reading'
import { type Giving, giveHandoff, received } from './handoff-store'

/**
 * Passes work on once, as it is decided now; undefined if something has changed since it was looked at, and nothing was written.
 * Throws what refuses it.
 */
export type Pass = (order: HandoffOrder) => Promise<HandoffRow | undefined>

export interface PassingDeps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly instanceId: string
  readonly agents: Pick<Agents, 'get'>
  readonly openWork: Pick<OpenWork, 'stopping'>
  readonly settings: { readonly proposalHours: number; readonly hops: number }
  /** Wakes whoever follows events. */
  readonly notify: () => void
}

export function createPassing({ store, clock, newId, instanceId, agents, openWork, settings, notify }: PassingDeps, reading: HandoffReading): Pass {
  const active = async (id: string, field: string): Promise<Agent> => {
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
    const parent = await reading.visible(parentId, by, field)
    const chain = await reading.standingChain(parent, field)
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

  return async (order) => {
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
    return given.kind === 'known' ? given.handoff : handoff
  }
}

const seenIn = ({ giver, receiver }: DecidedPassing) => [giver, receiver].map(({ id, version }) => ({ id, version }))

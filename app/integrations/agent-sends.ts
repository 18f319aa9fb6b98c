import { type Agent, agentOf, type Maturity } from '../agents/agent'
import { agentById } from '../agents/agent-store'
import type { Agents } from '../agents/agents'
import { type Action, actionOf } from '../governance/actions'
import { actionDecided, type DecidedAction, type DecisionRecord } from '../governance/decision-store'
import type { Decisions } from '../governance/decisions'
import { newProposal } from '../governance/proposal'
import { proposalByRequest, standsForRequest, unbegunSends } from '../governance/proposal-store'
import type { ProposalKind } from '../governance/proposals'
import type { OpenWork } from '../people/open-work'
import { personById } from '../people/people-store'
import { may, type Principal } from '../people/person'
import { canonicalJson, sha256 } from '../shared/canonical-json'
import { type Clock, hours } from '../shared/clock'
import { Forbidden } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import { type Trace, traceOf } from '../shared/trace'
import type { Store } from '../store/store'
import type { ProposalRow } from '../store/tables'
import { decideSendProposal, proposeSend, voidSendProposal } from './agent-send-store'
import { AgentChanged, BegunAlready, IdempotencyKeyReused } from './failure'
import type { SendOrder, SendService, SendView } from './send'
import type { Sends } from './sends'

/** Something that is to be sent for an agent. */
export type AgentOrder = Omit<SendOrder, 'personId' | 'behalf'> & { readonly agentId: string; readonly by: Principal }

/** What became of it: it went out, or waits for a human. */
export type AgentSend = { readonly kind: 'sent'; readonly view: SendView } | { readonly kind: 'awaiting_approval'; readonly proposalId: string }

/** Sends for agents: governance decides first (INTG-04.18, .19). */
export interface AgentSends extends ProposalKind {
  /** Throws Forbidden unless a supervisor acts for the agent, NotFound, AgentPaused, AgentRetired, ActionForbidden, and what `Sends.deliver` throws. */
  send(order: AgentOrder, signal: AbortSignal): Promise<AgentSend>
  /** Begins what was approved and is not begun, for example because the platform died in between. To be called now and then. */
  beginApproved(): Promise<void>
}

const ACTIONS: Readonly<Record<SendService, Action>> = { slack: actionOf('post_to_slack'), github: actionOf('create_github_issue') }

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
  readonly instanceId: string
  readonly agents: Agents
  readonly decisions: Decisions
  readonly openWork: OpenWork
  readonly sends: Pick<Sends, 'deliver' | 'ready'>
  readonly notify: () => void
  readonly settings: { readonly proposalHours: number }
}

export function createAgentSends({ store, clock, newId, logger, instanceId, agents, decisions, openWork, sends, notify, settings }: Deps): AgentSends {
  const record = (was: Pick<DecidedAction, 'agent' | 'decision' | 'action' | 'content' | 'askedBy' | 'traceId'>, more = {}): DecisionRecord =>
    actionDecided({ ...was, id: newId(), at: clock.now(), instanceId }, more)

  /** The same request waits for a human already, from before the agent had its present level. */
  const stillWaiting = async ({ by, idempotencyKey }: AgentOrder, contentHash: string): Promise<AgentSend | undefined> => {
    if (idempotencyKey === undefined) return undefined
    const [earlier] = await store.find(proposalByRequest, { asked_by: by.id, request_key: idempotencyKey })
    if (earlier === undefined || !standsForRequest(earlier)) return undefined
    if (earlier.content_hash !== contentHash) throw new IdempotencyKeyReused()
    return { kind: 'awaiting_approval', proposalId: earlier.id }
  }

  /** Undefined if the agent has changed since it was looked at. */
  const attempt = async (order: AgentOrder, agent: Agent, signal: AbortSignal): Promise<AgentSend | undefined> => {
    const { service, request, idempotencyKey, trace, by } = order
    const action = ACTIONS[service]
    const content = canonicalJson({ agent_id: agent.id, service, request })
    const decision = decisions.now(agent, action)
    const told = record({ agent, decision, action, content: sha256(content), askedBy: by.id, traceId: trace.traceId })
    const waiting = decision.kind === 'allowed' ? await stillWaiting(order, sha256(content)) : undefined
    if (waiting !== undefined) return waiting
    switch (decision.kind) {
      case 'allowed': {
        const behalf = { agentId: agent.id, decisionId: told.entry.id, decision: told, agentVersion: agent.version }
        try {
          return { kind: 'sent', view: await sends.deliver({ service, request, idempotencyKey, trace, personId: by.id, behalf } as SendOrder, signal) }
        } catch (error) {
          if (error instanceof AgentChanged) return undefined
          throw error
        }
      }
      case 'needs_approval': {
        const proposal = newProposal({
          ...{ id: newId(), kind: 'send', agent, action: action.name, content, asked_by: by.id, request_key: idempotencyKey ?? null },
          ...{ expires_at: clock.now() + hours(settings.proposalHours), decision_id: told.entry.id, created_at: clock.now() },
        })
        const event = {
          ...{ id: newId(), topic: 'alerts', type: 'proposal.waiting', source: `/api/proposals/${proposal.id}`, at: clock.now() },
          data: { proposal_id: proposal.id, agent_id: agent.id, action: action.name },
        }
        const written = await store.write(proposeSend, { agentVersion: agent.version, decision: told, proposal, event })
        notify()
        if (written.kind === 'stale') return undefined
        if (written.kind === 'known' && written.earlier.content_hash !== proposal.content_hash) throw new IdempotencyKeyReused()
        return { kind: 'awaiting_approval', proposalId: written.kind === 'known' ? written.earlier.id : proposal.id }
      }
      case 'blocked': {
        const written = await store.write(proposeSend, { agentVersion: agent.version, decision: told })
        if (written.kind === 'stale') return undefined
        throw decision.error
      }
    }
  }

  const begin = async (proposal: ProposalRow, signal: AbortSignal): Promise<void> => {
    const [row] = await store.find(agentById, { id: proposal.agent_id ?? '' })
    if (row === undefined) return
    const agent = agentOf(row)
    const action = actionOf(proposal.action)
    const [asker] = await store.find(personById, { id: proposal.asked_by })
    const ruling = decisions.again(agent, action, proposal.level as Maturity)
    const allowed = asker === undefined ? ({ kind: 'blocked', reason: 'who asked for it was removed' } as const) : ruling
    const told = record(
      { agent, decision: allowed, action, content: proposal.content_hash, askedBy: proposal.asked_by, traceId: undefined },
      { again: proposal.decision_id, proposal: proposal.id },
    )
    if (allowed.kind === 'blocked') {
      const outcome = { id: newId(), at: clock.now(), action: 'action.ended', details: { proposal: proposal.id }, instanceId }
      const decision = { ...told, blocked: ruling.kind === 'blocked' }
      return store.write(voidSendProposal, { proposal, decision, reason: allowed.reason, outcome })
    }
    const { service, request } = JSON.parse(proposal.content)
    const trace: Trace = traceOf(sha256(proposal.id).slice(0, 32))
    const behalf = { agentId: agent.id, decisionId: proposal.decision_id, decision: told, agentVersion: agent.version, proposalId: proposal.id }
    await sends.deliver({ service, request, personId: proposal.asked_by, trace, behalf }, signal)
  }

  /** As work of its own: a platform that stops waits for it, and begins no more. */
  const beginAsWork = async (proposal: ProposalRow): Promise<void> => {
    const work = openWork.begin(`proposal ${proposal.id}`)
    try {
      await begin(proposal, work.signal)
    } catch (error) {
      if (!(error instanceof BegunAlready)) logger.warn({ error, proposal: proposal.id }, 'what was approved was not sent')
    } finally {
      work.end()
    }
  }
  const passThrough = async (): Promise<void> => {
    for (const proposal of await store.find(unbegunSends, {})) {
      if (openWork.stopping()) return
      await beginAsWork(proposal)
    }
  }
  let passing: Promise<void> | undefined
  const beginApproved = (): Promise<void> => {
    passing ??= passThrough().finally(() => {
      passing = undefined
    })
    return passing
  }

  return {
    async send(order, signal) {
      if (!may(order.by.role, 'supervisor')) throw new Forbidden('Only supervisors and administrators send for an agent')
      sends.ready(order.service)
      for (let agent = await agents.known(order.agentId); ; agent = await agents.get(order.agentId)) {
        const taken = await attempt(order, agent, signal)
        if (taken !== undefined) return taken
      }
    },
    decide: async (verdict) =>
      store.write(decideSendProposal, {
        verdict,
        outcome: { id: newId(), at: clock.now(), action: 'action.ended', details: { proposal: verdict.id }, instanceId },
      }),
    async carryOut() {
      beginApproved().catch((error: unknown) => logger.warn({ error }, 'what was approved is sent later'))
    },
    beginApproved,
  }
}

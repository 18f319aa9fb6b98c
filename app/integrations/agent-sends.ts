import type { Agent } from '../agents/agent'
import type { Agents } from '../agents/agents'
import { type Action, actionOf } from '../governance/actions'
import { actionDecided } from '../governance/decision-store'
import type { Decisions } from '../governance/decisions'
import { newProposal } from '../governance/proposal'
import { proposalByRequest, standsForRequest } from '../governance/proposal-store'
import type { ProposalKind } from '../governance/proposals'
import type { OpenWork } from '../people/open-work'
import { may, type Principal } from '../people/person'
import { canonicalJson, sha256 } from '../shared/canonical-json'
import { type Clock, hours } from '../shared/clock'
import { Forbidden } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import type { ProposalRow } from '../store/tables'
import { blockSend, decideSendProposal, proposeSend } from './agent-send-store'
import { createApprovedSends } from './approved-sends'
import { AgentChanged, IdempotencyKeyReused } from './failure'
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

const actionFor = (service: SendService): Action => actionOf(service === 'slack' ? 'post_to_slack' : 'create_github_issue')

/** The same request waits for a human. Throws IdempotencyKeyReused if its key stands for something else. */
function waitingFor({ id, content_hash }: ProposalRow, contentHash: string): AgentSend {
  if (content_hash !== contentHash) throw new IdempotencyKeyReused()
  return { kind: 'awaiting_approval', proposalId: id }
}

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
  /** The same request waits for a human already, from before the agent had its present level. */
  const stillWaiting = async ({ by, idempotencyKey }: AgentOrder, contentHash: string): Promise<AgentSend | undefined> => {
    const [earlier] = await store.find(proposalByRequest, { asked_by: by.id, request_key: idempotencyKey ?? null })
    return earlier && standsForRequest(earlier) ? waitingFor(earlier, contentHash) : undefined
  }

  /** Undefined if the agent has changed since it was looked at. */
  const attempt = async (order: AgentOrder, agent: Agent, signal: AbortSignal): Promise<AgentSend | undefined> => {
    const { service, request, idempotencyKey, trace, by } = order
    const action = actionFor(service)
    const content = canonicalJson({ agent_id: agent.id, service, request })
    const decision = decisions.now(agent, action)
    const about = { id: newId(), at: clock.now(), instanceId, traceId: trace.traceId }
    const told = actionDecided({ ...about, agent, decision, action, content: sha256(content), askedBy: by.id }, {})
    switch (decision.kind) {
      case 'allowed': {
        const waiting = await stillWaiting(order, sha256(content))
        if (waiting !== undefined) return waiting
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
        const standing = await store.write(proposeSend, { agentVersion: agent.version, decision: told, proposal, event })
        notify()
        return standing && waitingFor(standing, proposal.content_hash)
      }
      case 'blocked': {
        if (!(await store.write(blockSend, { agentVersion: agent.version, decision: told }))) return undefined
        throw decision.error
      }
    }
  }

  const beginApproved = createApprovedSends({ store, clock, newId, logger, instanceId, agents, decisions, openWork, sends })

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

import type { Maturity } from '../agents/agent'
import type { Agents } from '../agents/agents'
import { actionOf } from '../governance/actions'
import { actionDecided } from '../governance/decision-store'
import type { Decisions } from '../governance/decisions'
import { unbegunSends } from '../governance/proposal-store'
import type { OpenWork } from '../people/open-work'
import { personById } from '../people/people-store'
import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import { continueTrace } from '../shared/trace'
import type { Store } from '../store/store'
import type { ProposalRow } from '../store/tables'
import { voidSendProposal } from './agent-send-store'
import { BegunAlready } from './failure'
import type { Sends } from './sends'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
  readonly instanceId: string
  readonly agents: Pick<Agents, 'get'>
  readonly decisions: Decisions
  readonly openWork: OpenWork
  readonly sends: Pick<Sends, 'deliver'>
}

/** Begins the sends that were approved and are not begun, each decided about again; one pass at a time. */
export function createApprovedSends({ store, clock, newId, logger, instanceId, agents, decisions, openWork, sends }: Deps): () => Promise<void> {
  const begin = async (proposal: ProposalRow, signal: AbortSignal): Promise<void> => {
    const agent = await agents.get(String(proposal.agent_id))
    const action = actionOf(proposal.action)
    const [asker] = await store.find(personById, { id: proposal.asked_by })
    const ruling = decisions.again(agent, action, proposal.level as Maturity)
    const allowed = asker === undefined ? ({ kind: 'blocked', reason: 'who asked for it was removed' } as const) : ruling
    const trace = continueTrace(undefined)
    const about = { id: newId(), at: clock.now(), instanceId, traceId: trace.traceId }
    const told = actionDecided(
      { ...about, agent, decision: allowed, action, content: proposal.content_hash, askedBy: proposal.asked_by },
      { again: proposal.decision_id, proposal: proposal.id },
    )
    if (allowed.kind === 'blocked') {
      const outcome = { id: newId(), at: clock.now(), action: 'action.ended', details: { proposal: proposal.id }, instanceId }
      const decision = { ...told, blocked: ruling.kind === 'blocked' }
      return store.write(voidSendProposal, { proposal, decision, reason: allowed.reason, outcome })
    }
    const { service, request } = JSON.parse(proposal.content)
    const behalf = { agentId: agent.id, decisionId: proposal.decision_id, decision: told, agentVersion: agent.version, proposalId: proposal.id }
    await sends.deliver({ service, request, personId: proposal.asked_by, trace, behalf }, signal)
  }

  /** As work of its own: a platform that stops waits for it, and begins no more. */
  const beginAsWork = async (proposal: ProposalRow): Promise<void> => {
    const work = openWork.begin(proposal.id)
    try {
      await begin(proposal, work.signal)
    } catch (error) {
      if (!(error instanceof BegunAlready)) logger.warn({ error, proposal: proposal.id }, 'what was approved was not sent')
    } finally {
      work.end()
    }
  }
  const passThrough = async (): Promise<void> => {
    for (const proposal of await store.find(unbegunSends, {})) await beginAsWork(proposal)
  }
  let passing: Promise<void> | undefined
  return () => {
    passing ??= passThrough().finally(() => {
      passing = undefined
    })
    return passing
  }
}

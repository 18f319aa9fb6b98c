import { agentById } from '../agents/agent-store'
import type { AuditEntry } from '../audit/audit'
import { appendEnd } from '../audit/audit-store'
import { appendEvent, type NewEvent } from '../events/event-store'
import { type DecisionRecord, recordDecision } from '../governance/decision-store'
import {
  insertProposal,
  type Judgement,
  judge,
  proposalByRequest,
  releaseRequest,
  standsForRequest,
  type Verdict,
  voidProposal,
} from '../governance/proposal-store'
import type { ProposalRow } from '../store/tables'
import { run, unit } from '../store/unit'

export interface Proposing {
  readonly agentVersion: number
  readonly decision: DecisionRecord
  /** There if a human shall approve it; otherwise it was blocked. */
  readonly proposal?: ProposalRow | undefined
  readonly event?: NewEvent | undefined
}

export type Proposed = { readonly kind: 'written' | 'stale' } | { readonly kind: 'known'; readonly earlier: ProposalRow }

/** Writes down what was decided about a send that does not go out now; asked again under the same key, it is the same proposal. */
export const proposeSend = unit('send.propose', function* ({ agentVersion, decision, proposal, event }: Proposing) {
  const [earlier] = proposal?.request_key == null ? [] : yield* run(proposalByRequest, proposal)
  if (earlier !== undefined && standsForRequest(earlier)) return { kind: 'known', earlier } as Proposed
  if (earlier !== undefined) yield* releaseRequest(earlier.id)
  const [agent] = yield* run(agentById, { id: decision.agentId })
  if (agent?.version !== agentVersion) return { kind: 'stale' } as Proposed
  yield* recordDecision(decision)
  if (proposal !== undefined) yield* run(insertProposal, proposal)
  if (event !== undefined) yield* appendEvent(event)
  return { kind: 'written' } as Proposed
})

type Outcome = Omit<AuditEntry, 'of' | 'subject' | 'outcome' | 'actor'>

/** Decides a proposal that stands for a send; unless it is approved, nothing will be sent, and that is on record. */
export const decideSendProposal = unit('send.decide-proposal', function* ({ verdict, outcome }: { verdict: Verdict; outcome: Outcome }) {
  const judgement: Judgement = yield* judge(verdict)
  if ('proposal' in judgement && judgement.kind !== 'approved') yield* appendEnd(endOf(judgement.proposal, judgement.kind, outcome))
  return judgement
})

const endOf = ({ asked_by, agent_id, decision_id }: ProposalRow, kind: string, outcome: Outcome) => ({
  ...outcome,
  actor: asked_by,
  subject: agent_id ?? undefined,
  of: decision_id,
  outcome: kind,
})

/** What was approved may not be done any more when it is about to begin. */
export const voidSendProposal = unit(
  'send.void-proposal',
  function* ({ proposal, decision, reason, outcome }: { proposal: ProposalRow; decision: DecisionRecord; reason: string; outcome: Outcome }) {
    if ((yield* voidProposal(proposal.id, { at: outcome.at, reason, by: null })) === undefined) return
    yield* recordDecision(decision)
    yield* appendEnd(endOf(proposal, 'void', outcome))
  },
)

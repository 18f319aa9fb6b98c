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
  unbegunSends,
  type Verdict,
  voidProposal,
} from '../governance/proposal-store'
import { idOnceFor } from '../shared/ids'
import type { ProposalRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'

export interface Deciding {
  readonly agentVersion: number
  readonly decision: DecisionRecord
}

/** What a human shall approve, and what supervisors are told of it. */
export interface Proposing extends Deciding {
  readonly proposal: ProposalRow
  readonly event: NewEvent
}

/** Part of a unit: the decision, unless the agent has changed since; answers whether it is on record. */
function* decideUnchanged({ agentVersion, decision }: Deciding): Write<boolean> {
  const [agent] = yield* run(agentById, { id: decision.agentId })
  if (agent?.version !== agentVersion) return false
  yield* recordDecision(decision)
  return true
}

/** Writes down that a send was blocked, unless the agent has changed since; answers whether it did. */
export const blockSend = unit('send.block', decideUnchanged)

/** Writes down a proposal to send; asked for again under the same key, it is the earlier one. Answers the one that stands; undefined if the agent has changed since. */
export const proposeSend = unit('send.propose', function* ({ proposal, event, ...deciding }: Proposing): Write<ProposalRow | undefined> {
  const [earlier] = yield* run(proposalByRequest, proposal)
  if (earlier !== undefined && standsForRequest(earlier)) return earlier
  if (earlier !== undefined) yield* releaseRequest(earlier.id)
  if (!(yield* decideUnchanged(deciding))) return undefined
  yield* run(insertProposal, proposal)
  yield* appendEvent(event)
  return proposal
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

/**
 * Part of the unit that records a restore: what was approved, and had not begun when the backup was taken, may have gone out since. Nobody can search
 * for it, because it had no number yet: it is given up, and whoever wants it asks again. How many that were.
 */
export function* giveUpUnbegun(at: number, reason: string): Write<number> {
  let count = 0
  for (let rows = yield* run(unbegunSends, {}); rows.length > 0; rows = yield* run(unbegunSends, {})) {
    for (const proposal of rows) {
      const { id } = proposal
      yield* voidProposal(id, { at, reason, by: null })
      yield* appendEnd(endOf(proposal, 'void', { id: idOnceFor(id, 'send.given-up'), at, action: 'action.ended', details: { proposal: id } }))
    }
    count += rows.length
  }
  return count
}

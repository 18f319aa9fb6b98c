import { counted } from '../agents/tally-store'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { runAll } from '../store/unit'

/** What was decided about an attempt, as it goes into the record. */
export interface DecisionRecord {
  readonly entry: AuditEntry
  readonly agentId: string
  readonly blocked: boolean
}

/** Part of any unit that begins what was decided: the record of the decision, and its count (AR-05.19). */
export function* recordDecision({ entry, agentId, blocked }: DecisionRecord) {
  yield* appendAudit(entry)
  yield* runAll([counted(agentId, { decisions: 1, blocked: Number(blocked) })])
}

import { agentOf, type Maturity, setbacksAfter } from '../agents/agent'
import { agentById, changeAgentRow } from '../agents/agent-store'
import { NOTHING_COUNTED, tallyOf } from '../agents/tally-store'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import type { AgentRow } from '../store/tables'
import { run, unit } from '../store/unit'
import { type Graduation, graduation, levelBelow } from './graduation'

/** Part of any unit: an agent enters a level, its record there begins anew; `entry` tells of it with what led to it. */
export function* enterLevel(agent: AgentRow, maturity: Maturity, entry: AuditEntry) {
  const setbacks = setbacksAfter(agent, { ...agent, maturity })
  const next: AgentRow = { ...agent, maturity, setbacks, version: agent.version + 1, term: agent.term + 1, updated_at: entry.at }
  yield* changeAgentRow(next)
  yield* appendAudit({ ...entry, details: { ...entry.details, from: agent.maturity, to: maturity } })
  return next
}

export type Promotion =
  | { readonly kind: 'promoted'; readonly agent: AgentRow }
  | { readonly kind: 'not_ready'; readonly graduation: Graduation }
  | { readonly kind: 'unknown' | 'retired' }

/** One level up, only on a record that carries it at this moment (AR-05.24). */
export const promoteAgent = unit('agent.promote', function* ({ id, entry }: { id: string; entry: AuditEntry }) {
  const [row] = yield* run(agentById, { id })
  if (row === undefined) return { kind: 'unknown' } as Promotion
  if (row.status === 'retired') return { kind: 'retired' } as Promotion
  const [tally = NOTHING_COUNTED] = yield* run(tallyOf, { agent_id: id, term: row.term })
  const record = graduation(agentOf(row).maturity, tally)
  if (record.next === undefined || record.missing.length > 0) return { kind: 'not_ready', graduation: record } as Promotion
  const { episodes, interventionRate, compliance } = record
  const evidence = { ...entry.details, episodes, intervention_rate: interventionRate, compliance }
  return { kind: 'promoted', agent: yield* enterLevel(row, record.next, { ...entry, details: evidence }) } as Promotion
})

/** Part of the unit that marks an intervention serious: one level down at once; a student stays one. */
export function* demoteAgent(id: string, entry: AuditEntry) {
  const [row] = yield* run(agentById, { id })
  if (row === undefined) return undefined
  const lower = levelBelow(row.maturity as Maturity)
  return lower === row.maturity ? row : yield* enterLevel(row, lower, entry)
}

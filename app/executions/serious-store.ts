import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { demoteAgent } from '../governance/graduation-store'
import { define, defineInsert } from '../store/statement'
import type { AgentRow } from '../store/tables'
import { run, unit } from '../store/unit'
import { executionById } from './execution-store'

const insertSerious = defineInsert('serious_intervention', ['execution_id', 'marked_by', 'reason', 'at'])
const seriousOf = define<{ execution_id: string }>()((db, p) => db.selectFrom('serious_intervention').selectAll().where('execution_id', '=', p.execution_id))

export type Marked = { readonly kind: 'marked'; readonly agent: AgentRow } | { readonly kind: 'unknown' | 'no_intervention' | 'marked_already' }

export interface Mark {
  readonly executionId: string
  readonly by: string
  readonly reason: string
  readonly at: number
  /** Tells of the mark; the other one of the demotion that follows. */
  readonly marked: AuditEntry
  readonly demoted: AuditEntry
}

/** Marks the intervention in an execution as serious, once, and demotes the agent with it as the evidence (AR-05.24). */
export const markSerious = unit('execution.mark-serious', function* ({ executionId, by, reason, at, marked, demoted }: Mark) {
  const [row] = yield* run(executionById, { id: executionId })
  if (row === undefined) return { kind: 'unknown' } as Marked
  if (row.intervened === 0) return { kind: 'no_intervention' } as Marked
  const [before] = yield* run(seriousOf, { execution_id: executionId })
  if (before !== undefined) return { kind: 'marked_already' } as Marked
  yield* run(insertSerious, { execution_id: executionId, marked_by: by, reason, at })
  yield* appendAudit({ ...marked, subject: row.agent_id })
  const agent = yield* demoteAgent(row.agent_id, { ...demoted, subject: row.agent_id })
  return agent === undefined ? ({ kind: 'unknown' } as Marked) : ({ kind: 'marked', agent } as Marked)
})

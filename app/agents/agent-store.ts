import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import type { AgentRow } from '../store/tables'
import { run, unit } from '../store/unit'
import { openTally } from './tally-store'

const insertAgent = defineInsert('agent', [
  ...(['id', 'name', 'instructions', 'category', 'model', 'maturity', 'status', 'version', 'term', 'setbacks'] as const),
  ...(['is_default', 'created_by', 'created_at', 'updated_at'] as const),
])

export const agentById = define<{ id: string }>()((db, p) => db.selectFrom('agent').selectAll().where('id', '=', p.id))

export const defaultAgent = define()((db) => db.selectFrom('agent').selectAll().where('is_default', '=', 1))

export const agentsAfter = define<{ id: string; limit: number }>()((db, p) =>
  db.selectFrom('agent').selectAll().where('id', '>', p.id).orderBy('id').limit(p.limit),
)

const updateAgent = define<AgentRow & { was: number }>()((db, p) =>
  db
    .updateTable('agent')
    .set({
      name: p.name,
      instructions: p.instructions,
      category: p.category,
      model: p.model,
      maturity: p.maturity,
      status: p.status,
      version: p.version,
      term: p.term,
      setbacks: p.setbacks,
      updated_at: p.updated_at,
    })
    .where('id', '=', p.id)
    .where('version', '=', p.was)
    .returning('id'),
)

/** Adds an agent with an empty record. */
export const createAgent = unit('agent.create', function* ({ agent, entry }: { agent: AgentRow; entry: AuditEntry }) {
  yield* run(insertAgent, agent)
  yield* openTally(agent)
  yield* appendAudit(entry)
})

/** Adds the default assistant to an installation that has none; whichever is the default then. */
export const ensureDefaultAgent = unit('agent.ensure-default', function* ({ agent, entry }: { agent: AgentRow; entry: AuditEntry }) {
  const [present] = yield* run(defaultAgent, {})
  if (present) return present
  yield* run(insertAgent, agent)
  yield* openTally(agent)
  yield* appendAudit(entry)
  return agent
})

/** Part of any unit: stores the row as it shall be, unless somebody else changed it meanwhile; a level that is entered opens a new tally. */
export function* changeAgentRow(next: AgentRow) {
  const [changed] = yield* run(updateAgent, { ...next, was: next.version - 1 })
  if (changed === undefined) return false
  yield* openTally(next)
  return true
}

export interface AgentChange {
  /** The row as it shall be, its version one more than it was. */
  readonly next: AgentRow
  readonly entry: AuditEntry
}

/** Changes an agent, unless somebody else did meanwhile; answers whether it did. */
export const changeAgent = unit('agent.change', function* ({ next, entry }: AgentChange) {
  if (!(yield* changeAgentRow(next))) return false
  yield* appendAudit(entry)
  return true
})

import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import type { AgentTokenRow } from '../store/tables'
import { run, unit } from '../store/unit'

const insertToken = defineInsert('agent_token', ['id', 'agent_id', 'hash', 'created_at', 'expires_at', 'ended_at'])

const endToken = define<{ id: string; agent_id: string; at: number }>()((db, p) =>
  db.updateTable('agent_token').set({ ended_at: p.at }).where('id', '=', p.id).where('agent_id', '=', p.agent_id).where('ended_at', 'is', null).returning('id'),
)

/** Which agent holds the token with this hash, if it is neither expired nor ended, and the agent not retired. */
export const agentTokenHolder = define<{ hash: string; now: number }>()((db, p) => {
  const valid = db.selectFrom('agent_token').where('hash', '=', p.hash).where('expires_at', '>', p.now).where('ended_at', 'is', null)
  return db
    .selectFrom('agent')
    .select(['id', 'name', valid.select('id').$asScalar().$notNull().as('credential_id')])
    .where('id', '=', valid.select('agent_id').$asScalar())
    .where('status', '!=', 'retired')
})

export const agentTokens = define<{ agent_id: string }>()((db, p) => db.selectFrom('agent_token').selectAll().where('agent_id', '=', p.agent_id).orderBy('id'))

export const issueAgentToken = unit('agent-token.issue', function* ({ row, entry }: { row: AgentTokenRow; entry: AuditEntry }) {
  yield* run(insertToken, row)
  yield* appendAudit(entry)
})

/** Ends a token at once; answers whether there was one to end. */
export const endAgentToken = unit('agent-token.end', function* ({ id, agentId, at, entry }: { id: string; agentId: string; at: number; entry: AuditEntry }) {
  const [ended] = yield* run(endToken, { id, agent_id: agentId, at })
  if (ended === undefined) return false
  yield* appendAudit(entry)
  return true
})

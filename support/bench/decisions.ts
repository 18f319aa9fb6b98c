import type { Agent } from '../../app/agents/agent'
import { actionOf } from '../../app/governance/actions'
import { createDecisions } from '../../app/governance/decisions'
import { createMetrics } from '../../app/http/metrics'
import { median, table } from './table'

// What one decision about an agent and an action costs, once it is known: with the metrics that count it.

const GOAL_US = 10
const DECISIONS = 200_000
const ROUNDS = 9
const ACTIONS = ['chat', 'search', 'create', 'delete', 'send_email', 'something_unknown']

const decisions = createDecisions(createMetrics({ openWork: () => 0 }).decision)
const common = { instructions: '', category: 'bench', model: undefined, status: 'active', version: 1, term: 1, isDefault: false, createdBy: 'bench' } as const
const agents = (['student', 'intern', 'supervised', 'autonomous'] as const).map(
  (maturity, index) => ({ ...common, id: `agent-${index}`, name: maturity, maturity, createdAt: 0, updatedAt: 0 }) as unknown as Agent,
)
const pairs = agents.flatMap((agent) => ACTIONS.map((name) => ({ agent, name })))

function round(): number {
  const begun = performance.now()
  for (let count = 0; count < DECISIONS; count += 1) {
    const pair = pairs[count % pairs.length]
    if (pair !== undefined) decisions.now(pair.agent, actionOf(pair.name))
  }
  return ((performance.now() - begun) / DECISIONS) * 1_000
}

round()
const us = median(Array.from({ length: ROUNDS }, round))
process.stdout.write(`${table(['', 'µs', 'goal'], [['cached decision, counted', us.toFixed(2), `${us < GOAL_US ? 'met' : 'NOT met'}: under ${GOAL_US}`]])}\n`)

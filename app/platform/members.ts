import { actingAs, refuseStill } from '../agents/acting'
import { agentById } from '../agents/agent-store'
import { createAgentTokens } from '../agents/agent-tokens'
import { createAgents } from '../agents/agents'
import { createSubscriptions } from '../events/subscriptions'
import type { Parts } from '../http/parts'
import { createBudgets } from '../people/budgets'
import { createCredentials } from '../people/credentials'
import { createPeople } from '../people/people'
import { personById } from '../people/people-store'
import type { Foundation } from './foundation'
import type { Signals } from './signals'

/** Whoever may ask for something, people and agents: what stands for them, what they may spend, what they want to be told. */
export type Members = Pick<Parts, 'people' | 'credentials' | 'budgets' | 'agents' | 'agentTokens' | 'subscriptions'>

export function buildMembers({ settings, store, clock, newId, openWork }: Foundation, { events }: Pick<Signals, 'events'>): Members {
  const agents = createAgents({ store, clock, newId })
  return {
    people: createPeople({ store, clock, newId, openWork }),
    budgets: createBudgets({
      store,
      clock,
      newId,
      currency: settings.currency,
      exists: async ({ kind, id }) => (await (kind === 'person' ? store.find(personById, { id }) : store.find(agentById, { id }))).length > 0,
    }),
    credentials: createCredentials({ store, clock, newId, openWork, settings }),
    agents,
    agentTokens: createAgentTokens({ store, clock, newId, openWork, settings }),
    subscriptions: createSubscriptions({ store, clock, newId, log: events, stands: (by) => refuseStill(agents, actingAs({ by })), settings }),
  }
}

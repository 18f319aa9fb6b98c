import { type Agent, agentOf } from '../agents/agent'
import type { Agents } from '../agents/agents'
import { NOTHING_COUNTED, tallyOf } from '../agents/tally-store'
import type { Clock } from '../shared/clock'
import { Conflict, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { type Graduation, graduation, NotReadyForPromotion } from './graduation'
import { promoteAgent } from './graduation-store'

/** How agents grow up (AR-05.23, .24). */
export interface Graduations {
  /** Throws NotFound. */
  of(agentId: string): Promise<Graduation>
  /** One level up. Throws NotFound, Conflict for a retired agent, NotReadyForPromotion with what is missing. */
  promote(agentId: string, by: string, reason?: string): Promise<Agent>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly agents: Agents
}

export function createGraduations({ store, clock, newId, agents }: Deps): Graduations {
  return {
    async of(agentId) {
      const { maturity, term } = await agents.get(agentId)
      const [tally = NOTHING_COUNTED] = await store.find(tallyOf, { agent_id: agentId, term })
      return graduation(maturity, tally)
    },
    async promote(agentId, by, reason) {
      const entry = { id: newId(), at: clock.now(), actor: by, action: 'agent.promoted', subject: agentId, details: { reason } }
      const result = await store.write(promoteAgent, { id: agentId, entry })
      switch (result.kind) {
        case 'promoted':
          return agentOf(result.agent)
        case 'not_ready':
          throw new NotReadyForPromotion(result.graduation)
        case 'retired':
          throw new Conflict('The agent is retired, and stays as it is')
        case 'unknown':
          throw new NotFound('There is no such agent')
      }
    },
  }
}

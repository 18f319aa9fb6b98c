import { type Acting, actingAs, refuseStill } from '../agents/acting'
import type { Agents } from '../agents/agents'
import { unknownAgent } from '../agents/standing'
import type { Principal } from '../people/person'
import { NotFound } from '../shared/errors'

interface Wish {
  readonly by: Principal
  readonly agentId?: string | undefined
  /** Where the request names the agent. */
  readonly field?: string
}

/** Who acts, by the one rule of `actingAs`; an agent is active then. Throws Forbidden, NotFound, which names the place, AgentPaused, AgentRetired. */
export async function activeAs(agents: Pick<Agents, 'get'>, { field = 'agent_id', ...wish }: Wish): Promise<Acting> {
  const acting = actingAs(wish)
  await refuseStill(agents, acting).catch((error: unknown) => {
    throw error instanceof NotFound ? unknownAgent(acting.id, field) : error
  })
  return acting
}

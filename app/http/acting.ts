import { type Acting, actingAs } from '../agents/acting'
import { standstill } from '../agents/agent'
import type { Agents } from '../agents/agents'
import type { Principal } from '../people/person'

interface Wish {
  readonly by: Principal
  readonly agentId?: string | undefined
}

/** Who acts, by the one rule of `actingAs`; an agent is active then. Throws Forbidden, NotFound, AgentPaused, AgentRetired. */
export async function activeAs(agents: Pick<Agents, 'get'>, wish: Wish): Promise<Acting> {
  const acting = actingAs(wish)
  const reason = acting.kind === 'agent' ? standstill(await agents.get(acting.id)) : undefined
  if (reason !== undefined) throw reason
  return acting
}

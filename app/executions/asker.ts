import { type Agent, agentOf } from '../agents/agent'
import { agentById } from '../agents/agent-store'
import { refuseHigherLevel } from '../agents/standing'
import { personById } from '../people/people-store'
import { Unauthenticated } from '../shared/errors'
import type { Store } from '../store/store'
import { run, type Write } from '../store/unit'

/** Whoever wants work done, as they were looked at; a person has no version. */
export interface Asker {
  readonly id: string
  readonly version?: number | undefined
}

/**
 * Whoever asked for work, now that it is to begin: an agent that may have this one do it, or a person who is still a member.
 * Throws Forbidden, AgentPaused, AgentRetired, Unauthenticated.
 */
export async function askerNow(store: Pick<Store, 'find'>, id: string, agent: Agent): Promise<Asker> {
  const [own] = await store.find(agentById, { id })
  if (own !== undefined) {
    refuseHigherLevel(agent, agentOf(own))
    return { id, version: own.version }
  }
  const [person] = await store.find(personById, { id })
  if (person === undefined) throw new Unauthenticated('Who asked for it was removed')
  return { id }
}

/** Part of the unit that begins work: whether who asked for it is still as they were. */
export function* askerStands({ id, version }: Asker): Write<boolean> {
  if (version === undefined) return (yield* run(personById, { id })).length > 0
  return (yield* run(agentById, { id }))[0]?.version === version
}

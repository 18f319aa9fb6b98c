import { personById } from '../people/people-store'
import { may, type Principal } from '../people/person'
import { type ConcordError, Forbidden, NotFound } from '../shared/errors'
import { run, type Write } from '../store/unit'
import { type AgentStatus, type Maturity, standstill } from './agent'
import type { Agents } from './agents'
import { activeAgent, unknownAgent } from './standing'

/** A person or an agent, where it may be one as well as the other. */
export interface Party {
  readonly kind: 'person' | 'agent'
  readonly id: string
}

/** Who does something, and whose credential it was done with: for an agent, perhaps that of a supervisor. */
export interface Acting extends Party {
  readonly by: string
}

interface Wish {
  readonly by: Pick<Principal, 'id' | 'role'>
  /** The agent that shall act; without it whoever asks does. */
  readonly agentId?: string | undefined
}

/**
 * The one rule of who acts for whom: supervisors and administrators for any agent, a user for none, an agent's token for itself alone.
 * Whether the agent exists and is active is looked at in the unit, by `standingOf`. Throws Forbidden.
 */
export function actingAs({ by, agentId }: Wish): Acting {
  if (by.role === 'agent') {
    if (agentId !== undefined && agentId !== by.id) throw new Forbidden('An agent acts for itself alone')
    return { kind: 'agent', id: by.id, by: by.id }
  }
  if (agentId === undefined) return { kind: 'person', id: by.id, by: by.id }
  if (!may(by.role, 'supervisor')) throw new Forbidden('Only supervisors and administrators act for an agent')
  return { kind: 'agent', id: agentId, by: by.id }
}

/** Why nobody of that name may act now. */
export type CannotAct =
  | { readonly kind: 'unknown'; readonly party: Party['kind']; readonly id: string }
  | { readonly kind: 'standstill'; readonly name: string; readonly status: AgentStatus }

/** Whether somebody may act now; only an agent has a level. */
export type Standing = { readonly kind: 'ready'; readonly name: string; readonly level: Maturity | undefined } | CannotAct

/** Outside a unit: throws NotFound, AgentPaused or AgentRetired for an agent that may do nothing now. */
export async function refuseStill(agents: Pick<Agents, 'get'>, { kind, id }: Party): Promise<void> {
  const reason = kind === 'agent' ? standstill(await agents.get(id)) : undefined
  if (reason !== undefined) throw reason
}

/** Part of any unit: whether somebody exists and, being an agent, is active at the moment of writing. */
export function* standingOf({ kind, id }: Party): Write<Standing> {
  if (kind === 'person') {
    const [person] = yield* run(personById, { id })
    return person === undefined ? { kind: 'unknown', party: kind, id } : { kind: 'ready', name: person.name, level: undefined }
  }
  const found = yield* activeAgent(id)
  if (found.kind === 'active') return { kind: 'ready', name: found.agent.name, level: found.agent.maturity }
  return found.agent === undefined ? { kind: 'unknown', party: kind, id } : { kind: 'standstill', ...found.agent }
}

/** Part of any unit: whether something may be left for somebody. A paused agent finds it later, a retired one never does. */
export function* receiverOf(party: Party): Write<{ readonly kind: 'ready'; readonly name: string } | CannotAct> {
  const standing = yield* standingOf(party)
  return standing.kind === 'standstill' && standing.status === 'paused' ? { kind: 'ready', name: standing.name } : standing
}

/** The error that says so, with the place that names who it is about: NotFound, AgentPaused or AgentRetired. */
export function cannotAct(why: CannotAct, field?: string): ConcordError {
  if (why.kind === 'standstill') return standstill(why) ?? new NotFound('There is no such agent')
  if (why.party === 'agent') return unknownAgent(why.id, field)
  return new NotFound('There is no such person', field === undefined ? {} : { field })
}

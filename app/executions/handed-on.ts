import type { Kysely } from 'kysely'
import { type ActingAgent, type Agent, type Maturity, rank } from '../agents/agent'
import type { Principal } from '../people/person'
import { define } from '../store/statement'
import type { Tables } from '../store/tables'
import { run, type Write } from '../store/unit'

/** An agent as it was looked at. What was decided by it holds only while it is still so. */
export interface Seen {
  readonly id: string
  readonly version: number
}

/** Work that an agent was handed: what it may do with it, and what it is told about it. */
export interface HandedOnWork {
  /** The least level of all in the chain, since a human last approved a step up (INTG-05.5). */
  readonly level: Maturity
  /** Everybody whose level counted. */
  readonly seen: readonly Seen[]
  /** Who gave it, by name, and what they shared. */
  readonly from: string
  readonly context: unknown
}

/** What executions must know of handoffs. */
export interface HandedOn {
  /**
   * How work that was handed to this agent stands now. `by` is who wants to run it; without one it was asked for before.
   * Throws NotFound for a handoff that is unknown or somebody else's, HandoffNotForAgent, and HandoffDeclined, HandoffNotAccepted of any in its chain.
   */
  standing(handoffId: string, agent: Agent, by?: Principal): Promise<HandedOnWork>
}

/** The agent at the level that the work allows: never above its own. Pure. */
export const actingOn = (agent: Agent, handed: HandedOnWork | undefined): ActingAgent =>
  handed === undefined || rank(handed.level) >= rank(agent.maturity) ? agent : { ...agent, maturity: handed.level, ownLevel: agent.maturity }

/** A handoff and all before it in its chain, by their ids. */
const chainFrom = (db: Pick<Kysely<Tables>, 'withRecursive'>, id: string) =>
  db.withRecursive('link', (links) =>
    links
      .selectFrom('handoff')
      .select(['handoff.id', 'handoff.parent_id'])
      .where('handoff.id', '=', id)
      .union(links.selectFrom('link').innerJoin('handoff', 'handoff.id', 'link.parent_id').select(['handoff.id', 'handoff.parent_id'])),
  )

const chainStatuses = define<{ id: string }>()((db, p) => chainFrom(db, p.id).selectFrom('link').innerJoin('handoff', 'handoff.id', 'link.id').select('status'))

/** Part of the unit that begins work: whether what was handed on still stands, and all that led to it. Work that nobody handed on does. */
export function* handoffStands(id: string | undefined): Write<boolean> {
  if (id === undefined) return true
  const chain = yield* run(chainStatuses, { id })
  return chain.length > 0 && chain.every(({ status }) => status === 'accepted')
}

const markBegun = define<{ id: string; at: number }>()((db, p) =>
  chainFrom(db, p.id)
    .updateTable('handoff')
    .set({ begun_at: p.at })
    .where('id', 'in', (inner) => inner.selectFrom('link').select('link.id'))
    .where('begun_at', 'is', null),
)

/** Part of the unit that begins work: from then on it is declined no more, by nobody in its chain. */
export function* beginHandedOn(id: string | undefined, at: number): Write<void> {
  if (id !== undefined) yield* run(markBegun, { id, at })
}

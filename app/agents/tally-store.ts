import { sql } from 'kysely'
import { define } from '../store/statement'
import { run, step } from '../store/unit'

const insertTally = define<{ id: string; term: number }>()((db, p) =>
  db
    .insertInto('agent_tally')
    .values({ agent_id: p.id, term: p.term, decisions: 0, blocked: 0, ended: 0, intervened: 0, decided_proposals: 0, rejected_proposals: 0, episodes: 0 })
    .onConflict((conflict) => conflict.doNothing()),
)

/** The tally of the level that an agent is at; part of the units that change its level. */
export function* openTally(agent: { readonly id: string; readonly term: number }) {
  yield* run(insertTally, { id: agent.id, term: agent.term })
}

const addToTally = define<Counts & { readonly agent_id: string }>()((db, p) =>
  db
    .updateTable('agent_tally')
    .set({
      decisions: sql`decisions + ${p.decisions}`,
      blocked: sql`blocked + ${p.blocked}`,
      ended: sql`ended + ${p.ended}`,
      intervened: sql`intervened + ${p.intervened}`,
      decided_proposals: sql`decided_proposals + ${p.decided_proposals}`,
      rejected_proposals: sql`rejected_proposals + ${p.rejected_proposals}`,
      episodes: sql`episodes + ${p.episodes}`,
    })
    .where('agent_id', '=', p.agent_id)
    .where('term', '=', db.selectFrom('agent').select('term').where('id', '=', p.agent_id)),
)

interface Counts {
  readonly decisions: number
  readonly blocked: number
  readonly ended: number
  readonly intervened: number
  readonly decided_proposals: number
  readonly rejected_proposals: number
  readonly episodes: number
}

/** The record of an agent that has just entered its level. */
export const NOTHING_COUNTED: Counts = { decisions: 0, blocked: 0, ended: 0, intervened: 0, decided_proposals: 0, rejected_proposals: 0, episodes: 0 }

/** A step that adds to what is counted at an agent's present level, in the transaction of the record that it counts. */
export const counted = (agentId: string, counts: Partial<Counts>) => step(addToTally, { agent_id: agentId, ...NOTHING_COUNTED, ...counts })

export const tallyOf = define<{ agent_id: string; term: number }>()((db, p) =>
  db.selectFrom('agent_tally').selectAll().where('agent_id', '=', p.agent_id).where('term', '=', p.term),
)

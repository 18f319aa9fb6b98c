import { sql } from 'kysely'
import { OUTSIDE } from '../executions/wanted'
import { define } from '../store/statement'
import { run, unit } from '../store/unit'
import { LED } from './coordination'
import { coordinationById, openTasks } from './coordination-store'

/** The job that an execution is part of, if somebody leads it. */
export const jobOfExecution = define<{ id: string }>()((db, p) =>
  db
    .selectFrom('execution')
    .innerJoin('task', 'task.run_id', 'execution.run_id')
    .innerJoin('coordination', 'coordination.id', 'task.coordination_id')
    .select('coordination.id')
    .where('execution.id', '=', p.id)
    .where('coordination.status', 'in', LED),
)

/** The job that a handoff is part of, if somebody leads it. */
export const jobOfHandoff = define<{ id: string }>()((db, p) =>
  db
    .selectFrom('task')
    .innerJoin('coordination', 'coordination.id', 'task.coordination_id')
    .select('coordination.id')
    .where('task.handoff_id', '=', p.id)
    .where('coordination.status', 'in', LED),
)

/** Jobs of which this instance took the last turn, or one that is gone, or one whose engine was another. */
export const lastTurnedBy = define<{ leader: string }>()((db, p) =>
  db
    .selectFrom('coordination')
    .select(['id', 'instance_id'])
    .where('status', 'in', LED)
    .where('kind', '!=', 'conflict')
    .where(({ or, eb, selectFrom }) =>
      or([eb('instance_id', '=', p.leader), eb('instance_id', 'not in', selectFrom('instance').select(sql<string>`${OUTSIDE} || instance.id`.as('id')))]),
    )
    .orderBy('id'),
)

/** Open tasks of which something has happened in the hands of humans or of others, and that no turn has seen: numbers alone. */
export const overlookedTasks = define<{ coordination_id: string }>()((db, p) =>
  openTasks(db, p.coordination_id).where(({ or, and, eb }) =>
    or([
      eb('execution.ended_at', 'is not', null),
      eb('execution.status', '=', 'pending'),
      and([eb('execution.id', 'is', null), eb('handoff.status', 'is not', null), eb('handoff.status', '!=', 'awaiting_approval')]),
    ]),
  ),
)

const rename = define<{ id: string; instance_id: string }>()((db, p) =>
  db.updateTable('coordination').set({ instance_id: p.instance_id }).where('id', '=', p.id),
)

export interface Passing {
  readonly id: string
  readonly from: string
  readonly to: string
}

/** The next turn of a job is another instance's, although the last one's lives: whatever that one still wants to write is refused from now on. */
export const passCoordination = unit('coordination.pass', function* ({ id, from, to }: Passing) {
  const [row] = yield* run(coordinationById, { id })
  if (row === undefined || row.instance_id !== from || !LED.includes(row.status)) return false
  yield* run(rename, { id, instance_id: to })
  return true
})

import { define } from '../store/statement'
import { run, type Write } from '../store/unit'

/** Stands before the id of the instance that took a job's last turn where an engine outside leads it, so that every instance may do steps of it. */
export const OUTSIDE = 'outside:'

const openRun = define<{ run_id: string; instance_id: string }>()((db, p) =>
  db
    .selectFrom('task')
    .innerJoin('coordination', 'coordination.id', 'task.coordination_id')
    .select('task.number')
    .where('task.run_id', '=', p.run_id)
    .where('task.status', '=', 'pending')
    .where('coordination.status', 'in', ['pending', 'running', 'awaiting_approval'])
    .where(({ or, eb }) => or([eb('coordination.instance_id', '=', p.instance_id), eb('coordination.instance_id', 'like', `${OUTSIDE}%`)])),
)

/** Part of the unit that begins work: whether what it is part of still wants this run of it, and this instance leads that, or an engine outside. What is part of nothing larger is wanted. */
export function* runIsWanted(run_id: string | null, instance_id: string): Write<boolean> {
  return run_id === null || (yield* run(openRun, { run_id, instance_id })).length > 0
}

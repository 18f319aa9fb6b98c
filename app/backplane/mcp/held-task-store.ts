import { define } from '../../store/statement'
import { run, unit, type Write } from '../../store/unit'

/** Where another server keeps a task that is not ended. */
export const placeOfTask = define<{ id: string }>()((db, p) => db.selectFrom('held_task').select('place').where('id', '=', p.id))
const insertPlace = define<{ id: string; place: string }>()((db, p) => db.insertInto('held_task').values({ id: p.id, place: p.place }))
const deletePlace = define<{ id: string }>()((db, p) => db.deleteFrom('held_task').where('id', '=', p.id))
const deleteEnded = define<Record<never, never>>()((db) =>
  db.deleteFrom('held_task').where('id', 'not in', (open) => open.selectFrom('queue_task').select('id').where('ended_at', 'is', null)),
)

export const keepPlace = unit('heldTask.keep', function* (kept: { id: string; place: string }): Write<void> {
  yield* run(deletePlace, { id: kept.id })
  yield* run(insertPlace, kept)
})

/** Of what has ended nobody asks the other server any more. */
export const forgetPlaces = unit('heldTask.forget', function* (): Write<void> {
  yield* run(deleteEnded, {})
})

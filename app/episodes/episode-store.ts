import { counted } from '../agents/tally-store'
import { define, defineInsert } from '../store/statement'
import { run, unit } from '../store/unit'

const insertEpisode = defineInsert('episode', ['id', 'agent_id', 'execution_id', 'message', 'response', 'created_at'])
const dueOf = define<{ execution_id: string }>()((db, p) =>
  db
    .selectFrom('episode_due')
    .innerJoin('execution', 'execution.id', 'episode_due.execution_id')
    .select(['execution.agent_id', 'execution.request', 'execution.response'])
    .where('episode_due.execution_id', '=', p.execution_id),
)
const done = define<{ execution_id: string }>()((db, p) => db.deleteFrom('episode_due').where('execution_id', '=', p.execution_id))
const postpone = define<{ execution_id: string; tries: number; next_at: number }>()((db, p) =>
  db.updateTable('episode_due').set({ tries: p.tries, next_at: p.next_at }).where('execution_id', '=', p.execution_id),
)

/** Executions whose episode is to be made now. */
export const dueEpisodes = define<{ now: number; limit: number }>()((db, p) =>
  db.selectFrom('episode_due').selectAll().where('next_at', '<=', p.now).limit(p.limit),
)

/** Makes the one episode of a completed execution; nothing if somebody else has (AR-05.20). */
export const recordEpisode = unit('episode.record', function* ({ id, executionId, at }: { id: string; executionId: string; at: number }) {
  const [row] = yield* run(dueOf, { execution_id: executionId })
  if (row === undefined) return false
  const message: string = JSON.parse(row.request).message
  yield* run(insertEpisode, { id, agent_id: row.agent_id, execution_id: executionId, message, response: row.response ?? '', created_at: at })
  yield counted(row.agent_id, { episodes: 1 })
  yield* run(done, { execution_id: executionId })
  return true
})

/** Making it failed; it is tried again later. */
export const postponeEpisode = unit('episode.postpone', function* (input: { execution_id: string; tries: number; next_at: number }) {
  yield* run(postpone, input)
})

export const latestEpisodes = define<{ agent_id: string; before: string; limit: number }>()((db, p) =>
  db.selectFrom('episode').selectAll().where('agent_id', '=', p.agent_id).where('id', '<', p.before).orderBy('id', 'desc').limit(p.limit),
)

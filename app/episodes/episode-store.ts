import { sql } from 'kysely'
import { counted } from '../agents/tally-store'
import { define, defineInsert } from '../store/statement'
import { run, unit } from '../store/unit'

const insertEpisode = defineInsert('episode', ['id', 'agent_id', 'execution_id', 'asked_by', 'message', 'response', 'created_at'])
const dueOf = define<{ execution_id: string }>()((db, p) =>
  db
    .selectFrom('episode_due')
    .innerJoin('execution', 'execution.id', 'episode_due.execution_id')
    .select(['execution.agent_id', 'execution.asked_by', 'execution.request', 'execution.response'])
    .where('episode_due.execution_id', 'in', [p.execution_id]),
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
  yield* run(insertEpisode, {
    id,
    agent_id: row.agent_id,
    execution_id: executionId,
    asked_by: row.asked_by,
    message,
    response: row.response ?? '',
    created_at: at,
  })
  yield counted(row.agent_id, { episodes: 1 })
  yield* run(done, { execution_id: executionId })
  return true
})

/** Making it failed; it is tried again later. */
export const postponeEpisode = unit('episode.postpone', function* (input: { execution_id: string; tries: number; next_at: number }) {
  yield* run(postpone, input)
})

/** The newest first, of whoever asked where somebody is named. */
export const latestEpisodes = define<{ agent_id: string; asked_by: string | null; before: string; limit: number }>()((db, p) =>
  db
    .selectFrom('episode')
    .selectAll()
    .where('agent_id', '=', p.agent_id)
    .where(sql<boolean>`asked_by = coalesce(${p.asked_by}, asked_by)`)
    .where('id', '<', p.before)
    .orderBy('id', 'desc')
    .limit(p.limit),
)

/** How the latest begin: enough to tell what they are about, however long they are. */
export const beginningsOfEpisodes = define<{ agent_id: string; asked_by: string | null; before: string; limit: number }>()((db, p) =>
  db
    .selectFrom('episode')
    .select(['id', sql<string>`substr(message, 1, 2000)`.as('message'), sql<string>`substr(response, 1, 2000)`.as('response')])
    .where('agent_id', '=', p.agent_id)
    .where(sql<boolean>`asked_by = coalesce(${p.asked_by}, asked_by)`)
    .where('id', '<', p.before)
    .orderBy('id', 'desc')
    .limit(p.limit),
)

export const episodeById = define<{ agent_id: string; id: string }>()((db, p) =>
  db.selectFrom('episode').selectAll().where('agent_id', '=', p.agent_id).where('id', '=', p.id),
)

import type { Kysely } from 'kysely'
import type { Clock } from '../shared/clock'
import type { Store } from '../store/store'
import type { Tables } from '../store/tables'
import { topicOf } from './announcing'
import type { Coordination, TaskStatus } from './coordination'
import { type TaskApproval, type TaskRun, type Timeline, timelineOf } from './timeline'

/** Who worked when, and who waited for whom: read from what executions, proposals and events have on record. */
export interface Timelines {
  of(coordination: Coordination): Promise<Timeline>
}

export function createTimelines({ store, clock }: { store: Store; clock: Clock }): Timelines {
  return {
    of: (coordination) =>
      store.read(async (db) => {
        const runIds = await runsOf(db, coordination)
        const names = await namesOf(db, coordination)
        return timelineOf({
          coordination,
          ...(await recordOf(db, coordination, runIds)),
          nameOf: (agentId) => names.get(agentId) ?? agentId,
          now: clock.now(),
        })
      }),
  }
}

type Db = Kysely<Tables>

/** Which execution was a run of which task. Of what was tried again, earlier attempts are named by what was told when they began. */
async function runsOf(db: Db, { id, eventBefore, tasks }: Coordination): Promise<ReadonlyMap<string, number>> {
  const found = new Map(tasks.flatMap(({ executionId, number }) => (executionId === undefined ? [] : [[executionId, number]])))
  if (tasks.every(({ attempt }) => attempt === 1)) return found
  const events = await db
    .selectFrom('event')
    .select('data')
    .where('number', '>', eventBefore)
    .where('topic', '=', topicOf(id))
    .where('type', '=', 'task.started')
    .execute()
  for (const { data } of events) {
    const { number, execution_id } = JSON.parse(data) as { number: number; execution_id: string | null }
    if (execution_id !== null) found.set(execution_id, number)
  }
  return found
}

async function recordOf(db: Db, { tasks }: Coordination, runIds: ReadonlyMap<string, number>): Promise<{ runs: TaskRun[]; approvals: TaskApproval[] }> {
  const executions = await db
    .selectFrom('execution')
    .select(['id', 'status', 'started_at', 'ended_at', 'proposal_id'])
    .where('id', 'in', [...runIds.keys()])
    .orderBy('id')
    .execute()
  const asked = new Map(tasks.flatMap(({ proposalId, number }) => (proposalId === undefined ? [] : [[proposalId, number]])))
  for (const { id, proposal_id } of executions) if (proposal_id !== null) asked.set(proposal_id, runIds.get(id) ?? 0)
  const proposals = await db
    .selectFrom('proposal')
    .select(['id', 'status', 'created_at', 'decided_at', 'expires_at'])
    .where('id', 'in', [...asked.keys()])
    .execute()
  return {
    runs: executions.map(({ id, status, started_at, ended_at }) => ({
      task: runIds.get(id) ?? 0,
      status: status as TaskStatus,
      startedAt: started_at ?? undefined,
      endedAt: ended_at ?? undefined,
    })),
    approvals: proposals.map(({ id, status, created_at, decided_at, expires_at }) => ({
      task: asked.get(id) ?? 0,
      from: created_at,
      to: status === 'pending' ? undefined : (decided_at ?? expires_at),
    })),
  }
}

async function namesOf(db: Db, { tasks }: Coordination): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(tasks.map(({ agentId }) => agentId))]
  const agents = await db.selectFrom('agent').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(agents.map(({ id, name }) => [id, name]))
}

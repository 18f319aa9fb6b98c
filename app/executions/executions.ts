import { may, type Principal } from '../people/person'
import { NotFound } from '../shared/errors'
import type { Store } from '../store/store'
import type { ExecutionRow } from '../store/tables'
import { type Execution, type ExecutionStatus, executionOf, hasEnded } from './execution'
import { executionById, OPEN } from './execution-store'

/** Executions as people look at them: their own, and for supervisors all (AR-05.16). */
export interface Executions {
  /** Throws NotFound, also for somebody else's. */
  get(id: string, asker: Principal): Promise<Execution>
  /** The latest first. `before` is the id of the last one seen. */
  list(query: {
    asker: Principal
    status?: ExecutionStatus | undefined
    agentId?: string | undefined
    before: string
    limit: number
  }): Promise<readonly Execution[]>
}

/** Whether somebody may look at an execution. Pure. */
export const isVisible = (row: Pick<ExecutionRow, 'asked_by'>, asker: Principal): boolean => row.asked_by === asker.id || may(asker.role, 'supervisor')

export function createExecutions({ store }: { store: Store }): Executions {
  return {
    async get(id, asker) {
      const [row] = await store.find(executionById, { id })
      if (row === undefined || !isVisible(row, asker)) throw new NotFound('There is no such execution')
      return executionOf(row)
    },
    list: ({ asker, status, agentId, before, limit }) =>
      store.read(async (db) => {
        let query = db.selectFrom('execution').selectAll().orderBy('id', 'desc').limit(limit)
        if (before !== '') query = query.where('id', '<', before)
        if (!may(asker.role, 'supervisor')) query = query.where('asked_by', '=', asker.id)
        if (status !== undefined) query = query.where('status', '=', status)
        if (status !== undefined && !hasEnded(status)) query = query.where(OPEN)
        if (agentId !== undefined) query = query.where('agent_id', '=', agentId)
        return (await query.execute()).map(executionOf)
      }),
  }
}

import { ConcordError } from '../shared/errors'
import { type Task, taskFailed } from './coordination'
import { resolved } from './graph'
import { listed, type Pattern } from './pattern'
import { withResults } from './prompt'

export interface ParallelTask {
  /** Its agent's, unless it has one of its own. */
  readonly id?: string | undefined
  readonly agent_id: string
  readonly task: string
  readonly action?: string | undefined
  readonly dependencies?: readonly string[] | undefined
}

export interface ParallelRequest {
  readonly tasks: readonly ParallelTask[]
  /** Whoever may be given a task, where that is said. */
  readonly agent_ids?: readonly string[] | undefined
  readonly on_failure?: 'isolate' | 'cancel_siblings' | undefined
  readonly max_parallel?: number | undefined
}

/** A task's agent is not among those that were listed. */
export class AgentNotListed extends ConcordError {
  readonly code = 'agent_not_listed'
}

const USUAL_ACTION = 'chat'

/** Tasks at the same time, each as soon as what it depends on is completed (INTG-05.6 to .11). */
export const parallel: Pattern<ParallelRequest> = {
  kind: 'parallel',
  agents: ({ tasks, agent_ids = [] }) => [
    ...listed(agent_ids, 'agent_ids'),
    ...tasks.map(({ agent_id: id }, index) => ({ id, field: `tasks[${index}].agent_id` })),
  ],
  begin({ tasks, agent_ids }) {
    const allowed = agent_ids === undefined ? undefined : new Set(agent_ids)
    const stranger = tasks.findIndex(({ agent_id }) => allowed?.has(agent_id) === false)
    if (stranger >= 0) throw new AgentNotListed('The agent of this task is not among agent_ids', { field: `tasks[${stranger}].agent_id` })
    const after = resolved(tasks.map(({ id, agent_id, dependencies = [] }) => ({ id: id ?? agent_id, isUnnamed: id === undefined, dependencies })))
    return tasks.map(({ id, agent_id, task, action = USUAL_ACTION }, index) => ({
      ...{ name: id ?? agent_id, role: 'task', agentId: agent_id, action, message: task, after: after[index] ?? [] },
    }))
  },
  prompt: (_request, task, tasks) => withResults(task, tasks),
  conclude: (_request, tasks) => ({ status: tasks.some(taskFailed) ? 'failed' : 'completed', ...errorOf(tasks) }),
  cancelsSiblings: ({ on_failure }) => on_failure === 'cancel_siblings',
  mostAtOnce: ({ max_parallel }) => max_parallel,
}

function errorOf(tasks: readonly Task[]) {
  const failed = tasks.filter(taskFailed).length
  return failed === 0 ? {} : { error: { code: 'tasks_failed', detail: `${failed} of ${tasks.length} tasks were not completed` } }
}

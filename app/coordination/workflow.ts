import { paragraphs, quoted, withQuotes } from '../llm/quoted'
import { ConcordError } from '../shared/errors'
import { type Task, taskFailed } from './coordination'
import type { Pattern } from './pattern'

export interface WorkflowStep {
  readonly agent_id: string
  readonly action: string
  readonly message?: string | undefined
  /** What later steps call its result. */
  readonly output_key?: string | undefined
  /** The earlier result that it is given. */
  readonly input_from?: string | undefined
}

export interface WorkflowRequest {
  readonly steps: readonly WorkflowStep[]
}

/** No earlier step gives that result. */
export class UnknownInput extends ConcordError {
  readonly code = 'unknown_input'
}

/** Two steps would give a result of the same name. */
export class DuplicateOutput extends ConcordError {
  readonly code = 'duplicate_output'
}

/** Steps one after the other; one that fails ends it there (INTG-05.12, .13). */
export const workflow: Pattern<WorkflowRequest> = {
  kind: 'workflow',
  agents: ({ steps }) => steps.map(({ agent_id: id }, index) => ({ id, field: `steps[${index}].agent_id` })),
  begin({ steps }) {
    refuseLooseEnds(steps)
    return steps.map(({ agent_id, action, message = '' }, index) => ({
      ...{ name: String(index + 1), role: 'step', agentId: agent_id, action, message, after: index === 0 ? [] : [index] },
    }))
  },
  prompt({ steps }, { number, action, message }, tasks) {
    const from = steps[number - 1]?.input_from
    const giver = from === undefined ? -1 : steps.findIndex(({ output_key }) => output_key === from)
    return withQuotes(paragraphs(action, message), giver < 0 ? [] : [quoted(`Input (${from}):`, tasks[giver]?.response ?? '')])
  },
  conclude(_request, tasks) {
    const failed = failedStep(tasks)
    if (failed === undefined) return { status: 'completed' }
    return { status: 'failed', error: failed.error ?? { code: failed.status, detail: failed.reason ?? `Step ${failed.number} was ${failed.status}` } }
  },
}

/** The step that ended a workflow. Pure. */
export const failedStep = (tasks: readonly Task[]): Task | undefined => tasks.find((task) => taskFailed(task) && task.status !== 'skipped')

/** Results are named once, and before they are used. */
function refuseLooseEnds(steps: readonly WorkflowStep[]): void {
  const given = new Set<string>()
  steps.forEach(({ input_from, output_key }, index) => {
    if (input_from !== undefined && !given.has(input_from))
      throw new UnknownInput(`No earlier step gives "${input_from}"`, { field: `steps[${index}].input_from` })
    if (output_key === undefined) return
    if (given.has(output_key)) throw new DuplicateOutput(`An earlier step gives "${output_key}" already`, { field: `steps[${index}].output_key` })
    given.add(output_key)
  })
}

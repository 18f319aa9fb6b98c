import { condition, continueAsNew, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow'
import type { JobActivities, RefusedTask, TaskRun } from '../../job-engine'

// Runs in Temporal's sandbox and is played again from its history: it may do nothing but have steps done, wait and hear.

/** As the worker offers them: how a run is tried is known there. */
interface Steps {
  turn: JobActivities['turn']
  run(order: TaskRun & { readonly id: string }): Promise<RefusedTask | undefined>
}

/** Whoever does a step says so each second: silence means that it is done anew, by another process if this one died. */
const SILENCE = '4s'
const RETRY = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '2s' } as const

const { turn } = proxyActivities<Steps>({ startToCloseTimeout: '1m', heartbeatTimeout: SILENCE, retry: RETRY })
/** A run may wait for as long as a human holds it. */
const { run } = proxyActivities<Steps>({ startToCloseTimeout: '30d', heartbeatTimeout: SILENCE, retry: RETRY })

/** Something has happened with the job. */
export const noticed = defineSignal('noticed')

/** Leads one job to where nothing is left to do, or a human must have it tried again; answers how it stands then. */
export async function lead(id: string): Promise<string> {
  const begun = new Map<string, Promise<void>>()
  const refused: RefusedTask[] = []
  let due = false
  setHandler(noticed, () => {
    due = true
  })

  const begin = async (task: TaskRun): Promise<void> => {
    const refusal = await run({ id, ...task })
    if (refusal) refused.push(refusal)
    begun.delete(task.runId)
    due = true
  }

  for (;;) {
    due = false
    const turned = await turn({ id, begun: [...begun.keys()], refused: refused.splice(0) })
    if (turned.kind === 'rests') {
      await Promise.all(begun.values())
      // What is noticed meanwhile may be that it is tried again: such a signal would otherwise be lost with this run.
      if (!due) return turned.status
      continue
    }
    const { continueAsNewSuggested } = workflowInfo()
    if (continueAsNewSuggested && begun.size === 0) await continueAsNew<typeof lead>(id)
    // A history that has grown long is continued in a new one as soon as nothing is under way.
    if (!continueAsNewSuggested) for (const task of turned.due) if (!begun.has(task.runId)) begun.set(task.runId, begin(task))
    await condition(() => due)
  }
}

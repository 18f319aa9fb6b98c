import { type Agent, agentOf } from '../agents/agent'
import type { Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import { Conflict, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import type { ExecutionRow } from '../store/tables'
import { endWithout } from './ending'
import { type Execution, ExecutionCancelled, ExecutionStopped, executionOf } from './execution'
import { type Ended, executionById, finishExecution } from './execution-store'
import { isVisible } from './executions'
import type { Executor } from './executor'
import type { Entry } from './journal'
import type { Live } from './live'
import { markSerious } from './serious-store'
import { interveneInExecution } from './steering-store'

/** What a supervisor does to a running execution (AR-05.3), and its end by whoever asked for it (AR-05.17). */
export interface Interventions {
  /** By whoever asked for it; a supervisor stops it with that. Throws NotFound, and Conflict once it has ended. */
  cancel(id: string, by: Principal): Promise<Execution>
  /** Its output is held back until it is resumed or stopped. Throws NotFound, Conflict. */
  pause(id: string, by: Principal): Promise<Execution>
  resume(id: string, by: Principal): Promise<Execution>
  /** The present answer ends, and the model is told the correction. A paused execution goes on with it. */
  correct(id: string, message: string, by: Principal): Promise<Execution>
  stop(id: string, by: Principal): Promise<Execution>
  /** Ends what is part of something larger that is given up; by another than who asked for it, that is a stop. What has ended already stays so. */
  giveUp(id: string, by: string, why: string): Promise<void>
  /** Says that the intervention was a serious one: the agent loses a level at once. Throws NotFound, and Conflict without an intervention, or a second time. */
  markSerious(id: string, reason: string, by: Principal): Promise<Agent>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly live: Live
  readonly executor: Pick<Executor, 'notice'>
  readonly instanceId: string
  /** Wakes whoever follows events. */
  readonly notify: () => void
}

const OPEN = ['pending', 'awaiting_approval', 'running', 'paused'] as const

export function createInterventions({ store, clock, newId, live, executor, instanceId, notify }: Deps): Interventions {
  const visible = async (id: string, by: Principal): Promise<ExecutionRow> => {
    const [row] = await store.find(executionById, { id })
    if (row === undefined || !isVisible(row, by)) throw new NotFound('There is no such execution')
    return row
  }
  const note = (what: string, row: ExecutionRow, by: Pick<Principal, 'id'>) => ({
    ...{ id: newId(), at: clock.now(), actor: by.id, action: `execution.${what}`, subject: row.agent_id },
    ...{ details: { execution: row.id }, traceId: row.trace_id, instanceId },
  })
  const told = async (id: string, result: Ended, last: boolean): Promise<Execution> => {
    if (result.kind === 'not_possible') throw new Conflict(`Not possible: the execution is ${result.status ?? 'gone'}`)
    live.publish(id, result.events, last)
    notify()
    await executor.notice(result.execution)
    return executionOf(result.execution)
  }
  const written = (row: ExecutionRow, { by, what, error }: { by: string; what: 'cancelled' | 'stopped'; error: ExecutionCancelled | ExecutionStopped }) => {
    const ending = endWithout(row, { status: 'cancelled', outcome: 'cancelled', error, at: clock.now(), id: newId(), instanceId })
    return store.write(finishExecution, {
      ...ending,
      from: OPEN,
      intervened: what === 'stopped',
      outcome: { ...ending.outcome, actor: by },
      notes: what === 'stopped' ? [note('stopped', row, { id: by })] : [],
    })
  }
  const end = async (id: string, by: Principal, what: 'cancelled' | 'stopped', error: ExecutionCancelled | ExecutionStopped): Promise<Execution> =>
    told(id, await written(await visible(id, by), { by: by.id, what, error }), true)
  const intervene = async (
    id: string,
    by: Principal,
    { what, from, to, data = {} }: { what: 'paused' | 'resumed' | 'corrected'; from: readonly string[]; to: string; data?: Entry['data'] },
  ) => {
    const row = await visible(id, by)
    const entry: Entry = { kind: `execution:${what}`, data: { execution_id: id, by: by.id, ...data } }
    return told(id, await store.write(interveneInExecution, { id, from, to, at: clock.now(), entry, note: note(what, row, by) }), false)
  }

  return {
    async cancel(id, by) {
      const { asked_by } = await visible(id, by)
      if (asked_by === by.id) return end(id, by, 'cancelled', new ExecutionCancelled('Who asked for it cancelled it'))
      return end(id, by, 'stopped', new ExecutionStopped('A supervisor stopped it'))
    },
    async giveUp(id, by, why) {
      const [row] = await store.find(executionById, { id })
      if (row === undefined) return
      const result = await written(row, { by, what: row.asked_by === by ? 'cancelled' : 'stopped', error: new ExecutionCancelled(why) })
      if (result.kind === 'ended') await told(id, result, true)
    },
    stop: (id, by) => end(id, by, 'stopped', new ExecutionStopped('A supervisor stopped it')),
    pause: (id, by) => intervene(id, by, { what: 'paused', from: ['running'], to: 'paused' }),
    resume: (id, by) => intervene(id, by, { what: 'resumed', from: ['paused'], to: 'running' }),
    correct: (id, message, by) => intervene(id, by, { what: 'corrected', from: ['running', 'paused'], to: 'running', data: { message } }),
    async markSerious(id, reason, by) {
      const row = await visible(id, by)
      const at = clock.now()
      const entry = (action: string) => ({ id: newId(), at, actor: by.id, action, details: { execution: id, reason }, traceId: row.trace_id, instanceId })
      const marked = await store.write(markSerious, {
        ...{ executionId: id, by: by.id, reason, at },
        ...{ marked: entry('execution.marked_serious'), demoted: entry('agent.demoted') },
      })
      if (marked.kind === 'marked') return agentOf(marked.agent)
      if (marked.kind === 'no_intervention') throw new Conflict('Nobody intervened in this execution')
      if (marked.kind === 'marked_already') throw new Conflict('This intervention is marked as serious already')
      throw new NotFound('There is no such execution')
    },
  }
}

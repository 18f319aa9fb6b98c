import type { CoordinationRow } from '../store/tables'
import type { Announcer } from './announcing'
import type { CoordinationStatus, Task } from './coordination'
import type { Turn } from './coordination-store'
import type { Pattern } from './pattern'
import type { Step } from './progress'

/** Of whose turns is spoken. */
export interface Turning {
  readonly coordination: Pick<CoordinationRow, 'id' | 'asked_by'>
  readonly pattern: Pattern<unknown>
  readonly request: unknown
  readonly announcer: Announcer
  readonly instanceId: string
  readonly now: () => number
}

/** What a step comes to, in the words of the store. */
export function turnOf(turning: Turning, { started, ended, renewed, added, standing }: Step, before: Before): Turn {
  const { coordination, pattern, request, announcer, instanceId, now } = turning
  const { tasks, status } = before
  const conclusion = standing === 'over' ? pattern.conclude(request, tasks) : undefined
  const next = standing === 'over' ? (conclusion?.status ?? 'failed') : standing
  const events = [
    ...started.map(announcer.started),
    ...ended.flatMap(({ number }) => tasks[number - 1] ?? []).map(announcer.ended),
    ...(next === status ? [] : announcer.standing(next)),
  ]
  const notes =
    next === status || next === 'running' || next === 'awaiting_approval'
      ? []
      : [announcer.note(standing === 'over' ? 'ended' : next, coordination.asked_by, { outcome: next })]
  const end = conclusion && {
    result: conclusion.result === undefined ? null : JSON.stringify(conclusion.result),
    error_code: conclusion.error?.code ?? null,
    error_detail: conclusion.error?.detail ?? null,
    ended_at: now(),
  }
  return { id: coordination.id, instanceId, ended, renewed, added, status: next, end, notes, events }
}

/** How it stood: its tasks with what the step made of them, and its state before. */
export interface Before {
  readonly tasks: readonly Task[]
  readonly status: CoordinationStatus
}

/** A pattern that cannot say what follows ends the job, rather than holding it up for ever. */
export const brokenTurn = ({ coordination, announcer, instanceId, now }: Turning): Turn => ({
  ...{ id: coordination.id, instanceId, ended: [], renewed: [], added: [], status: 'failed', events: announcer.standing('failed') },
  notes: [announcer.note('ended', coordination.asked_by, { outcome: 'failed' })],
  end: { result: null, error_code: 'internal_error', error_detail: 'Something unexpected happened', ended_at: now() },
})

/** Whether a turn would change nothing. */
export const isNothing = ({ ended, renewed, added, events, end, status }: Turn, before: CoordinationStatus): boolean =>
  ended.length + renewed.length + added.length + events.length === 0 && end === undefined && status === before

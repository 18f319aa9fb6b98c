import type { AuditEntry } from '../audit/audit'
import type { NewEvent } from '../events/event'
import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { CoordinationRow } from '../store/tables'
import type { CoordinationStatus, Task } from './coordination'

/** Where a coordination is told of. */
export const topicOf = (coordinationId: string): string => `coordination:${coordinationId}`

/** Where somebody looks a coordination up. */
export const addressOf = ({ id, kind }: Pick<CoordinationRow, 'id' | 'kind'>): string => `/api/${kind === 'workflow' ? 'workflows' : 'coordinations'}/${id}`

/** What is told of a coordination, and what goes on record; written in the same transactions as what it tells of. */
export interface Announcer {
  event(type: string, data?: Readonly<Record<string, unknown>>): NewEvent
  started(task: Task): NewEvent
  ended(task: Task): NewEvent
  /** Its state has changed: supervisors are told where a human is needed. */
  standing(status: CoordinationStatus): readonly NewEvent[]
  note(what: string, by: string, details?: Readonly<Record<string, unknown>> & { readonly outcome?: string | undefined }): AuditEntry
}

interface Deps {
  readonly clock: Clock
  readonly newId: NewId
  readonly instanceId: string
}

type About = Pick<CoordinationRow, 'id' | 'kind' | 'trace_id'>

export function createAnnouncer({ clock, newId, instanceId }: Deps, about: About): Announcer {
  const { id, kind, trace_id } = about
  const told = (topic: string, type: string, data: Readonly<Record<string, unknown>>): NewEvent => ({
    ...{ id: newId(), topic, type, source: addressOf(about), at: clock.now(), correlationId: trace_id },
    data: { coordination_id: id, kind, ...data },
  })
  const event = (type: string, data: Readonly<Record<string, unknown>> = {}) => told(topicOf(id), type, data)
  const ofTask = ({ number, name, role, agentId, attempt, executionId }: Task) => ({
    ...{ number, task: name, role, agent_id: agentId, attempt, execution_id: executionId ?? null },
  })
  return {
    event,
    started: (task) => event('task.started', ofTask(task)),
    ended: (task) => event('task.ended', { ...ofTask(task), status: task.status, ...(task.reason === undefined ? {} : { reason: task.reason }) }),
    standing(status) {
      const type = `coordination.${ENDS.includes(status) ? 'ended' : status}`
      const alerts = status === 'needs_attention' ? [told('alerts', type, { status })] : []
      return [event(type, { status }), ...alerts]
    },
    note: (what, by, { outcome, ...details } = {}) => ({
      ...{ id: newId(), at: clock.now(), actor: by, action: `coordination.${what}`, subject: id, traceId: trace_id, instanceId },
      ...(outcome === undefined ? {} : { outcome }),
      details: { kind, ...details },
    }),
  }
}

const ENDS: readonly string[] = ['completed', 'failed', 'cancelled']

import type { Agent } from '../agents/agent'
import type { Agents } from '../agents/agents'
import { refuseHigherLevel, unknownAgent } from '../agents/standing'
import type { JobEngine } from '../backplane/job-engine'
import { isVisible } from '../executions/executions'
import { may, type Principal } from '../people/person'
import { canonicalJson, sha256 } from '../shared/canonical-json'
import { aborted } from '../shared/clock'
import { Conflict, NotFound } from '../shared/errors'
import type { Trace } from '../shared/trace'
import type { CoordinationRow } from '../store/tables'
import { createAnnouncer } from './announcing'
import { type Coordination, type CoordinationKind, type CoordinationStatus, type CoordinationSummary, coordinationOf, summaryOf } from './coordination'
import { beginCoordination, CANCELLABLE, cancelCoordination, coordinationById, takeOverCoordination, tasksOf } from './coordination-store'
import { createLeading } from './leading'
import { createLeadingOutside } from './leading-outside'
import type { LeadParts } from './orchestration'
import type { NamedAgent, Pattern } from './pattern'
import { taskOf, taskRows, withoutRun } from './task-row'

/** A job for several agents, as somebody wants it done. */
export interface CoordinationOrder {
  readonly kind: CoordinationKind
  /** As the kind's pattern has it, and the API. */
  readonly request: unknown
  readonly by: Principal
  readonly trace: Trace
}

/** Jobs for several agents: each one's tasks are ordinary executions, and it goes on although the caller leaves, or the process. */
export interface Coordinations {
  /** Written down as a whole, then begun. Throws NotFound for unknown agents, Forbidden, AgentPaused, AgentRetired, and what the pattern refuses. */
  begin(order: CoordinationOrder): Promise<string>
  /** How it stands once it has ended or waits for humans alone; earlier if the signal is aborted. */
  settled(id: string, signal: AbortSignal): Promise<Coordination>
  /** One's own; for supervisors anybody's. Throws NotFound, also for one of other kinds than these. */
  get(id: string, asker: Principal, kinds: readonly CoordinationKind[]): Promise<Coordination>
  /** The latest first. `before` is the id of the last one seen. */
  list(query: {
    asker: Principal
    kinds: readonly CoordinationKind[]
    status?: CoordinationStatus | undefined
    before: string
    limit: number
  }): Promise<readonly CoordinationSummary[]>
  /** Ends what runs and what waits of it. Throws NotFound, and Conflict once it has ended. */
  cancel(id: string, by: Principal, kinds: readonly CoordinationKind[]): Promise<Coordination>
  /** Goes on where a human is needed, and a workflow also where it failed; what is completed is not done again. Throws NotFound, Conflict. */
  retry(id: string, by: Principal, kinds: readonly CoordinationKind[]): Promise<Coordination>
  /** Something was done with an execution or a handoff that may be part of one. */
  noticed(id: string): void
  /** Goes on with what nobody leads any more, and gives up runs of what is over. To be called now and then. */
  adopt(): Promise<void>
  /** Sees what other instances did. To be called now and then. */
  lookAfter(): Promise<void>
  /** Begins to do what an engine that leads jobs from outside wants done, where there is one. Throws BackplaneUnavailable. */
  start(): Promise<void>
  /** Takes no further steps for such an engine; resolves when those under way have ended. */
  stop(): Promise<void>
  /** Why no job goes on now, or undefined. */
  trouble(): string | undefined
}

interface Deps extends Omit<LeadParts, 'watching'> {
  readonly agents: Pick<Agents, 'get' | 'known'>
  readonly patterns: readonly Pattern<never>[]
  readonly settings: { readonly parallel: number }
  /** Leads the jobs in place of this process. */
  readonly engine?: JobEngine | undefined
  /** Gives what was running at instances that are gone an end. */
  readonly recoverGone: () => Promise<void>
}

export function createCoordinations({ agents, patterns, settings, engine, ...parts }: Deps): Coordinations {
  const { store, clock, newId, instanceId, notify, interventions } = parts
  const byKind = new Map<string, Pattern<unknown>>(patterns.map((pattern) => [pattern.kind, pattern as Pattern<unknown>]))
  const patternOf = (kind: string): Pattern<unknown> => {
    const pattern = byKind.get(kind)
    if (pattern === undefined) throw new Error(`there is no pattern for ${kind}`)
    return pattern
  }
  const announcerOf = (row: CoordinationRow) => createAnnouncer({ clock, newId, instanceId }, row)

  const lead = { ...parts, settings, patternOf }
  const leading = engine === undefined ? createLeading(lead) : createLeadingOutside({ ...lead, engine })

  const stored = async (id: string): Promise<Coordination> => {
    const [row] = await store.find(coordinationById, { id })
    if (row === undefined) throw new NotFound('There is no such coordination')
    return coordinationOf(row, (await store.find(tasksOf, { coordination_id: id })).map(taskOf))
  }
  const visible = async (id: string, asker: Principal, kinds: readonly CoordinationKind[]): Promise<CoordinationRow> => {
    const [row] = await store.find(coordinationById, { id })
    if (row === undefined || !isVisible(row, asker) || !kinds.includes(row.kind as CoordinationKind)) throw noSuch(kinds)
    return row
  }

  /** Everybody that is needed is known, and no agent puts others to work that have earned more than it. */
  const refuseStrangers = async (named: readonly NamedAgent[], by: Principal): Promise<void> => {
    const needed: Agent[] = []
    for (const { id, field } of named) needed.push(await agents.known(id).catch((error: unknown) => Promise.reject(placed(error, id, field))))
    if (by.role !== 'agent') return
    const self = await agents.get(by.id)
    for (const agent of needed) refuseHigherLevel(agent, self)
  }

  return {
    async begin({ kind, request, by, trace }) {
      const pattern = patternOf(kind)
      await refuseStrangers(pattern.agents(request), by)
      const text = canonicalJson(request)
      const coordination: CoordinationRow = {
        ...{ id: newId(), kind, asked_by: by.id, asked_as: by.role, request: text, status: 'running', result: null, error_code: null, error_detail: null },
        ...{ instance_id: leading.leader, trace_id: trace.traceId, event_before: 0, created_at: clock.now(), ended_at: null },
      }
      const tasks = taskRows({ coordination, pattern, request, newId }, pattern.begin(request), 0)
      const announcer = announcerOf(coordination)
      const note = announcer.note('begun', by.id, { content: sha256(text), tasks: tasks.length })
      const events = [announcer.event('coordination.begun', { tasks: tasks.length })]
      return leading.beginning(coordination.id, async () => {
        await store.write(beginCoordination, { coordination, tasks, note, events })
        leading.lead(coordination, tasks.map(withoutRun))
        notify()
        return coordination.id
      })
    },
    async settled(id, signal) {
      await Promise.race([leading.led(id)?.quiet(), aborted(signal)])
      return stored(id)
    },
    async get(id, asker, kinds) {
      await visible(id, asker, kinds)
      return stored(id)
    },
    list: ({ asker, kinds, status, before, limit }) =>
      store.read(async (db) => {
        let query = db.selectFrom('coordination').select(SUMMARY).where('kind', 'in', kinds).orderBy('id', 'desc').limit(limit)
        if (before !== '') query = query.where('id', '<', before)
        if (!may(asker.role, 'supervisor')) query = query.where('asked_by', '=', asker.id)
        if (status !== undefined) query = query.where('status', '=', status)
        return (await query.execute()).map(summaryOf)
      }),
    async cancel(id, by, kinds) {
      const row = await visible(id, by, kinds)
      const reason = row.asked_by === by.id ? 'Who asked for it cancelled it' : 'A supervisor cancelled it'
      const announcer = announcerOf(row)
      const event = announcer.event('coordination.ended', { status: 'cancelled' })
      const found = await store.write(cancelCoordination, {
        id,
        reason,
        at: clock.now(),
        note: announcer.note('cancelled', by.id, { outcome: 'cancelled' }),
        event,
      })
      if (found === undefined || !CANCELLABLE.includes(found)) throw new Conflict(`Not possible: it is ${found ?? 'gone'}`)
      notify()
      leading.led(id)?.abandon(by.id, reason)
      for (const { execution_id, execution_status } of await store.find(tasksOf, { coordination_id: id }))
        if (execution_id !== null && OPEN.includes(execution_status ?? '')) await interventions.giveUp(execution_id, by.id, reason)
      return stored(id)
    },
    async retry(id, by, kinds) {
      const row = await visible(id, by, kinds)
      const again = RETRIED[row.status]
      if (again === undefined || (row.status === 'failed' && row.kind !== 'workflow'))
        throw new Conflict(`Not possible: it is ${row.status}; ${triedAgain(row.kind)}`)
      const tasks = await store.find(tasksOf, { coordination_id: id })
      const renewed = tasks.filter(({ status }) => again(status)).map(({ number }) => ({ number, run_id: newId() }))
      const announcer = announcerOf(row)
      const note = announcer.note('retried', by.id, { tasks: renewed.length })
      const events = [announcer.event('coordination.retried', { tasks: renewed.map(({ number }) => number) })]
      return leading.beginning(id, async () => {
        if (!(await store.write(takeOverCoordination, { id, from: [row.status], instanceId: leading.leader, renewed, note, events })))
          throw new Conflict('Somebody else did something with it meanwhile')
        notify()
        leading.lead({ ...row, instance_id: leading.leader }, await store.find(tasksOf, { coordination_id: id }))
        return stored(id)
      })
    },
    noticed: leading.noticed,
    adopt: leading.adopt,
    lookAfter: leading.lookAfter,
    start: async () => leading.start?.(),
    stop: async () => engine?.stop(),
    trouble: () => engine?.trouble(),
  }
}

const SUMMARY = ['id', 'kind', 'status', 'asked_by', 'error_code', 'error_detail', 'created_at', 'ended_at'] as const

const OPEN: readonly string[] = ['pending', 'awaiting_approval', 'running', 'paused']

const triedAgain = (kind: string): string =>
  kind === 'workflow' ? 'only a workflow that failed, or one that needs attention, is tried again' : 'only what needs attention is tried again'

/** Which tasks are run again, by the state of the whole. */
const RETRIED: Readonly<Record<string, (status: string) => boolean>> = {
  failed: (status) => status !== 'completed',
  needs_attention: (status) => status === 'interrupted',
}

const placed = (error: unknown, id: string, field: string): unknown => (error instanceof NotFound ? unknownAgent(id, field) : error)

const noSuch = (kinds: readonly CoordinationKind[]) =>
  new NotFound(`There is no such ${kinds.every((kind) => kind === 'workflow') ? 'workflow' : 'coordination'}`)

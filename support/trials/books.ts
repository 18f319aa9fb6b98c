import type { Database } from 'better-sqlite3'
import type {
  AgentTallyRow,
  AuditRow,
  BudgetDayRow,
  CoordinationRow,
  EpisodeRow,
  EventRow,
  ExecutionEventRow,
  ExecutionRow,
  HandoffRow,
  MessageRow,
  ProposalRow,
  ResourceRequestRow,
  ResourceRow,
  TaskRow,
} from '../../app/store/tables'

/** A record of the audit trail with its details read. */
export type Recorded = Omit<AuditRow, 'details'> & { readonly details: Readonly<Record<string, unknown>> }

/** Everything that a database says about work, as it is at one moment. */
export interface Books {
  readonly executions: readonly ExecutionRow[]
  readonly events: ReadonlyMap<string, readonly ExecutionEventRow[]>
  readonly proposals: readonly ProposalRow[]
  readonly audit: readonly Recorded[]
  readonly messages: ReadonlyMap<string, readonly MessageRow[]>
  readonly episodes: ReadonlyMap<string, readonly EpisodeRow[]>
  readonly due: ReadonlySet<string>
  readonly tallies: readonly AgentTallyRow[]
  readonly days: readonly BudgetDayRow[]
  readonly told: readonly EventRow[]
  readonly coordinations: readonly CoordinationRow[]
  readonly tasks: ReadonlyMap<string, readonly TaskRow[]>
  /** Executions that are a task's run, by that. */
  readonly runs: ReadonlyMap<string, ExecutionRow>
  readonly handoffs: readonly HandoffRow[]
  readonly resources: readonly ResourceRow[]
  /** Of whoever wanted a resource. */
  readonly wishes: readonly ResourceRequestRow[]
}

export function openBooks(db: Database): Books {
  const all = <Row>(sql: string): readonly Row[] => db.prepare(sql).all() as Row[]
  return db.transaction(() => ({
    executions: all<ExecutionRow>('select * from execution order by id'),
    events: groupedBy(all<ExecutionEventRow>('select * from execution_event order by execution_id, number'), (row) => row.execution_id),
    proposals: all<ProposalRow>('select * from proposal order by id'),
    audit: all<AuditRow>('select * from audit order by seq').map((row) => ({ ...row, details: JSON.parse(row.details) })),
    messages: groupedBy(all<MessageRow>('select * from message order by session_id, id'), (row) => row.execution_id),
    episodes: groupedBy(all<EpisodeRow>('select * from episode'), (row) => row.execution_id),
    due: new Set(all<{ execution_id: string }>('select execution_id from episode_due').map((row) => row.execution_id)),
    tallies: all<AgentTallyRow>('select * from agent_tally'),
    days: all<BudgetDayRow>('select * from budget_day'),
    told: all<EventRow>('select * from event order by number'),
    coordinations: all<CoordinationRow>("select * from coordination where kind != 'conflict' order by id"),
    tasks: groupedBy(all<TaskRow>('select * from task order by coordination_id, number'), (row) => row.coordination_id),
    runs: new Map(all<ExecutionRow>('select * from execution where run_id is not null').map((row) => [row.run_id ?? '', row])),
    handoffs: all<HandoffRow>('select * from handoff order by id'),
    resources: all<ResourceRow>('select * from resource order by id'),
    wishes: all<ResourceRequestRow>('select * from resource_request order by id'),
  }))()
}

/** Items by a key that each has. */
export function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/** Every row of every table; what a start itself changes is left out: who is there, and who leads what. */
export function dump(db: Database): ReadonlyMap<string, readonly string[]> {
  const tables = db.prepare("select name from sqlite_master where type = 'table' and name not in ('instance') order by name").pluck().all() as string[]
  return new Map(tables.map((table) => [table, (db.prepare(`select * from "${table}"`).all() as object[]).map((row) => rowText(table, row))]))
}

const rowText = (table: string, row: object): string => JSON.stringify(table === 'coordination' ? { ...row, instance_id: 'whoever leads it' } : row)

import type { Database } from 'better-sqlite3'
import type {
  AgentTallyRow,
  AuditRow,
  BudgetDayRow,
  EpisodeRow,
  EventRow,
  ExecutionEventRow,
  ExecutionRow,
  MessageRow,
  ProposalRow,
} from '../../app/store/tables'

/** A record of the audit trail with its details read. */
export type Recorded = Omit<AuditRow, 'details'> & { readonly details: Readonly<Record<string, unknown>> }

/** Everything that a database says about executions, as it is at one moment. */
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

/** Every row of every table, in order; what a start itself changes is left out. */
export function dump(db: Database): ReadonlyMap<string, string> {
  const tables = db.prepare("select name from sqlite_master where type = 'table' and name not in ('instance') order by name").pluck().all() as string[]
  return new Map(
    tables.map((table) => [
      table,
      db
        .prepare(`select * from "${table}"`)
        .raw()
        .all()
        .map((row) => JSON.stringify(row))
        .sort()
        .join('\n'),
    ]),
  )
}

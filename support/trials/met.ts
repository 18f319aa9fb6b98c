import Database from 'better-sqlite3'

/** What the databases of a trial held in the end, so that it can be seen what was tried at all. */
export type Met = Readonly<Record<string, number>>

const COUNTED: Readonly<Record<string, string>> = {
  executions: 'select count(*) from execution',
  coordinations: 'select count(*) from coordination',
  'of them completed': "select count(*) from coordination where status = 'completed'",
  'in need of attention': "select count(*) from coordination where status = 'needs_attention'",
  'led anew': "select count(*) from audit where action = 'coordination.resumed'",
  'runs done again': 'select coalesce(sum(attempt - 1), 0) from task',
  handoffs: 'select count(*) from handoff',
  leases: 'select count(*) from resource_request where fencing is not null',
}

export function metIn(path: string): Met {
  const db = new Database(path, { readonly: true })
  try {
    return Object.fromEntries(Object.entries(COUNTED).map(([what, sql]) => [what, Number(db.prepare(sql).pluck().get())]))
  } finally {
    db.close()
  }
}

/** Together. */
export const sumOf = (all: readonly Met[]): Met =>
  Object.fromEntries(Object.keys(COUNTED).map((what) => [what, all.reduce((sum, met) => sum + (met[what] ?? 0), 0)]))

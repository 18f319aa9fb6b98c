/** The audit trail. */
export interface AuditTables {
  audit: AuditRow
}

/** One record of the hash-chained trail. `hash` covers everything else and the hash before. */
export interface AuditRow {
  seq: number
  id: string
  at: number
  actor: string
  action: string
  subject: string | null
  /** The record that this one completes. */
  of: string | null
  outcome: string | null
  details: string
  trace_id: string | null
  instance_id: string | null
  hash: string
}

/**
 * The whole schema. Times are epoch milliseconds, ids UUID v7, truth values 0 and 1.
 * What has to be stored but not read (`sealed`) is encrypted; tokens are kept as hashes only.
 */
export interface Tables {
  migration: { name: string; at: number }
  instance: InstanceRow
  audit: AuditRow
  person: PersonRow
  identity: { issuer: string; subject: string; person_id: string }
  token: CredentialRow
  session: CredentialRow
  sign_in: { state_hash: string; browser_hash: string; sealed: string; expires_at: number }
  provider_key: ProviderKeyRow
  send: SendRow
}

/** A running platform on this database; silent for 15 seconds, or its lock free, it is gone. */
export interface InstanceRow {
  id: string
  started_at: number
  seen_at: number
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

export interface PersonRow {
  id: string
  name: string
  email: string
  role: string
  created_at: number
  removed_at: number | null
}

/** A token or a session: a secret that stands for a person until it expires or is ended. */
export interface CredentialRow {
  id: string
  person_id: string
  hash: string
  /** The token that this session was made from; it ends with it. */
  parent_id: string | null
  created_at: number
  expires_at: number
  ended_at: number | null
}

/** A person's own key for a provider; without `sealed` only what they said about the platform's key is kept. */
export interface ProviderKeyRow {
  person_id: string
  provider: string
  sealed: string | null
  last4: string | null
  status: string
  allow_platform_key: number
  updated_at: number
}

/** A message to an outside service that must not be sent twice. The outbox. */
export interface SendRow {
  id: string
  person_id: string
  service: string
  /** What the person calls the request; null if they gave no key, or the key may be used anew. */
  idempotency_key: string | null
  request_hash: string
  request: string
  status: string
  /** How often it was begun to be sent; a change counts only for the attempt it was made for. */
  attempt: number
  answer: string | null
  failure: string | null
  /** The audit record of the latest attempt's beginning. */
  audit_id: string
  instance_id: string
  created_at: number
  updated_at: number
}

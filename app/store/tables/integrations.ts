/** Keys for services outside, and what is sent there. */
export interface IntegrationTables {
  provider_key: ProviderKeyRow
  send: SendRow
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
  /** The agent that it is sent for, and the audit record of the decision; null where a person sends for themselves. */
  agent_id: string | null
  decision_id: string | null
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

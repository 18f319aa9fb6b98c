/** Who may ask for something, what stands for them, and what they may spend. */
export interface PeopleTables {
  person: PersonRow
  forgetting: ForgettingRow
  identity: { issuer: string; subject: string; person_id: string }
  token: CredentialRow
  session: CredentialRow
  sign_in: { state_hash: string; browser_hash: string; sealed: string; expires_at: number }
  budget: BudgetRow
  budget_day: BudgetDayRow
}

export interface PersonRow {
  id: string
  name: string
  email: string
  role: string
  created_at: number
  removed_at: number | null
}

/** That a person is being forgotten, until `done_at`: nothing of theirs is left then. */
export interface ForgettingRow {
  person_id: string
  asked_by: string
  /** The audit record of its beginning. */
  audit_id: string
  asked_at: number
  done_at: number | null
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

/** The most that a person or an agent may spend a UTC day, in billionths of the currency. */
export interface BudgetRow {
  owner_id: string
  amount: number
  updated_at: number
}

/** What is reserved and spent of a budget on one UTC day (`2026-11-21`). */
export interface BudgetDayRow {
  owner_id: string
  day: string
  reserved: number
  spent: number
}

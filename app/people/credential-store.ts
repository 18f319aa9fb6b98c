import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import type { CredentialRow } from '../store/tables'
import { run, unit } from '../store/unit'

/** Tokens and sessions are the same thing in two tables: tokens are made by administrators, sessions by signing in. */
export type CredentialKind = 'token' | 'session'

const COLUMNS = ['id', 'person_id', 'hash', 'parent_id', 'created_at', 'expires_at', 'ended_at'] as const

const statementsFor = (table: CredentialKind) => ({
  insert: defineInsert(table, COLUMNS),
  // Not a join: with this SQLite one costs four times as much, and every request asks this.
  holder: define<{ hash: string }>()((db, p) => {
    const valid = db.selectFrom(table).where('hash', '=', p.hash).where('ended_at', 'is', null)
    return db
      .selectFrom('person')
      .select(['id', 'name', 'email', 'role', 'created_at'])
      .select([valid.select('id').$asScalar().$notNull().as('credential_id'), valid.select('expires_at').$asScalar().$notNull().as('expires_at')])
      .where('id', '=', valid.select('person_id').$asScalar())
      .where('removed_at', 'is', null)
  }),
  known: define<{ hash: string }>()((db, p) => db.selectFrom(table).selectAll().where('hash', '=', p.hash)),
  end: define<{ id: string; person_id: string; at: number }>()((db, p) =>
    db.updateTable(table).set({ ended_at: p.at }).where('id', '=', p.id).where('person_id', '=', p.person_id).where('ended_at', 'is', null).returning('id'),
  ),
  endChildren: define<{ parent_id: string; at: number }>()((db, p) =>
    db.updateTable(table).set({ ended_at: p.at }).where('parent_id', '=', p.parent_id).where('ended_at', 'is', null).returning('id'),
  ),
  endAll: define<{ person_id: string; at: number }>()((db, p) =>
    db.updateTable(table).set({ ended_at: p.at }).where('person_id', '=', p.person_id).where('ended_at', 'is', null).returning('id'),
  ),
  extend: define<{ id: string; expires_at: number }>()((db, p) => db.updateTable(table).set({ expires_at: p.expires_at }).where('id', '=', p.id)),
})

const statements = { token: statementsFor('token'), session: statementsFor('session') }

export const insertToken = statements.token.insert

/** Who holds the credential with this hash, if it has not ended, and when it expires. */
export const holderOf = { token: statements.token.holder, session: statements.session.holder }

export const tokensOf = define<{ person_id: string }>()((db, p) => db.selectFrom('token').selectAll().where('person_id', '=', p.person_id).orderBy('id'))

/** What somebody holds that has not ended. */
export const heldBy = define<{ person_id: string }>()((db, p) =>
  db
    .selectFrom('token')
    .select('id')
    .where('person_id', '=', p.person_id)
    .where('ended_at', 'is', null)
    .unionAll(db.selectFrom('session').select('id').where('person_id', '=', p.person_id).where('ended_at', 'is', null)),
)

interface Issue {
  readonly kind: CredentialKind
  readonly row: CredentialRow
  readonly entry: AuditEntry
}

export const issueCredential = unit('credential.issue', function* ({ kind, row, entry }: Issue) {
  yield* run(statements[kind].insert, row)
  yield* appendAudit(entry)
})

export type EnsureResult = 'added' | 'present' | 'ended'

/** Makes a token that is given from outside work: adds it, or extends it if it has run out; one that was revoked stays so. */
export const ensureToken = unit('token.ensure', function* ({ row, entry }: { row: CredentialRow; entry: AuditEntry }) {
  const [known] = yield* run(statements.token.known, { hash: row.hash })
  if (known?.ended_at) return 'ended' as EnsureResult
  if (known && known.expires_at > row.created_at) return 'present' as EnsureResult
  if (known) yield* run(statements.token.extend, { id: known.id, expires_at: row.expires_at })
  else yield* run(statements.token.insert, row)
  yield* appendAudit(entry)
  return 'added' as EnsureResult
})

interface End {
  readonly kind: CredentialKind
  readonly id: string
  readonly personId: string
  readonly at: number
  readonly entry: AuditEntry
}

/** Ends a credential at once, and the sessions made from it; the ids of what was ended, none if there was nothing to end. */
export const endCredential = unit('credential.end', function* ({ kind, id, personId, at, entry }: End) {
  const [ended] = yield* run(statements[kind].end, { id, person_id: personId, at })
  if (!ended) return []
  const sessions = yield* run(statements.session.endChildren, { parent_id: id, at })
  yield* appendAudit(entry)
  return [ended, ...sessions].map((one) => one.id)
})

/** Part of a unit: ends everything that a person holds; the ids of what was ended. */
export function* endAllOf(personId: string, at: number) {
  const tokens = yield* run(statements.token.endAll, { person_id: personId, at })
  const sessions = yield* run(statements.session.endAll, { person_id: personId, at })
  return [...tokens, ...sessions].map(({ id }) => id)
}

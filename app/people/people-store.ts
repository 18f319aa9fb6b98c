import { sql } from 'kysely'
import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { define, defineInsert } from '../store/statement'
import type { CredentialRow, PersonRow } from '../store/tables'
import { run, unit, type Write } from '../store/unit'
import { endAllOf, insertToken } from './credential-store'

const insertPerson = defineInsert('person', ['id', 'name', 'email', 'role', 'created_at', 'removed_at'])

export const personById = define<{ id: string }>()((db, p) => db.selectFrom('person').selectAll().where('id', '=', p.id).where('removed_at', 'is', null))

/** A person, also one who was removed. */
export const personEver = define<{ id: string }>()((db, p) => db.selectFrom('person').selectAll().where('id', '=', p.id))

export const personByEmail = define<{ email: string }>()((db, p) =>
  db.selectFrom('person').selectAll().where(sql<string>`lower(email)`, '=', sql<string>`lower(${p.email})`).where('removed_at', 'is', null),
)

export const peopleAfter = define<{ id: string; limit: number }>()((db, p) =>
  db.selectFrom('person').selectAll().where('removed_at', 'is', null).where('id', '>', p.id).orderBy('id').limit(p.limit),
)

const administrators = define()((db) => db.selectFrom('person').select('id').where('role', '=', 'administrator').where('removed_at', 'is', null))

const updatePerson = define<Pick<PersonRow, 'id' | 'name' | 'email' | 'role'>>()((db, p) =>
  db.updateTable('person').set({ name: p.name, email: p.email, role: p.role }).where('id', '=', p.id),
)

const forgetPerson = define<{ id: string; email: string; removed_at: number }>()((db, p) =>
  db.updateTable('person').set({ name: '', email: p.email, removed_at: p.removed_at }).where('id', '=', p.id),
)
const forgetIdentities = define<{ id: string }>()((db, p) => db.deleteFrom('identity').where('person_id', '=', p.id))
const forgetKeys = define<{ id: string }>()((db, p) => db.deleteFrom('provider_key').where('person_id', '=', p.id))

export type InviteResult = 'invited' | 'email-taken'

/** Adds a person, unless somebody has that address. */
export const invitePerson = unit('person.invite', function* ({ person, entry }: { person: PersonRow; entry: AuditEntry }) {
  const [taken] = yield* run(personByEmail, { email: person.email })
  if (taken) return 'email-taken' satisfies InviteResult as InviteResult
  yield* run(insertPerson, person)
  yield* appendAudit(entry)
  return 'invited' as InviteResult
})

interface FirstAdministrator {
  readonly person: PersonRow
  readonly token: CredentialRow
  readonly entry: AuditEntry
}

/** Adds the first administrator, with a token, to an installation that has none; the id of whoever is administrator then. */
export const ensureAdministrator = unit('person.ensure-administrator', function* ({ person, token, entry }: FirstAdministrator) {
  const [present] = yield* run(administrators, {})
  if (present) return { id: present.id, created: false }
  yield* run(insertPerson, person)
  yield* run(insertToken, token)
  yield* appendAudit(entry)
  return { id: person.id, created: true }
})

export type ChangeResult = { readonly kind: 'changed'; readonly person: PersonRow } | { readonly kind: 'unknown' | 'email-taken' | 'last-administrator' }

function* isLastAdministrator(id: string) {
  const rows = yield* run(administrators, {})
  return rows.length === 1 && rows[0]?.id === id
}

/** Changes what is named; the last administrator stays one. */
export const changePerson = unit(
  'person.change',
  function* (input: { id: string; change: Partial<Pick<PersonRow, 'name' | 'email' | 'role'>>; entry: AuditEntry }) {
    const [person] = yield* run(personById, { id: input.id })
    if (!person) return { kind: 'unknown' } as ChangeResult
    const changed = { ...person, ...input.change }
    if (changed.role !== 'administrator' && (yield* isLastAdministrator(input.id))) return { kind: 'last-administrator' } as ChangeResult
    const [sameAddress] = yield* run(personByEmail, { email: changed.email })
    if (sameAddress && sameAddress.id !== input.id) return { kind: 'email-taken' } as ChangeResult
    yield* run(updatePerson, changed)
    yield* appendAudit(input.entry)
    return { kind: 'changed', person: changed } as ChangeResult
  },
)

export type RemoveResult = { readonly kind: 'removed'; readonly credentials: readonly string[] } | { readonly kind: 'unknown' | 'last-administrator' }

/** Removes a person with tokens, sessions, keys and sign-in; the id stays, so that the record keeps its meaning. */
export const removePerson = unit('person.remove', function* ({ id, at, entry }: { id: string; at: number; entry: AuditEntry }) {
  const [person] = yield* run(personById, { id })
  if (!person) return { kind: 'unknown' } as RemoveResult
  const left = yield* leaveNothing(id, at)
  if (left === 'last-administrator') return { kind: left } as RemoveResult
  yield* appendAudit(entry)
  return { kind: 'removed', credentials: left } as RemoveResult
})

/** Part of any unit: ends everything that a member holds, and takes their name away; the ids of what was ended. The last administrator stays. */
export function* leaveNothing(id: string, at: number): Write<readonly string[] | 'last-administrator'> {
  if (yield* isLastAdministrator(id)) return 'last-administrator'
  const credentials = yield* endAllOf(id, at)
  yield* run(forgetIdentities, { id })
  yield* run(forgetKeys, { id })
  yield* run(forgetPerson, { id, email: `removed:${id}`, removed_at: at })
  return credentials
}

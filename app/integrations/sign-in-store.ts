import type { AuditEntry } from '../audit/audit'
import { appendAudit } from '../audit/audit-store'
import { personByEmail } from '../people/people-store'
import { define, defineInsert } from '../store/statement'
import type { PersonRow, Tables } from '../store/tables'
import { run, unit } from '../store/unit'

const insertSignIn = defineInsert('sign_in', ['state_hash', 'browser_hash', 'sealed', 'expires_at'])
const forgetExpired = define<{ now: number }>()((db, p) => db.deleteFrom('sign_in').where('expires_at', '<=', p.now))

interface Presented {
  readonly state_hash: string
  readonly browser_hash: string
  readonly now: number
}

const takeRow = define<Presented>()((db, p) =>
  db
    .deleteFrom('sign_in')
    .where('state_hash', '=', p.state_hash)
    .where('browser_hash', '=', p.browser_hash)
    .where('expires_at', '>', p.now)
    .returning('sealed'),
)

/** Keeps what a sign-in needs when it comes back; those that ran out are forgotten. */
export const beginSignIn = unit('sign-in.begin', function* ({ row, now }: { row: Tables['sign_in']; now: number }) {
  yield* run(forgetExpired, { now })
  yield* run(insertSignIn, row)
})

/** What was kept for this state and this browser; it can be taken once. */
export const takeSignIn = unit('sign-in.take', function* (presented: Presented) {
  const [row] = yield* run(takeRow, presented)
  return row?.sealed
})

const insertIdentity = defineInsert('identity', ['issuer', 'subject', 'person_id'])

const personOfIdentity = define<{ issuer: string; subject: string }>()((db, p) =>
  db
    .selectFrom('identity')
    .innerJoin('person', 'person.id', 'identity.person_id')
    .selectAll('person')
    .where('identity.issuer', '=', p.issuer)
    .where('identity.subject', '=', p.subject)
    .where('person.removed_at', 'is', null),
)

const identityAt = define<{ issuer: string; person_id: string }>()((db, p) =>
  db.selectFrom('identity').select('subject').where('issuer', '=', p.issuer).where('person_id', '=', p.person_id),
)

export type Recognition = { readonly kind: 'known'; readonly person: PersonRow } | { readonly kind: 'not-invited' | 'other-account' }

interface Recognise {
  readonly issuer: string
  readonly subject: string
  readonly email: string
  /** Without actor and subject, which are whoever is recognised. */
  readonly entry: Omit<AuditEntry, 'actor' | 'subject'>
}

/** Who it is: by issuer and subject; the first time by the invitation for that address, which is bound to them from then on. */
export const recognise = unit('sign-in.recognise', function* ({ issuer, subject, email, entry }: Recognise) {
  const [known] = yield* run(personOfIdentity, { issuer, subject })
  if (known) return { kind: 'known', person: known } as Recognition
  const [invited] = yield* run(personByEmail, { email })
  if (!invited) return { kind: 'not-invited' } as Recognition
  const [other] = yield* run(identityAt, { issuer, person_id: invited.id })
  if (other) return { kind: 'other-account' } as Recognition
  yield* run(insertIdentity, { issuer, subject, person_id: invited.id })
  yield* appendAudit({ ...entry, actor: invited.id, subject: invited.id })
  return { kind: 'known', person: invited } as Recognition
})

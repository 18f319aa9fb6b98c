import { type Clock, days, hours } from '../shared/clock'
import { NotFound, Unauthenticated } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import type { CredentialRow } from '../store/tables'
import { type Credential, credentialHash, newCredential } from './credential'
import { type CredentialKind, endCredential, holderOf, issueCredential, tokensOf } from './credential-store'
import type { OpenWork } from './open-work'
import type { Actor, Role } from './person'

export interface CredentialSettings {
  readonly tokenDays: number
  readonly sessionHours: number
}

/** A credential whose secret is told this once. */
export interface Issued {
  readonly id: string
  readonly secret: string
  readonly expiresAt: number
}

export interface IssueTo {
  readonly personId: string
  /** Who asked for it. */
  readonly by: string
  /** The token that a session is made from: it ends with that token. */
  readonly parentId?: string
}

/** Tokens and sessions: issued, recognised, ended. */
export interface Credentials {
  issue(kind: CredentialKind, to: IssueTo): Promise<Issued>
  /** Throws Unauthenticated for a secret that is unknown, expired or ended. */
  holder(kind: CredentialKind, secret: string): Promise<Actor>
  tokens(personId: string): Promise<readonly Credential[]>
  /** Stops working at once, what runs under it included. Throws NotFound. */
  end(kind: CredentialKind, held: { id: string; personId: string }, by: string): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly openWork: OpenWork
  readonly settings: CredentialSettings
}

export function createCredentials({ store, clock, newId, openWork, settings }: Deps): Credentials {
  const lifetime = { token: days(settings.tokenDays), session: hours(settings.sessionHours) }
  const entry = (kind: CredentialKind, what: string, about: { id: string; personId: string }, by: string) => ({
    id: newId(),
    at: clock.now(),
    actor: by,
    action: `${kind}.${what}`,
    subject: about.personId,
    details: { [kind]: about.id },
  })

  return {
    async issue(kind, { personId, by, parentId }) {
      const { secret, hash } = newCredential()
      const at = clock.now()
      const row = { id: newId(), person_id: personId, hash, parent_id: parentId ?? null, created_at: at, expires_at: at + lifetime[kind], ended_at: null }
      await store.write(issueCredential, { kind, row, entry: entry(kind, 'issued', { id: row.id, personId }, by) })
      return { id: row.id, secret, expiresAt: row.expires_at }
    },
    async holder(kind, secret) {
      const [found] = await store.recall(holderOf[kind], { hash: credentialHash(secret) })
      if (found === undefined || found.expires_at <= clock.now()) throw new Unauthenticated(`The ${kind} is unknown, expired or revoked`)
      const person = { id: found.id, name: found.name, email: found.email, role: found.role as Role, createdAt: found.created_at }
      return { person, credentialId: found.credential_id, via: kind }
    },
    tokens: async (personId) => (await store.find(tokensOf, { person_id: personId })).map(credentialOf),
    async end(kind, held, by) {
      const ended = await store.write(endCredential, { kind, ...held, at: clock.now(), entry: entry(kind, 'revoked', held, by) })
      if (ended.length === 0) throw new NotFound(`There is no such ${kind}, or it has ended already`)
      for (const id of ended) openWork.endOf(id, new Unauthenticated(`The ${kind} was revoked`))
    },
  }
}

const credentialOf = (row: CredentialRow): Credential => ({
  id: row.id,
  personId: row.person_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  endedAt: row.ended_at,
})

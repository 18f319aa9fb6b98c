import { type Clock, days } from '../shared/clock'
import { ConcordError } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { credentialHash, newCredential } from './credential'
import { ensureToken } from './credential-store'
import { newPerson } from './people'
import { ensureAdministrator } from './people-store'

/** The token given by the operator has been revoked and is not taken back by a restart. */
export class RevokedAdminToken extends ConcordError {
  readonly code = 'admin_token_revoked'
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
}

interface Options {
  /** A token chosen by the operator. */
  readonly givenToken: string | undefined
  readonly tokenDays: number
}

/**
 * Makes sure that the installation has an administrator. The first start makes one with a token and answers that token, to be shown this once;
 * a token that is given is taken instead, at every start, and nothing is shown. Throws RevokedAdminToken.
 */
export async function ensureFirstAdministrator({ store, clock, newId }: Deps, { givenToken, tokenDays }: Options): Promise<string | undefined> {
  const at = clock.now()
  const entry = (action: string, subject: string) => ({ id: newId(), at, actor: 'platform', action, subject })
  const person = newPerson(newId(), { name: 'Administrator', email: 'administrator@localhost', role: 'administrator' }, at)
  const made = newCredential()
  const hash = givenToken === undefined ? made.hash : credentialHash(givenToken)
  const token = { id: newId(), person_id: person.id, hash, parent_id: null, created_at: at, expires_at: at + days(tokenDays), ended_at: null }
  const { id, created } = await store.write(ensureAdministrator, { person, token, entry: entry('person.invited', person.id) })
  if (givenToken === undefined) return created ? made.secret : undefined
  const result = await store.write(ensureToken, { row: { ...token, person_id: id }, entry: entry('token.issued', id) })
  if (result === 'ended') throw new RevokedAdminToken('CONCORD_ADMIN_TOKEN is a token that was revoked; give another one')
  return undefined
}

import type { Clock } from '../shared/clock'
import { ConcordError, Conflict, Forbidden, NotFound, Unauthenticated, unreachable } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import type { PersonRow } from '../store/tables'
import { heldBy } from './credential-store'
import type { OpenWork } from './open-work'
import { changePerson, invitePerson, peopleAfter, personByEmail, personById, removePerson } from './people-store'
import type { Person, Role } from './person'

/** Somebody else has this address. */
export class EmailTaken extends ConcordError {
  readonly code = 'email_taken'
  constructor() {
    super('Somebody with this email address is a member already', { field: 'email' })
  }
}

export interface Invitation {
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** The members of the installation. `by` is who asked for the change; every change is in the audit trail. */
export interface People {
  /** Throws EmailTaken. */
  invite(invitation: Invitation, by: string): Promise<Person>
  /** Throws NotFound. */
  get(id: string): Promise<Person>
  byEmail(email: string): Promise<Person | undefined>
  /** In the order they were invited. */
  list(query: { after: string; limit: number }): Promise<readonly Person[]>
  /** Throws NotFound, EmailTaken, and Conflict for the last administrator. */
  change(id: string, change: Partial<Invitation>, by: string): Promise<Person>
  /** Ends everything the person holds, at once. Throws NotFound, and Conflict for the last administrator. */
  remove(id: string, by: string): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly openWork: OpenWork
}

export function createPeople({ store, clock, newId, openWork }: Deps): People {
  const entry = (what: string, id: string, by: string, details = {}) => ({
    id: newId(),
    at: clock.now(),
    actor: by,
    action: `person.${what}`,
    subject: id,
    details,
  })

  /** What runs under the old role would go on with its rights. */
  const endUnderOldRole = async (id: string) => {
    for (const held of await store.find(heldBy, { person_id: id })) openWork.endOf(held.id, new Forbidden('Your role was changed; begin again'))
  }

  return {
    async invite(invitation, by) {
      const person = newPerson(newId(), invitation, clock.now())
      const result = await store.write(invitePerson, { person, entry: entry('invited', person.id, by, { role: person.role }) })
      if (result === 'email-taken') throw new EmailTaken()
      return personOf(person)
    },
    async get(id) {
      const [row] = await store.find(personById, { id })
      if (!row) throw unknownPerson()
      return personOf(row)
    },
    async byEmail(email) {
      const [row] = await store.find(personByEmail, { email })
      return row && personOf(row)
    },
    list: async ({ after, limit }) => (await store.find(peopleAfter, { id: after, limit })).map(personOf),
    async change(id, change, by) {
      const result = await store.write(changePerson, { id, change, entry: entry('changed', id, by, { fields: Object.keys(change), role: change.role }) })
      if (result.kind === 'changed') {
        if (change.role !== undefined) await endUnderOldRole(id)
        return personOf(result.person)
      }
      throw refusal(result.kind)
    },
    async remove(id, by) {
      const result = await store.write(removePerson, { id, at: clock.now(), entry: entry('removed', id, by) })
      if (result.kind !== 'removed') throw refusal(result.kind)
      for (const credential of result.credentials) openWork.endOf(credential, new Unauthenticated('The person was removed'))
    },
  }
}

/** The row of a person who has just been invited. */
export const newPerson = (id: string, { name, email, role }: Invitation, at: number): PersonRow => ({ id, name, email, role, created_at: at, removed_at: null })

const personOf = (row: PersonRow): Person => ({ id: row.id, name: row.name, email: row.email, role: row.role as Role, createdAt: row.created_at })

const unknownPerson = () => new NotFound('There is no such person')

function refusal(kind: 'unknown' | 'email-taken' | 'last-administrator'): ConcordError {
  switch (kind) {
    case 'unknown':
      return unknownPerson()
    case 'email-taken':
      return new EmailTaken()
    case 'last-administrator':
      return new Conflict('The last administrator stays an administrator')
    default:
      return unreachable(kind)
  }
}

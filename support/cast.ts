import type { Role } from '../app/people/person'

/** The people of the specification, each with a fixed role. A new role gets a new name. */
export const CAST = {
  Olivia: { role: 'administrator', email: 'olivia@example.com' },
  Sam: { role: 'supervisor', email: 'sam@example.com' },
  Uma: { role: 'user', email: 'uma@example.com' },
  Mallory: { role: 'user', email: 'mallory@example.com' },
} as const satisfies Record<string, { role: Role; email: string }>

export type PersonName = keyof typeof CAST
export const PERSON_NAMES = Object.keys(CAST) as PersonName[]

/** Somebody of the cast as a scenario uses them: with the token that stands for them. */
export interface Member {
  readonly name: PersonName
  readonly id: string
  readonly role: Role
  readonly email: string
  readonly token: string
}

export const ROLES = ['user', 'supervisor', 'administrator'] as const
export type Role = (typeof ROLES)[number]

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly createdAt: number
}

/** Who a request comes from, and by which credential. */
export interface Actor {
  readonly person: Person
  readonly credentialId: string
  readonly via: 'token' | 'session'
}

/** Who may use a part of the platform: everybody without a token, or people from a role upwards. */
export type Access = 'open' | Role

/** Each role may all that the role before it may. Pure. */
export const may = (role: Role, access: Access): boolean => access === 'open' || ROLES.indexOf(role) >= ROLES.indexOf(access)

/** Addresses of people are compared without regard to case. */
export const sameEmail = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

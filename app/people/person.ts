export const ROLES = ['user', 'supervisor', 'administrator'] as const
export type Role = (typeof ROLES)[number]

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly createdAt: number
}

/** A person by role, or an agent that acts with a token of its own and ranks below every person. */
export type PrincipalRole = 'agent' | Role

/** Who acts. An agent has no address. */
export interface Principal {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: PrincipalRole
}

/** Who a request comes from, and by which credential. */
export interface Actor {
  readonly person: Principal
  readonly credentialId: string
  readonly via: 'token' | 'session'
}

/** Who may use a part of the platform: everybody without a token, or whoever ranks as high. */
export type Access = 'open' | PrincipalRole

const RANKS: readonly PrincipalRole[] = ['agent', ...ROLES]

/** Each role may all that the role before it may. Pure. */
export const may = (role: PrincipalRole, access: Access): boolean => access === 'open' || RANKS.indexOf(role) >= RANKS.indexOf(access)

/** Addresses of people are compared without regard to case. */
export const sameEmail = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

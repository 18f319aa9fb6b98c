import type { Maturity } from '../app/agents/agent'
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

/** The agents of the specification, one of each level. Olivia made them, each with its level and the same reason. */
export const AGENTS = {
  Ada: { maturity: 'autonomous', category: 'operations', instructions: 'You are Ada. You look after deliveries.' },
  Sol: { maturity: 'supervised', category: 'operations', instructions: 'You are Sol. You keep the calendar.' },
  Ines: { maturity: 'intern', category: 'support', instructions: 'You are Ines. You answer customers.' },
  Stu: { maturity: 'student', category: 'support', instructions: 'You are Stu. You look things up.' },
} as const satisfies Record<string, { maturity: Maturity; category: string; instructions: string }>

export type AgentName = keyof typeof AGENTS
export const AGENT_NAMES = Object.keys(AGENTS) as AgentName[]

/** An agent as a scenario uses it. */
export interface KnownAgent {
  readonly id: string
  readonly name: string
}

import { levelOf, type Maturity, rank } from '../agents/agent'
import type { Action } from './actions'

export type DecisionKind = 'allowed' | 'needs_approval' | 'blocked'

/** What an agent may do, and why. */
export interface Decision {
  readonly kind: DecisionKind
  readonly reason: string
}

export interface Wish {
  /** The caller wants a human's approval for what would be allowed. */
  readonly requireApproval?: boolean | undefined
  /** The agent's own level, where that of a chain of handoffs counts instead. */
  readonly ownLevel?: Maturity | undefined
}

/** What an agent of this level may do now (AR-05.1, .4). Pure: the same level, action and wish always give the same decision. */
export function decide(level: Maturity, { name, complexity }: Action, { requireApproval, ownLevel }: Wish = {}): Decision {
  const gap = complexity - rank(level)
  if (gap <= 0 && requireApproval) return { kind: 'needs_approval', reason: `${name} is covered by ${level}; approval was asked for` }
  if (gap <= 0) return { kind: 'allowed', reason: `${name} has complexity ${complexity}, which ${level} covers` }
  if (level === 'student') return { kind: 'blocked', reason: `${name} has complexity ${complexity} and must be earned; a student may only read` }
  if (gap === 1) return { kind: 'needs_approval', reason: `${name} has complexity ${complexity}, one above what ${level} covers` }
  const standing = ownLevel === undefined ? `the agent is ${level}` : `and along its chain of handoffs the work counts as ${level}`
  return { kind: 'blocked', reason: `${name} needs ${levelOf(complexity)}, ${standing}` }
}

/** Whether work runs under a supervisor's eyes: a supervised agent that changes something (AR-05.3). Pure. */
export const isSupervised = (level: Maturity, { complexity }: Action): boolean => level === 'supervised' && complexity === 3

import { type Acting, type CannotAct, cannotAct, type Standing, standingOf } from '../agents/acting'
import { type Maturity, rank } from '../agents/agent'
import { ConcordError } from '../shared/errors'
import type { Write } from '../store/unit'

/** From this level on an agent may say something; below it only reads. */
const SPEAKS_FROM: Maturity = 'intern'

/** The agent has not grown up enough to say anything. */
export class MaturityTooLow extends ConcordError {
  readonly code = 'maturity_too_low'
  constructor(name: string, level: Maturity) {
    super(`${name} is ${level}: it reads, but says nothing before it is ${SPEAKS_FROM}`, { members: { agent_level: level, needed_level: SPEAKS_FROM } })
  }
}

export type CannotSpeak = CannotAct | { readonly kind: 'too_low'; readonly name: string; readonly level: Maturity }
export type Speaker = Extract<Standing, { readonly kind: 'ready' }> | CannotSpeak

/** Part of any unit: whether somebody may send, post or open anything at the moment of writing. People always may. */
export function* speakerOf(acting: Acting): Write<Speaker> {
  const standing = yield* standingOf(acting)
  if (standing.kind !== 'ready' || standing.level === undefined) return standing
  const { name, level } = standing
  return rank(level) < rank(SPEAKS_FROM) ? { kind: 'too_low', name, level } : standing
}

/** The error that says why: MaturityTooLow, NotFound, AgentPaused or AgentRetired. */
export const cannotSpeak = (why: CannotSpeak): ConcordError => (why.kind === 'too_low' ? new MaturityTooLow(why.name, why.level) : cannotAct(why))

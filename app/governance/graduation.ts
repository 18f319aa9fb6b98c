import { LEVELS, type Maturity } from '../agents/agent'
import { ConcordError } from '../shared/errors'
import type { AgentTallyRow } from '../store/tables'

/** What a level takes: episodes, the most interventions and the least compliance, both as shares of one. */
export interface Threshold {
  readonly episodes: number
  readonly interventionRate: number
  readonly compliance: number
}

/** What must be shown at the level below (AR-05.23). */
export const THRESHOLDS: Readonly<Record<Exclude<Maturity, 'student'>, Threshold>> = {
  intern: { episodes: 10, interventionRate: 0.5, compliance: 0.7 },
  supervised: { episodes: 25, interventionRate: 0.2, compliance: 0.85 },
  autonomous: { episodes: 50, interventionRate: 0, compliance: 0.95 },
}

export type Tally = Omit<AgentTallyRow, 'agent_id' | 'term'>

/** How far an agent is on its way to the next level, from its record at the present one. */
export interface Graduation {
  readonly maturity: Maturity
  /** None above autonomous. */
  readonly next: Exclude<Maturity, 'student'> | undefined
  readonly ready: boolean
  /** From 0 to 1: the least of what is measured. */
  readonly readiness: number
  readonly episodes: number
  readonly interventionRate: number
  readonly compliance: number
  /** What is missing, each as a sentence. */
  readonly missing: readonly string[]
}

/** The level above, if there is one. Pure. */
export const levelAbove = (level: Maturity): Graduation['next'] => LEVELS[LEVELS.indexOf(level) + 1] as Graduation['next']

/** The level below; a student stays one. Pure. */
export const levelBelow = (level: Maturity): Maturity => LEVELS[LEVELS.indexOf(level) - 1] ?? 'student'

const share = (part: number, whole: number, ofNothing: number): number => (whole === 0 ? ofNothing : part / whole)

/** What a record amounts to. Pure: the same record always gives the same answer. */
export function graduation(maturity: Maturity, tally: Tally): Graduation {
  const next = levelAbove(maturity)
  const interventionRate = share(tally.intervened + tally.rejected_proposals, tally.ended + tally.decided_proposals, 0)
  const compliance = share(tally.decisions - tally.blocked, tally.decisions, 1)
  const measured = { maturity, next, episodes: tally.episodes, interventionRate, compliance }
  if (next === undefined) return { ...measured, ready: false, readiness: 1, missing: [] }
  const needed = THRESHOLDS[next]
  const parts = [tally.episodes / needed.episodes, (1 - interventionRate) / (1 - needed.interventionRate), compliance / needed.compliance]
  const readiness = Math.min(1, ...parts)
  const missing = missingFor(measured, needed)
  return { ...measured, ready: missing.length === 0, readiness, missing }
}

function missingFor(
  { episodes, interventionRate, compliance }: Pick<Graduation, 'episodes' | 'interventionRate' | 'compliance'>,
  needed: Threshold,
): readonly string[] {
  return [
    ...(episodes < needed.episodes
      ? [`${needed.episodes - episodes} more completed ${needed.episodes - episodes === 1 ? 'episode' : 'episodes'}: ${episodes} of ${needed.episodes}`]
      : []),
    ...(interventionRate > needed.interventionRate ? [`an intervention rate of at most ${needed.interventionRate}: it is ${rounded(interventionRate)}`] : []),
    ...(compliance < needed.compliance ? [`a compliance of at least ${needed.compliance}: it is ${rounded(compliance)}`] : []),
  ]
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000

/** The record does not carry the next level. */
export class NotReadyForPromotion extends ConcordError {
  readonly code = 'not_ready_for_promotion'
  constructor({ next, missing }: Graduation) {
    super(next === undefined ? 'There is no level above autonomous' : `Not ready for ${next}. Missing: ${missing.join('; ')}`, {
      members: { missing: [...missing] },
    })
  }
}

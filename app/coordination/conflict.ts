import { type Maturity, rank } from '../agents/agent'
import type { CoordinationRow } from '../store/tables'
import { folded } from './answer'
import type { Coordination } from './coordination'

export const RESOLUTION_STRATEGIES = ['majority_vote', 'highest_maturity', 'unanimous', 'human'] as const
export type ResolutionStrategy = (typeof RESOLUTION_STRATEGIES)[number]

/** What an agent wants done, in its own words. */
export interface View {
  readonly agent_id: string
  readonly action: string
}

/** A view with the weight of whose it is. */
export interface RankedView extends View {
  readonly level: Maturity
}

/** Views that cannot all be followed, and how one of them shall be chosen; in the names of the API, as it is stored. */
export interface ConflictRequest {
  readonly proposals: readonly View[]
  readonly resolution_strategy: ResolutionStrategy
}

/** What several agents want in common, as the first of them wrote it. */
export interface Option {
  readonly action: string
  readonly votes: number
  readonly agents: readonly string[]
}

/** How a conflict stands; in the names of the API, as it is stored. Without a winner a human has yet to choose, or nobody will. */
export interface ConflictResult {
  readonly tally: readonly Option[]
  readonly winner?: string | undefined
  /** The views that were not followed, each as it was written. */
  readonly losing?: readonly View[] | undefined
  /** Where a human was asked. */
  readonly proposal_id?: string | undefined
}

/** The distinct options, in the order in which they were first named. Pure. */
export function optionsOf(views: readonly View[]): readonly Option[] {
  const options = new Map<string, Option>()
  for (const { agent_id, action } of views) {
    const known = options.get(folded(action))
    options.set(folded(action), { action: known?.action ?? action, votes: (known?.votes ?? 0) + 1, agents: [...(known?.agents ?? []), agent_id] })
  }
  return [...options.values()]
}

/** The option that a strategy settles on; undefined where a human has to choose: never is anything decided by order. Pure. */
export function winnerOf(views: readonly RankedView[], strategy: ResolutionStrategy): string | undefined {
  const options = optionsOf(views)
  switch (strategy) {
    case 'majority_vote': {
      const most = Math.max(...options.map(({ votes }) => votes))
      return onlyOne(options.filter(({ votes }) => votes === most))
    }
    case 'highest_maturity': {
      const highest = Math.max(...views.map(({ level }) => rank(level)))
      const wanted = onlyOne(optionsOf(views.filter(({ level }) => rank(level) === highest)))
      return wanted === undefined ? undefined : options.find(({ action }) => folded(action) === folded(wanted))?.action
    }
    case 'unanimous':
      return onlyOne(options)
    case 'human':
      return undefined
  }
}

const onlyOne = (options: readonly Option[]): string | undefined => (options.length === 1 ? options[0]?.action : undefined)

/** How a conflict stands once one option has won. Pure. */
export const settledOn = (views: readonly View[], winner: string): ConflictResult => ({
  tally: optionsOf(views),
  winner,
  losing: views.filter(({ action }) => folded(action) !== folded(winner)).map(({ agent_id, action }) => ({ agent_id, action })),
})

/** The proposal by which a human is asked to settle a conflict, if one is. Pure. */
export const conflictProposalOf = ({ kind, result }: Pick<CoordinationRow, 'kind' | 'result'>): string | undefined =>
  kind === 'conflict' && result !== null ? (JSON.parse(result) as ConflictResult).proposal_id : undefined

/** What is said of a conflict that waits for a human, beside its tally; in the names of the API. Pure. */
export function conflictWaiting({ kind, status, result }: Coordination): { readonly proposal_ids?: string[]; readonly options?: string[] } {
  if (kind !== 'conflict' || status !== 'awaiting_approval') return {}
  const { proposal_id, tally } = result as ConflictResult
  return { proposal_ids: proposal_id === undefined ? [] : [proposal_id], options: tally.map(({ action }) => action) }
}

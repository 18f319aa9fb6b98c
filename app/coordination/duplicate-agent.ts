import { ConcordError } from '../shared/errors'

/** An agent is named twice where each counts once. */
export class DuplicateAgent extends ConcordError {
  readonly code = 'duplicate_agent'
}

/** Throws DuplicateAgent for the first that is named again; `placeOf` tells where that is. Pure. */
export function refuseTwice(agentIds: readonly string[], placeOf: (index: number) => string): void {
  const seen = new Set<string>()
  agentIds.forEach((id, index) => {
    if (seen.has(id)) throw new DuplicateAgent(`The agent ${id} is named twice`, { field: placeOf(index) })
    seen.add(id)
  })
}

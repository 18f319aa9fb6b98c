import { ConcordError } from '../shared/errors'

/** An agent is named twice where each counts once. */
export class DuplicateAgent extends ConcordError {
  readonly code = 'duplicate_agent'
  constructor(agentId: string) {
    super(`The agent ${agentId} is named twice`)
  }
}

/** Throws DuplicateAgent for the first that is named again. Pure. */
export function refuseTwice(agentIds: readonly string[]): void {
  const seen = new Set<string>()
  for (const id of agentIds) {
    if (seen.has(id)) throw new DuplicateAgent(id)
    seen.add(id)
  }
}

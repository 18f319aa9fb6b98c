import type { Logger } from '../../shared/logger'
import type { SharedBreakers } from '../breaker'
import type { ForeignServer } from './foreign-server'

/** What a server can do that keeps values under names, and no more. */
export const VALUE_TOOLS = ['set', 'get', 'delete', 'list'] as const

interface Deps {
  /** They count: a server that knows set and get cannot. */
  readonly breakers: SharedBreakers
  readonly server: ForeignServer
  readonly logger: Logger
}

/** Breakers whose standing a server of values is told, for programs that can read no other. What it could not be told now it is told later. */
export function createToldBreakers({ breakers, server, logger }: Deps): { readonly breakers: SharedBreakers; lookAfter(): Promise<void> } {
  const untold = new Set<string>()

  const tell = async (name: string): Promise<void> => {
    const { state, failures, retryAt } = await breakers.state(name)
    const value = JSON.stringify({ state, failures, retry_at: retryAt ?? null })
    const { refused } = await server.alone((call) => call('set', { key: `concord:breaker:${name}`, value }))
    if (refused) throw new Error('the MCP server refused to keep a value')
    untold.delete(name)
  }
  const tellNow = async (name: string): Promise<void> => {
    untold.add(name)
    await tell(name).catch((error: unknown) => logger.warn({ error, breaker: name }, 'could not tell an MCP server how a breaker stands'))
  }

  return {
    breakers: {
      state: breakers.state,
      async record(name, outcome, actor) {
        const standing = await breakers.record(name, outcome, actor)
        // Whom a closed breaker lets in has changed nothing.
        if (outcome !== 'attempt' || standing.state !== 'closed') await tellNow(name)
        return standing
      },
    },
    async lookAfter() {
      for (const name of [...untold]) await tell(name).catch(() => undefined)
    },
  }
}

import { AGENT_PREFIX, credentialHash, newCredential } from '../people/credential'
import type { OpenWork } from '../people/open-work'
import type { Actor } from '../people/person'
import { type Clock, days } from '../shared/clock'
import { NotFound, Unauthenticated } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import type { AgentTokenRow } from '../store/tables'
import { agentTokenHolder, agentTokens, endAgentToken, issueAgentToken } from './agent-token-store'

export interface IssuedAgentToken {
  readonly id: string
  readonly secret: string
  readonly expiresAt: number
}

/** Tokens by which agents act themselves: issued by an administrator, shown once, kept as hashes only. */
export interface AgentTokens {
  issue(agentId: string, by: string): Promise<IssuedAgentToken>
  list(agentId: string): Promise<readonly AgentTokenRow[]>
  /** Whether a secret looks like one of an agent. */
  isOne(secret: string): boolean
  /** Throws Unauthenticated for a secret that is unknown, expired or ended. */
  holder(secret: string): Promise<Actor>
  /** Stops working at once, open connections included; executions that it began go on. Throws NotFound. */
  end(held: { id: string; agentId: string }, by: string): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly openWork: OpenWork
  readonly settings: { readonly tokenDays: number }
}

export function createAgentTokens({ store, clock, newId, openWork, settings }: Deps): AgentTokens {
  const entry = (what: string, { id, agentId }: { id: string; agentId: string }, by: string) => ({
    ...{ id: newId(), at: clock.now(), actor: by, action: `token.${what}`, subject: agentId, details: { token: id } },
  })
  return {
    async issue(agentId, by) {
      const { secret, hash } = newCredential(AGENT_PREFIX)
      const at = clock.now()
      const row = { id: newId(), agent_id: agentId, hash, created_at: at, expires_at: at + days(settings.tokenDays), ended_at: null }
      await store.write(issueAgentToken, { row, entry: entry('issued', { id: row.id, agentId }, by) })
      return { id: row.id, secret, expiresAt: row.expires_at }
    },
    list: (agentId) => store.find(agentTokens, { agent_id: agentId }),
    isOne: (secret) => secret.startsWith(AGENT_PREFIX),
    async holder(secret) {
      const [found] = await store.find(agentTokenHolder, { hash: credentialHash(secret), now: clock.now() })
      if (found === undefined) throw new Unauthenticated('The token is unknown, expired or revoked')
      return { person: { id: found.id, name: found.name, email: null, role: 'agent' }, credentialId: found.credential_id, via: 'token' }
    },
    async end(held, by) {
      if (!(await store.write(endAgentToken, { ...held, at: clock.now(), entry: entry('revoked', held, by) })))
        throw new NotFound('There is no such token, or it has ended already')
      openWork.endOf(held.id, new Unauthenticated('The token was revoked'))
    },
  }
}

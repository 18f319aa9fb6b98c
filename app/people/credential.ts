import { randomBytes } from 'node:crypto'
import { sha256 } from '../shared/canonical-json'

/** A secret that is shown once and kept only as a hash. 256 bits, so that a plain hash cannot be searched. */
export interface NewCredential {
  readonly secret: string
  readonly hash: string
}

const PREFIX = 'ccd_'

/** What tells an agent's token from a person's. */
export const AGENT_PREFIX = `${PREFIX}agent_`

export function newCredential(prefix: string = PREFIX): NewCredential {
  const secret = prefix + randomBytes(32).toString('base64url')
  return { secret, hash: credentialHash(secret) }
}

/** Looking up by hash compares nothing secret, so that timing tells nothing. */
export const credentialHash = (secret: string): string => sha256(secret)

/** A credential as an administrator sees it. */
export interface Credential {
  readonly id: string
  readonly personId: string
  readonly createdAt: number
  readonly expiresAt: number
  readonly endedAt: number | null
}

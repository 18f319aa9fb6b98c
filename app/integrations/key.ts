import type { ProviderName } from '../llm/chat'
import type { ProviderKeyRow } from '../store/tables'

/** `none`: no key is stored, only what the person said about the platform's. */
export type KeyStatus = 'active' | 'rejected' | 'none'

/** A person's own key as it is shown to them. */
export interface KeyView {
  readonly provider: ProviderName
  readonly last4: string | null
  readonly status: KeyStatus
  readonly allowPlatformKey: boolean
}

/** As stored; a key that was removed leaves the note that the person once brought one. */
export type StoredStatus = KeyStatus | 'removed'

/**
 * Whose key serves a person's request (INTG-04.17). Their own, where they have one; if it was rejected, the platform's where they allowed it.
 * Who never brought any key uses the platform's unless they said no; who did, only where they said yes. `rows` are all of one person. Pure.
 */
export function serving(rows: readonly ProviderKeyRow[], provider: ProviderName): 'own' | 'platform' {
  const row = rows.find((each) => each.provider === provider)
  const allowed = row === undefined ? !rows.some(brought) : row.allow_platform_key !== 0
  if (row?.sealed == null) return allowed ? 'platform' : 'own'
  return row.status === 'rejected' && allowed ? 'platform' : 'own'
}

const brought = (row: ProviderKeyRow): boolean => row.status !== 'none'

/** What the person sees of a row; undefined if it says nothing any more. Pure. */
export function keyViewOf(row: ProviderKeyRow | undefined): KeyView | undefined {
  if (row === undefined || (row.sealed === null && row.allow_platform_key === 0 && row.status === 'removed')) return undefined
  const status = row.status === 'removed' ? 'none' : (row.status as KeyStatus)
  return { provider: row.provider as ProviderName, last4: row.last4, status, allowPlatformKey: row.allow_platform_key !== 0 }
}

const KEY = /^[\x21-\x7e]{8,512}$/

/** Whether a text can be a provider's key: 8 to 512 printable ASCII characters without spaces. Pure. */
export const looksLikeKey = (key: string): boolean => KEY.test(key)

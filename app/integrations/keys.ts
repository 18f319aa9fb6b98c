import { PROVIDER_TITLES, type ProviderName } from '../llm/chat'
import type { KeySource } from '../llm/record'
import type { Clock } from '../shared/clock'
import { InvalidInput, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Seal } from '../shared/seal'
import type { Store } from '../store/store'
import type { ProviderKeyRow } from '../store/tables'
import { KeyUnreadable } from './failure'
import { type KeyView, keyViewOf, looksLikeKey, serving } from './key'
import { keysOf, putKey, rejectKey, removeKey } from './key-store'
import { ownerOfKey } from './sealed-for'

export type { KeyView }

export interface KeyInput {
  readonly key?: string | undefined
  /** Whether the platform's key may be used instead. */
  readonly allowPlatformKey?: boolean | undefined
}

/** People's own keys: stored encrypted and bound to person and provider, shown only as their last four characters (INTG-04.17). */
export interface Keys extends KeySource {
  /** Stores what is named, the rest stays. Throws InvalidInput. */
  put(personId: string, provider: ProviderName, input: KeyInput): Promise<KeyView>
  /** Throws NotFound if the person brought no key and said nothing about the platform's. */
  view(personId: string, provider: ProviderName): Promise<KeyView>
  /** Serves no request from now on. Throws NotFound. */
  remove(personId: string, provider: ProviderName): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly seal: Seal
  readonly platformKeys: Readonly<Partial<Record<ProviderName, string>>>
}

/** `keyFor` throws KeyUnreadable rather than to use another key where the stored one does not open. */
export function createKeys({ store, clock, newId, seal, platformKeys }: Deps): Keys {
  const entry = (what: string, personId: string, provider: ProviderName, details = {}) => ({
    id: newId(),
    at: clock.now(),
    actor: personId,
    action: `key.${what}`,
    subject: personId,
    details: { provider, ...details },
  })
  const rowsOf = (personId: string) => store.recall(keysOf, { person_id: personId })
  const rowOf = async (personId: string, provider: ProviderName) => (await rowsOf(personId)).find((row) => row.provider === provider)

  return {
    async keyFor(personId, provider) {
      const rows = await rowsOf(personId)
      const row = rows.find((each) => each.provider === provider)
      const own = serving(rows, provider) === 'own'
      const key = own ? row && opened(seal, row, personId) : platformKeys[provider]
      return key === undefined ? undefined : { key, own }
    },
    async rejected(personId, provider, { key, own }) {
      const row = own ? await rowOf(personId, provider) : undefined
      if (row === undefined || row.sealed === null || opened(seal, row, personId) !== key) return
      await store.write(rejectKey, { owner: { person_id: personId, provider }, sealed: row.sealed, entry: entry('rejected', personId, provider) })
    },
    async put(personId, provider, { key, allowPlatformKey }) {
      if (key === undefined && allowPlatformKey === undefined) throw new InvalidInput('key', 'Give key, allow_platform_key, or both')
      if (key !== undefined && !looksLikeKey(key)) throw new InvalidInput('key', 'key must be 8 to 512 printable ASCII characters without spaces')
      const row = await store.write(putKey, {
        owner: { person_id: personId, provider },
        key: key === undefined ? undefined : { sealed: seal.close(key, ownerOfKey(personId, provider)), last4: key.slice(-4) },
        allow: allowPlatformKey,
        entry: entry(key === undefined ? 'allowance_changed' : 'stored', personId, provider, { allow_platform_key: allowPlatformKey }),
      })
      return keyViewOf(row) ?? noKey(provider)
    },
    async view(personId, provider) {
      const view = keyViewOf(await rowOf(personId, provider))
      if (view === undefined) throw unknownKey(provider)
      return view
    },
    async remove(personId, provider) {
      const removed = await store.write(removeKey, { owner: { person_id: personId, provider }, entry: entry('removed', personId, provider) })
      if (!removed) throw unknownKey(provider)
    },
  }
}

/** The key in a row that is taken for this person's. */
function opened(seal: Seal, row: ProviderKeyRow, personId: string): string | undefined {
  const provider = row.provider as ProviderName
  if (row.sealed === null) return undefined
  try {
    return seal.open(row.sealed, ownerOfKey(personId, provider))
  } catch {
    throw new KeyUnreadable(PROVIDER_TITLES[provider])
  }
}

const noKey = (provider: ProviderName): KeyView => ({ provider, last4: null, status: 'none', allowPlatformKey: false })

const unknownKey = (provider: ProviderName) => new NotFound(`You have stored no key for ${PROVIDER_TITLES[provider]}`)

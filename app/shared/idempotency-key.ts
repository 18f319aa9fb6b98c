import { InvalidInput } from './errors'

export const IDEMPOTENCY_KEY = 'idempotency-key'

const WRITTEN = /^[\x20-\x7e]{1,255}$/

/** The key under which a request may be repeated; null without one. Throws InvalidInput. */
export function checkedKey(key: string | undefined): string | null {
  if (key === undefined) return null
  if (!WRITTEN.test(key)) throw new InvalidInput(IDEMPOTENCY_KEY, 'The Idempotency-Key must be 1 to 255 printable ASCII characters')
  return key
}

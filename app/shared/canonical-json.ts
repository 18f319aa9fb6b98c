import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** JSON in its one canonical form (RFC 8785): equal content gives equal text. Members that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('only JSON has a canonical form')
  return text
}

export const sha256 = (text: string | Uint8Array): string => hash('sha256', text)

/** Hash of content that is recorded in place of the content itself. */
export const contentHash = (value: unknown): string => sha256(canonicalJson(value))

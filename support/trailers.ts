import { createHash, createHmac } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import canonicalize from 'canonicalize'

/** How long it is what a backup says of itself, at its end. */
export const TRAILER = 4_096
const BEGINNING = 'Concord backup\n'

interface Forgery {
  /** The last record of the trail in it. */
  readonly head?: unknown
  /** The secret key, as its file has it. Whoever has none cannot make the mark. */
  readonly key?: string
}

/** Makes anew what a backup says of itself, after its data was changed: as somebody can who knows how it is made. */
export function makeGenuineAgain(file: string, { head, key }: Forgery): void {
  const bytes = readFileSync(file)
  const data = bytes.subarray(0, -TRAILER)
  const { mark, ...said } = JSON.parse(bytes.subarray(-TRAILER).toString().slice(BEGINNING.length))
  const sha256 = createHash('sha256').update(data).digest('hex')
  const manifest = { ...said, bytes: data.length, sha256, ...(head === undefined ? {} : { head, kept: head }) }
  const made =
    key === undefined
      ? mark
      : createHmac('sha256', Buffer.from(key, 'base64'))
          .update(String(canonicalize(manifest)))
          .digest('hex')
  const trailer = `${BEGINNING}${canonicalize({ ...manifest, mark: made })}`.padEnd(TRAILER - 1).concat('\n')
  writeFileSync(file, Buffer.concat([data, Buffer.from(trailer)]))
}

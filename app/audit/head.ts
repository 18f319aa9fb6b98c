import { ConcordError } from '../shared/errors'
import { GENESIS, type Verification } from './audit'

/** The last record of the trail: its number and its hash, which stands for everything before it. Number 0 is that of an empty trail. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** The head before the first record. It is kept too, so that a trail with records has always had a head. */
export const EMPTY_HEAD: Head = { seq: 0, hash: GENESIS }

/** The head cannot be kept where it should be, or what is kept there is none. */
export class UnusableAuditHead extends ConcordError {
  readonly code = 'unusable_audit_head'
  constructor(message: string) {
    super(`CONCORD_AUDIT_HEAD ${message}`)
  }
}

/** What is kept tells of a record that the trail does not hold: records were cut off, or changed and hashed anew. */
export class ContradictingHead extends ConcordError {
  readonly code = 'contradicting_audit_head'
}

/** Where the head is kept, apart from the trail. Several platforms on one database share it. */
export interface HeadKeep {
  /** What is kept; undefined if nothing is. Throws UnusableAuditHead. */
  read(): Promise<Head | undefined>
  /** Puts `next(kept)` in the place of what is kept, whole or not at all, while nobody else does. Answers false, and does nothing, if somebody else is at it. */
  replace(next: (kept: Head | undefined) => Promise<Head>): Promise<boolean>
  close(): void
}

/** A head that is kept as long as the process: for a database in memory. */
export function memoryHead(kept?: Head): HeadKeep {
  return {
    read: async () => kept,
    async replace(next) {
      kept = await next(kept)
      return true
    },
    close: () => {},
  }
}

/** The head as it is written: one line of JSON. */
export const headText = ({ seq, hash }: Head): string => `${JSON.stringify({ record: seq, hash })}\n`

/** The head that a text tells of; undefined if it tells of none. Pure. */
export function headFrom(text: string): Head | undefined {
  const found = /^\{"record":(0|[1-9]\d{0,14}),"hash":"([0-9a-f]{64})"\}\n$/.exec(text)
  return found === null ? undefined : { seq: Number(found[1]), hash: String(found[2]) }
}

/** The number of the head, with what the trail has there now. */
export interface HeldHead extends Head {
  /** The hash of that record in the trail; undefined where there is none. */
  readonly found: string | undefined
}

/** A verified chain, held against heads known from elsewhere: one that it does not reach was cut off, one with another hash was hashed anew. Pure. */
export function holdAgainst(heads: readonly HeldHead[], chain: Verification): Verification {
  const differing = heads.filter(({ hash, found }) => found !== hash).map(({ seq }) => Math.min(seq, chain.records + 1))
  return chain.valid && differing.length > 0 ? { ...chain, valid: false, firstBad: Math.min(...differing) } : chain
}

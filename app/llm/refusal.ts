import { type Complaint, classifyStatus } from './classify'
import type { Failure } from './failure'
import { parsed } from './providers/provider'
import type { ReplyHeaders } from './retry-after'

/** More of an error than this is not read. */
const LONGEST = 64 * 1024

/** Collects an answer that is no success. */
export interface Refusing {
  /** False when enough has been read. */
  take(bytes: Buffer): boolean
  /** What the answer stands for, as far as it came; `now` is wall time. */
  failure(now: number): Failure
}

export function createRefusing(status: number, headers: ReplyHeaders, complaintIn: (body: unknown) => Complaint | undefined): Refusing {
  const pieces: Buffer[] = []
  let size = 0
  return {
    take(bytes) {
      pieces.push(bytes)
      size += bytes.length
      return size < LONGEST
    },
    failure: (now) => classifyStatus({ status, headers, complaint: complaintIn(parsed(Buffer.concat(pieces).toString('utf8'))), now }),
  }
}

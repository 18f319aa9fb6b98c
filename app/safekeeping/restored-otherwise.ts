import type { Verification } from '../audit/audit'
import { hashAt } from '../audit/audit-store'
import type { Head, HeadKeep } from '../audit/head'
import type { ProcessLocks } from '../store/process-locks'
import type { Store } from '../store/store'
import { NOTHING_CARRIED } from './carried'
import { gonePlatforms } from './in-use'
import { NotDone } from './not-done'
import type { Tools } from './place'
import { noteRestore } from './restore-note'
import type { Settled } from './restore-store'
import { headOf, verifyAgainst } from './trail-check'

interface Otherwise {
  readonly store: Store
  readonly locks: ProcessLocks
  readonly keep: HeadKeep
  readonly acceptBrokenTrail: boolean
  readonly tools: Tools
}

/**
 * Records that something else has put the data back: PostgreSQL's own tool, a copy of the disk. The trail says so for good, with the record that had
 * been known before; the head is kept anew from here. Throws NotDone if the trail still holds what was known, or is not in order.
 */
export async function recordRestoredOtherwise({ store, locks, keep, acceptBrokenTrail, tools }: Otherwise): Promise<Settled & { readonly upTo: Head }> {
  await gonePlatforms(store, locks)
  const kept = await keep.read()
  if (kept !== undefined && (await hashAt(store, kept.seq)) === kept.hash)
    throw new NotDone(`There is nothing to record: the audit trail still holds record ${kept.seq}, the last one that is known`)
  const chain = await verifyAgainst(store, [])
  if (!chain.valid && !acceptBrokenTrail) throw broken(chain)
  const upTo = await headOf(store)
  const settled = await noteRestore(store, { ...tools, backup: undefined, kept: kept ?? null, carried: NOTHING_CARRIED, lost: undefined })
  const head = await headOf(store)
  if (!(await keep.replace(async () => head))) throw new NotDone('Another process is writing the head of the audit trail; run it again')
  return { ...settled, upTo }
}

const broken = ({ firstBad }: Verification): NotDone =>
  new NotDone(`The audit trail is not in order: record ${firstBad} was changed, removed or put in (to go on all the same: --accept-broken-trail)`)

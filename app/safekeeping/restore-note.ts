import type { Head } from '../audit/head'
import { nameOfKey } from '../shared/seal'
import type { Store } from '../store/store'
import type { Carried } from './carried'
import type { Manifest } from './manifest'
import { OPERATOR, type Tools, userOfMachine } from './place'
import { recordRestore, type Settled } from './restore-store'
import { headOf } from './trail-check'

interface Noted extends Tools {
  /** None where something else than this command has put the data back. */
  readonly backup: Pick<Manifest, 'id' | 'takenAt' | 'sha256'> | undefined
  /** The head that was kept apart until now: how far the trail had come that is given up. */
  readonly kept: Head | null
  readonly carried: Carried
  /** By what the new secret key is recognised, where the one of the backup is lost. */
  readonly lost: string | undefined
}

/** Records who restored what, and up to which record, tells supervisors, and gives up what may have been done since. */
export async function noteRestore(store: Store, { backup, kept, carried, lost, clock, newId }: Noted): Promise<Settled> {
  const at = clock.now()
  const upTo = await headOf(store)
  const by = { id: newId(), at, actor: OPERATOR }
  const told = { up_to: upTo.seq, hash: upTo.hash, known: kept === null ? null : { record: kept.seq, hash: kept.hash }, user: userOfMachine() }
  const taken = backup === undefined ? {} : { taken_at: backup.takenAt, sha256: backup.sha256 }
  return store.write(recordRestore, {
    entry: { ...by, action: 'backup.restored', subject: backup?.id, details: { ...told, ...taken } },
    event: { id: newId(), topic: 'alerts', type: 'backup.restored', source: '/api/audit', at, data: { up_to: upTo.seq, known: kept?.seq ?? null, ...taken } },
    carried,
    lost: lost === undefined ? undefined : { check: lost, entry: { ...by, id: newId(), action: 'secret_key.forgotten', details: { to: nameOfKey(lost) } } },
  })
}

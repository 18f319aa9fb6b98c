import { othersTurn } from '../shared/others-turn'
import { define } from '../store/statement'
import type { Store } from '../store/store'
import type { AuditRow } from '../store/tables'
import { runAll, step, unit, type Write } from '../store/unit'
import { GENESIS, hashOf } from './audit'
import { recordsAfter } from './audit-store'
import { speakerOf, withoutWords } from './own-words'

const LOOKED_AT = 1_000

/** The records of what somebody did or in which their words stand, in order, each with the hash before it; others have their turn while a long trail is read. */
export async function* recordsOf(store: Store, personId: string): AsyncGenerator<{ readonly row: AuditRow; readonly before: string }> {
  let seq = 0
  let before = GENESIS
  for (;;) {
    const rows = await store.find(recordsAfter, { seq, limit: LOOKED_AT })
    for (const row of rows) {
      if (row.actor === personId || speakerOf(row) === personId) yield { row, before }
      before = row.hash
      seq = row.seq
    }
    if (rows.length < LOOKED_AT) return
    await othersTurn()
  }
}

const setDetails = define<{ seq: number; details: string }>()((db, p) => db.updateTable('audit').set({ details: p.details }).where('seq', '=', p.seq))

type Wordless = Pick<AuditRow, 'seq' | 'details'>

/** Puts hashes in the place of words; the hashes of the records stay what they are. */
export const takeWords = unit('audit.take-words', function* ({ rows }: { rows: readonly Wordless[] }): Write<void> {
  yield* runAll(rows.map((row) => step(setDetails, row)))
})

const TAKEN_AT_ONCE = 200

/**
 * Takes the words that somebody said out of the trail, other than `ours`; of how many records. Those of earlier versions, whose hash is one over
 * the words themselves, stay as they are.
 */
export async function takeWordsOf(store: Store, personId: string, ours: ReadonlySet<string>): Promise<number> {
  let [taken, rows]: [number, Wordless[]] = [0, []]
  const take = async () => {
    await store.write(takeWords, { rows })
    taken += rows.length
    rows = []
  }
  for await (const { row, before } of recordsOf(store, personId)) {
    const details = speakerOf(row) === personId ? withoutWords(row.details, ours) : undefined
    if (details !== undefined && hashOf(row, before) === row.hash) rows.push({ seq: row.seq, details })
    if (rows.length === TAKEN_AT_ONCE) await take()
  }
  await take()
  return taken
}

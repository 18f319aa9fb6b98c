import fc from 'fast-check'
import { GENESIS, hashOf } from '../../app/audit/audit'
import type { AuditRow } from '../../app/store/tables'
import type { Command, Data } from '../storage/storage'

// What somebody can do to the stored audit trail, at any place of it, and where verification has to notice.

const TEXTS = ['id', 'actor', 'action', 'subject', 'of', 'outcome', 'details', 'trace_id', 'instance_id', 'hash'] as const

export type Edit =
  | { readonly what: 'change'; readonly at: number; readonly field: (typeof TEXTS)[number] | 'at' }
  | { readonly what: 'remove' | 'repeat' | 'exchange' | 'cut off' | 'forge'; readonly at: number }

/** Edits of a trail of so many records. What is exchanged or repeated has a neighbour. */
export const editsOf = (last: number): fc.Arbitrary<Edit> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ what: fc.constant('change' as const), at: fc.integer({ min: 1, max: last }), field: fc.constantFrom(...TEXTS, 'at') }),
    },
    fc.record({ what: fc.constantFrom('remove' as const, 'cut off' as const, 'forge' as const), at: fc.integer({ min: 1, max: last }) }),
    fc.record({ what: fc.constantFrom('repeat' as const, 'exchange' as const), at: fc.integer({ min: 1, max: last - 1 }) }),
  )

const IN_WORDS: Readonly<Record<Exclude<Edit['what'], 'change'>, (at: number) => string>> = {
  remove: (at) => `Record ${at} is removed`,
  repeat: (at) => `Record ${at + 1} is replaced with a copy of record ${at}`,
  exchange: (at) => `Records ${at} and ${at + 1} are exchanged`,
  'cut off': (at) => `All records from ${at} on are cut off`,
  forge: (at) => `Record ${at} is changed, and every fingerprint after it made anew`,
}

export const editInWords = (made: Edit): string => (made.what === 'change' ? `The ${made.field} of record ${made.at} is changed` : IN_WORDS[made.what](made.at))

/** The record that has to be named: where the chain breaks, or where it does not any more come to what was kept. */
export function firstWrong({ what, at }: Edit, last: number): number {
  if (what === 'forge') return last
  return what === 'repeat' ? at + 1 : at
}

/** Does it to the stored data; answers how it is undone. */
export async function edit(data: Data, made: Edit): Promise<() => Promise<void>> {
  const before = await data.rows<AuditRow>('select * from audit order by seq')
  await write(data, edited(before, made))
  return () => write(data, before)
}

function edited(rows: readonly AuditRow[], made: Edit): readonly AuditRow[] {
  const { at } = made
  const of = (seq: number): AuditRow => {
    const row = rows[seq - 1]
    if (row === undefined) throw new Error(`there is no record ${seq}`)
    return row
  }
  const withRow = (row: AuditRow) => rows.map((each) => (each.seq === row.seq ? row : each))
  switch (made.what) {
    case 'change':
      return withRow({ ...of(at), ...(made.field === 'at' ? { at: of(at).at + 1 } : { [made.field]: `${of(at)[made.field] ?? ''}x` }) })
    case 'remove':
      return rows.filter(({ seq }) => seq !== at)
    case 'cut off':
      return rows.filter(({ seq }) => seq < at)
    case 'repeat':
      return withRow({ ...of(at), id: `${of(at).id}-again`, seq: at + 1 })
    case 'exchange':
      return rows.map((row) => (row.seq === at ? { ...of(at + 1), seq: at } : row.seq === at + 1 ? { ...of(at), seq: at + 1 } : row))
    case 'forge':
      return anew(withRow({ ...of(at), actor: 'somebody else' }))
  }
}

/** Every fingerprint as it would have been. */
function anew(rows: readonly AuditRow[]): readonly AuditRow[] {
  let before = GENESIS
  return rows.map((row) => {
    before = hashOf(row, before)
    return { ...row, hash: before }
  })
}

/** The trail as a whole in the place of what was there. */
async function write(data: Data, rows: readonly AuditRow[]): Promise<void> {
  const insert = (row: AuditRow): Command => {
    const names = Object.keys(row)
    return [`insert into audit (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map(() => '?').join(', ')})`, ...Object.values(row)]
  }
  await data.run(['delete from audit'], ...rows.map(insert))
}

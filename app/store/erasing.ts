import { type RawBuilder, sql } from 'kysely'
import { othersTurn } from '../shared/others-turn'
import { columns, eraseRows, firstKey, type Key, keyOf, type Table } from './erasing-store'
import { PERSONAL_DATA } from './personal-data'
import type { Store } from './store'

/** So many rows are looked at, and so many changed, before others have their turn. */
const [LOOKED_AT, CHANGED] = [1_000, 100]

interface Sweep {
  readonly table: Table
  /** Which rows. */
  readonly where: RawBuilder<unknown>
  readonly emptying?: number | undefined
}

/** Passes over a whole table in pieces, and erases what is found; how many rows that were. */
async function sweep(store: Store, { table, where, emptying }: Sweep): Promise<number> {
  const key = keyOf(table)
  let [after, erased] = [firstKey(table), 0]
  for (;;) {
    const rows = await store.read((db) =>
      db
        .selectFrom(table as 'message')
        .select([...(key as readonly 'id'[]), sql<number>`case when ${where} then 1 else 0 end`.as('theirs')])
        .where(sql<boolean>`${columns(key)} > (${sql.join([...after])})`)
        .orderBy(sql`${sql.join(key.map((name) => sql.ref(name)))}`)
        .limit(LOOKED_AT)
        .execute(),
    )
    const keyed = rows.map((row) => ({ theirs: row.theirs, key: key.map((name) => row[name as 'id']) as Key }))
    const keys = keyed.filter(({ theirs }) => theirs === 1).map((row) => row.key)
    for (let from = 0; from < keys.length; from += CHANGED) {
      const piece = { table, keys: keys.slice(from, from + CHANGED), emptying }
      while (!(await store.write(eraseRows, piece))) await othersTurn()
    }
    erased += keys.length
    if (rows.length < LOOKED_AT) return erased
    after = keyed.at(-1)?.key ?? after
    await othersTurn()
  }
}

const names = (whose: readonly string[], personId: string) =>
  sql`(${sql.join(
    whose.map((column) => sql`${sql.ref(column)} = ${personId}`),
    sql` or `,
  )})`

const isFull = (to: Readonly<Record<string, string | number | null>>) =>
  sql`(${sql.join(
    Object.entries(to).map(([column, empty]) =>
      empty === null ? sql`${sql.ref(column)} is not null` : sql`(${sql.ref(column)} is null or ${sql.ref(column)} <> ${empty})`,
    ),
    sql` or `,
  )})`

/** Erases what the list of personal data says is a person's, wherever the row alone tells; how many rows those were. Whoever else reads sees a row as it was, or nothing of it. */
export async function eraseListed(store: Store, personId: string): Promise<number> {
  let erased = 0
  for (const table of Object.keys(PERSONAL_DATA) as Table[]) {
    const { gone = [], emptied = [] } = PERSONAL_DATA[table]
    if (gone.length > 0) erased += await sweep(store, { table, where: names(gone, personId) })
    for (const [emptying, { whose, to, by }] of emptied.entries())
      if (by === undefined) erased += await sweep(store, { table, where: sql`${names(whose, personId)} and ${isFull(to)}`, emptying })
  }
  return erased
}

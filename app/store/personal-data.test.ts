import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keyOf } from './erasing-store'
import { PERSONAL_DATA, type TableFate } from './personal-data'
import { openSqlite } from './sqlite'
import type { Tables } from './tables'

const db = openSqlite(':memory:', 0)
const schema = new Map(
  (db.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'").pluck().all() as (keyof Tables)[]).map((table) => [
    table,
    db.prepare('select name, pk from pragma_table_info(?)').all(table) as { name: string; pk: number }[],
  ]),
)
const named = ({ columns = [], kept = {}, emptied = [] }: TableFate): string[] => [
  ...columns,
  ...Object.values(kept).flat(),
  ...new Set(emptied.flatMap(({ to }) => Object.keys(to))),
]
const fates = Object.entries(PERSONAL_DATA) as [keyof Tables, TableFate][]

describe('the list of personal data', () => {
  it('has every table of the schema, and no other', () => {
    assert.deepEqual(fates.map(([table]) => table).sort(), [...schema.keys()].sort())
  })

  for (const [table, fate] of fates) {
    const columns = schema.get(table)?.map(({ name }) => name) ?? []
    it(`says of every column of ${table} what becomes of it, once`, () => {
      assert.deepEqual(named(fate).sort(), columns.toSorted())
    })
    it(`names columns of ${table} alone where it says whose a row is`, () => {
      const whose = [...(fate.gone ?? []), ...(fate.emptied ?? []).flatMap((each) => each.whose), ...(fate.with === undefined ? [] : [fate.with.column])]
      assert.deepEqual(
        whose.filter((column) => !columns.includes(column)),
        [],
      )
    })
    it(`takes rows of ${table} away only where something says whose they are`, () => {
      assert.equal(fate.columns !== undefined, fate.gone !== undefined || fate.with !== undefined)
    })
  }

  it('finds rows by a key that only one row has', () => {
    const unique = (table: keyof Tables): string[][] => [
      (schema.get(table) ?? []).filter(({ pk }) => pk > 0).map(({ name }) => name),
      ...(db.prepare('select name from pragma_index_list(?) where "unique" = 1').pluck().all(table) as string[]).map(
        (index) => db.prepare('select name from pragma_index_info(?)').pluck().all(index) as string[],
      ),
    ]
    const same = (one: readonly string[], other: readonly string[]) => [...one].sort().join() === [...other].sort().join()
    const swept = fates.filter(([, { gone, emptied = [] }]) => gone !== undefined || emptied.some(({ by }) => by === undefined))
    for (const [table] of swept)
      assert.ok(
        unique(table).some((key) => same(key, keyOf(table))),
        `${table} by ${keyOf(table)}`,
      )
  })

  it('empties nothing of a row for nobody: whoever does it otherwise is named', () => {
    const nobodys = fates.filter(([, { emptied = [] }]) => emptied.some(({ whose, by }) => whose.length === 0 && by === undefined))
    assert.deepEqual(nobodys, [])
  })
})

import { HandleEmptyInListsPlugin, Kysely, PostgresDialect, replaceWithNoncontingentExpression } from 'kysely'
import { Pool } from 'pg'
import type { Clock } from '../../shared/clock'
import { type StorageError, troubleOf } from '../failure'
import type { Reader } from '../reader'
import type { Statement } from '../statement'
import type { Tables } from '../tables'
import { asPostgresError, configOf } from './session'

/** So many connections read at once. */
const READERS = 4
/** When a connection was lost, it is read again on another one after these waits. */
const AGAIN_AFTER_MS = [0, 100, 400, 1_000]

/** A list that may be empty is no list to PostgreSQL: nothing is in it, as in SQLite. */
const none = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })

/** Reads on a few connections that cannot write. */
export function postgresReader({ server, clock }: { server: string; clock: Clock }): Reader {
  const pool = new Pool({ ...configOf(server), max: READERS, options: '-c default_transaction_read_only=on' })
  // One that is lost while nobody uses it is replaced when it is needed.
  pool.on('error', () => undefined)
  const find = async <Input extends object, Row>({ postgres: { name, sql, bind } }: Statement<Input, Row>, input: Input): Promise<readonly Row[]> => {
    try {
      return (await pool.query({ name, text: sql, values: [...bind(input)] })).rows as Row[]
    } catch (error) {
      throw asPostgresError(error)
    }
  }
  const persistent: Reader['find'] = async (statement, input) => {
    for (const waitMs of AGAIN_AFTER_MS) {
      try {
        return await find(statement, input)
      } catch (error) {
        if (troubleOf(error as StorageError) !== 'away') throw error
        await clock.sleep(waitMs)
      }
    }
    return find(statement, input)
  }
  return {
    find: persistent,
    // The server does not say what has changed.
    recall: persistent,
    forget: () => {},
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [none] }),
    close: () => pool.end(),
  }
}

import type { Database as Connection } from 'better-sqlite3'
import type { ForgettingRow } from '../store/tables'

/** What data that gives way to a backup knows, and what has to hold in the restored data too. */
export interface Carried {
  /** People who were forgotten, or are being. */
  readonly forgettings: readonly ForgettingRow[]
  readonly endedTokens: readonly Ended[]
  readonly endedAgentTokens: readonly Ended[]
  /** Whether that is all: there was data, and it could be read. */
  readonly isWhole: boolean
}

export interface Ended {
  readonly id: string
  readonly ended_at: number
}

export const NOTHING_CARRIED: Carried = { forgettings: [], endedTokens: [], endedAgentTokens: [], isWhole: false }

const ENDED = 'select id, ended_at from :table where ended_at is not null'

/** Data of an older version may lack some of it, and of damaged data some cannot be read: that is not carried over then. */
export function carriedFrom(db: Connection | undefined): Carried {
  let isWhole = db !== undefined
  const rowsOf = <Row>(table: string, command: string): readonly Row[] => {
    try {
      return db === undefined || !hasTable(db, table) ? [] : (db.prepare(command.replace(':table', table)).all() as Row[])
    } catch {
      isWhole = false
      return []
    }
  }
  const carried = {
    forgettings: rowsOf<ForgettingRow>('forgetting', 'select * from :table'),
    endedTokens: rowsOf<Ended>('token', ENDED),
    endedAgentTokens: rowsOf<Ended>('agent_token', ENDED),
  }
  return { ...carried, isWhole }
}

const hasTable = (db: Connection, table: string): boolean =>
  db.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(table) !== undefined

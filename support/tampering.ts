import type { Database } from 'better-sqlite3'
import { chain, GENESIS, hashOf } from '../app/audit/audit'
import type { AuditRow } from '../app/store/tables'
import { lastOf } from './platform'

const rowsOf = (data: Database): AuditRow[] => data.prepare('select * from audit order by seq').all() as AuditRow[]

/** What somebody can do to the audit trail who gets at the stored data, by its words in a feature. */
export const TAMPERINGS = {
  'changes who did what record 3 tells': (data: Database) => data.exec("update audit set actor = 'somebody else' where seq = 3"),
  'changes the details of record 3': (data: Database) => data.exec(`update audit set details = '{"nothing":"here"}' where seq = 3`),
  'changes when record 3 happened': (data: Database) => data.exec('update audit set at = at - 86400000 where seq = 3'),
  'removes record 3': (data: Database) => data.exec('delete from audit where seq = 3'),
  'exchanges records 3 and 4': (data: Database) => {
    data.exec('update audit set seq = -3 where seq = 3; update audit set seq = 3 where seq = 4; update audit set seq = 4 where seq = -3')
  },
  'adds a record at the end': (data: Database) => {
    const last = lastOf(data)
    const row = { ...chain({ id: 'planted', at: 0, actor: 'platform', action: 'person.invited' }, last), hash: last.hash }
    const names = Object.keys(row).map((name) => `"${name}"`)
    data.prepare(`insert into audit (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`).run(...Object.values(row))
  },
  'cuts off the last 2 records': (data: Database) => data.exec('delete from audit where seq > (select max(seq) - 2 from audit)'),
  'removes every record': (data: Database) => data.exec('delete from audit'),
  'changes record 3 and makes every fingerprint after it anew': (data: Database) => {
    const change = data.prepare('update audit set actor = ?, hash = ? where seq = ?')
    let before = GENESIS
    for (const row of rowsOf(data)) {
      const forged = row.seq === 3 ? { ...row, actor: 'somebody else' } : row
      before = hashOf(forged, before)
      change.run(forged.actor, before, row.seq)
    }
  },
} as const satisfies Readonly<Record<string, (data: Database) => unknown>>

export const tamper = (data: Database, tampering: keyof typeof TAMPERINGS): void => void TAMPERINGS[tampering](data)

import { chain, GENESIS, hashOf } from '../app/audit/audit'
import type { AuditRow } from '../app/store/tables'
import { type Command, type Data, lastOf } from './storage/storage'

const rowsOf = (data: Data): Promise<readonly AuditRow[]> => data.rows<AuditRow>('select * from audit order by seq')

/** What somebody can do to the audit trail who gets at the stored data, by its words in a feature. */
export const TAMPERINGS = {
  'changes who did what record 3 tells': (data: Data) => data.run(["update audit set actor = 'somebody else' where seq = 3"]),
  'changes the details of record 3': (data: Data) => data.run([`update audit set details = '{"nothing":"here"}' where seq = 3`]),
  'changes when record 3 happened': (data: Data) => data.run(['update audit set at = at - 86400000 where seq = 3']),
  'removes record 3': (data: Data) => data.run(['delete from audit where seq = 3']),
  'exchanges records 3 and 4': (data: Data) =>
    data.run(['update audit set seq = -3 where seq = 3'], ['update audit set seq = 3 where seq = 4'], ['update audit set seq = 4 where seq = -3']),
  'adds a record at the end': async (data: Data) => {
    const last = await lastOf(data)
    const row = { ...chain({ id: 'planted', at: 0, actor: 'platform', action: 'person.invited' }, last), hash: last.hash }
    const names = Object.keys(row).map((name) => `"${name}"`)
    await data.run([`insert into audit (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`, ...Object.values(row)])
  },
  'cuts off the last 2 records': (data: Data) => data.run(['delete from audit where seq > (select max(seq) - 2 from audit)']),
  'removes every record': (data: Data) => data.run(['delete from audit']),
  'changes record 3 and makes every fingerprint after it anew': async (data: Data) => {
    let before = GENESIS
    const forgeries: Command[] = []
    for (const row of await rowsOf(data)) {
      const forged = row.seq === 3 ? { ...row, actor: 'somebody else' } : row
      before = hashOf(forged, before)
      forgeries.push(['update audit set actor = ?, hash = ? where seq = ?', forged.actor, before, row.seq])
    }
    await data.run(...forgeries)
  },
} as const satisfies Readonly<Record<string, (data: Data) => Promise<void>>>

export const tamper = (data: Data, tampering: keyof typeof TAMPERINGS): Promise<void> => TAMPERINGS[tampering](data)

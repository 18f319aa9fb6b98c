import { chain, GENESIS, hashOf } from '../app/audit/audit'
import type { AuditRow } from '../app/store/tables'
import { earlierRecord } from './earlier-version'
import { perScenario } from './per-scenario'
import { type Command, type Data, lastOf } from './storage/storage'

interface Crime {
  /** The number of the last record before. */
  last: number
  /** Puts the data as it was in the place of what is there. */
  putBack: () => Promise<void>
}

/** What Mallory has done. */
export const crimeOf = perScenario((): Crime => ({ last: 0, putBack: async () => {} }))

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
    await data.run(insertion({ ...chain({ id: 'planted', at: 0, actor: 'platform', action: 'person.invited' }, last), hash: last.hash }))
  },
  'cuts off the last 2 records': (data: Data) => data.run(['delete from audit where seq > (select max(seq) - 2 from audit)']),
  'removes every record': (data: Data) => data.run(['delete from audit']),
  'changes record 3 and makes every fingerprint after it anew': async (data: Data) => {
    await data.run(["update audit set actor = 'somebody else' where seq = 3"])
    await hashAnew(data)
  },
  'removes record 3 and makes every fingerprint after it anew': async (data: Data) => {
    await data.run(['delete from audit where seq = 3'])
    await hashAnew(data)
  },
  'puts blanks into the last record that gives a reason': async (data: Data) => {
    const { seq, details } = await withReason(data)
    await data.run(['update audit set details = ? where seq = ?', details.replaceAll('":', '": '), seq])
  },
} as const satisfies Readonly<Record<string, (data: Data) => Promise<void>>>

/** Makes the whole chain hold again. */
async function hashAnew(data: Data): Promise<void> {
  let before = GENESIS
  const forgeries: Command[] = []
  for (const row of await rowsOf(data)) {
    before = hashOf(row, before)
    forgeries.push(['update audit set hash = ? where seq = ?', before, row.seq])
  }
  await data.run(...forgeries)
}

/** The last record in which somebody says why. */
export async function withReason(data: Data): Promise<AuditRow> {
  const found = (await rowsOf(data)).findLast(({ details }) => details.includes('"reason":'))
  if (found === undefined) throw new Error('no record gives a reason')
  return found
}

/** A record in somebody's words, as an earlier version made it. */
export const lengthenAsBefore = async (data: Data, actor: string, reason: string): Promise<void> =>
  data.run(insertion(earlierRecord({ actor, action: 'test.done', subject: actor }, reason, await lastOf(data), 0)))

/** As after years: so many more records, each after the one before; somebody may have said something in them. */
export async function lengthen(data: Data, count: number, said: { readonly actor: string; readonly reason?: string } = { actor: 'platform' }): Promise<void> {
  const { actor, ...details } = said
  let last = await lastOf(data)
  const rows = Array.from({ length: count }, (_, i): Command => {
    const row = chain({ id: `long ago ${i}`, at: 0, actor, action: 'test.done', details }, last)
    last = row
    return insertion(row)
  })
  await data.run(...rows)
}

function insertion(row: AuditRow): Command {
  const names = Object.keys(row).map((name) => `"${name}"`)
  return [`insert into audit (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`, ...Object.values(row)]
}

export const tamper = (data: Data, tampering: keyof typeof TAMPERINGS): Promise<void> => TAMPERINGS[tampering](data)

import { UNVERIFIED, verifyChain } from '../../app/audit/audit'
import type { Session } from '../../app/store/postgres/session'
import type { AuditRow } from '../../app/store/tables'
import { onServer } from '../storage/postgres'

/** What people were told was done. */
export interface Told {
  readonly posts: Set<string>
  readonly executions: Set<string>
}

const RECORDED = "select details::json ->> 'post' as post, count(*) as times from audit where action = 'post.created' group by 1"

/** Every one of these has to find nothing. */
const WRONGS: Readonly<Record<string, string>> = {
  'posts that were made twice': 'select content from post group by content having count(*) > 1',
  'posts without exactly one record': `select id from post left join (${RECORDED}) recorded on recorded.post = post.id where times is distinct from 1`,
  'records of posts that are not there': `select post from (${RECORDED}) recorded where post not in (select id from post)`,
  'executions without exactly one decision': 'select id from execution where (select count(*) from audit where audit.id = execution.decision_id) <> 1',
  'executions without exactly one end': 'select id from execution where (select count(*) from audit where audit.of = execution.decision_id) <> 1',
  'executions that never ended': 'select id from execution where ended_at is null',
  'journals with a gap': 'select execution_id from execution_event group by execution_id having max(number) <> count(*)',
  'gaps in the numbers of records': 'select max(seq) from audit having max(seq) <> count(*)',
  'gaps in the numbers of events': 'select max(number) from event having max(number) <> count(*)',
}

/** What is wrong with an installation, held against what was told; a sentence each. */
export const inspectPostgres = (url: string, told: Told): Promise<readonly string[]> =>
  onServer(url, async (session) => [
    ...missing('post', told.posts, await column(session, 'select content as found from post')),
    ...missing('completed execution', told.executions, await column(session, "select id as found from execution where status = 'completed'")),
    ...(await Promise.all(Object.entries(WRONGS).map(([name, sql]) => wrong(session, name, sql)))).flat(),
    ...(await trail(session)),
  ])

const column = async (session: Session, sql: string): Promise<ReadonlySet<string>> => new Set((await session.query(sql)).rows.map(({ found }) => String(found)))

function missing(what: string, told: ReadonlySet<string>, found: ReadonlySet<string>): string[] {
  const lost = [...told].filter((each) => !found.has(each))
  return lost.length === 0 ? [] : [`of ${told.size} acknowledged, ${lost.length} are no ${what}: ${lost.slice(0, 3).join(', ')}`]
}

async function wrong(session: Session, name: string, sql: string): Promise<string[]> {
  const { rows } = await session.query(sql)
  return rows.length === 0 ? [] : [`${rows.length} ${name}: ${JSON.stringify(rows[0])}`]
}

async function trail(session: Session): Promise<string[]> {
  const rows = (await session.query('select * from audit order by seq')).rows as unknown as AuditRow[]
  const { firstBad } = verifyChain(rows, UNVERIFIED)
  return firstBad === undefined ? [] : [`the audit chain breaks at record ${firstBad}`]
}

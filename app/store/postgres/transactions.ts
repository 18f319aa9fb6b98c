import type { Clock } from '../../shared/clock'
import { StorageUnavailable } from '../../shared/errors'
import { CONNECTION_LOST, type StorageError, troubleOf } from '../failure'
import type { Link } from './link'
import { COMMITS, LOCK_OF_WRITERS, MARKS } from './names'
import type { Session } from './session'

interface Deps {
  readonly link: Link
  readonly clock: Clock
  /** Names this process to those who hear of its commits. */
  readonly origin: string
}

/** Transactions of one process, one after the other. */
export interface Transactions {
  /** Does the work in a transaction of its own, whole or not at all. */
  run<T>(session: Session, work: () => Promise<T>): Promise<{ readonly done: T; readonly wrote: boolean }>
  /** Takes this process's mark away. */
  leave(): Promise<void>
}

/** One writer at a time, also among processes: every unit sees all that was committed before it. */
const BEGIN = `begin; select pg_advisory_xact_lock(${LOCK_OF_WRITERS})`
/**
 * If anything was written, tells others, and leaves the group's number behind, by which the outcome of a lost commit is found. (The
 * transaction's own number would not do: what a crash undid, the server gives to another one.)
 */
const MARK = `with marked as (
    insert into ${MARKS} (origin, number) select $1, $2 where pg_current_xact_id_if_assigned() is not null
    on conflict (origin) do update set number = excluded.number, at = now() returning number)
  select number, pg_notify('${COMMITS}', $1)::text as told from marked`
const LAST_MARK = `select number from ${MARKS} where origin = $1`
const FORGET_MARK = `delete from ${MARKS} where origin = $1`
const OUTCOME_KNOWN_WITHIN_MS = 15_000
const ASK_AGAIN_MS = 100

/** Transactions under the lock of writers. One whose commit was sent and not answered is asked after before anybody is told what became of it. */
export function createTransactions({ link, clock, origin }: Deps): Transactions {
  let groups = 0

  /** Whether anything was written. */
  const commit = async (session: Session): Promise<boolean> => {
    groups += 1
    const number = groups
    const { rows } = await session.query(MARK, [origin, number])
    try {
      const { command } = await session.query('commit')
      if (command !== 'COMMIT') throw Object.assign(new Error('PostgreSQL rolled the transaction back'), { code: '40000' })
    } catch (error) {
      if (!isLost(error) || rows.length === 0) throw error
      await committed(number, error)
    }
    return rows.length > 0
  }

  /** Finds out what became of a group whose commit was sent and not answered. */
  const committed = async (number: number, lost: unknown): Promise<void> => {
    const until = clock.monotonic() + OUTCOME_KNOWN_WITHIN_MS
    while (clock.monotonic() < until) {
      const last = await lastMark(link, origin)
      if (last === number) return
      if (last !== undefined) throw lost
      await clock.sleep(ASK_AGAIN_MS)
    }
    throw new StorageUnavailable('The store was lost while it wrote; whether it was stored is not known', { cause: lost })
  }

  return {
    async run(session, work) {
      try {
        await session.query(BEGIN)
        const done = await work()
        return { done, wrote: await commit(session) }
      } catch (error) {
        await session.query('rollback').catch(() => undefined)
        throw error
      }
    },
    async leave() {
      if (link.connected()) await (await link.session()).query(FORGET_MARK, [origin])
    },
  }
}

/** The last group of this process that was committed, 0 if there is none; undefined if that cannot be said yet. No transaction of before is under way any more. */
async function lastMark(link: Link, origin: string): Promise<number | undefined> {
  try {
    const session = await link.session()
    try {
      await session.query(BEGIN)
      return Number((await session.query(LAST_MARK, [origin])).rows[0]?.number ?? 0)
    } finally {
      await session.query('rollback')
    }
  } catch {
    return undefined
  }
}

/** Whether the connection is gone, and with it the answer. */
export const isLost = (error: unknown): boolean => error instanceof Error && (troubleOf(error) === 'away' || (error as StorageError).code === CONNECTION_LOST)

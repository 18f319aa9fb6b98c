import type { Clock } from '../../shared/clock'
import type { ProcessLocks } from '../process-locks'
import { createLink, type Link } from './link'
import { LOCKS_OF_PROCESSES } from './names'
import { openSession } from './session'

/** A lock that was free is looked at again after this: its holder may have lost its connection, and not its life. */
const SECOND_LOOK_MS = 300
/** For so long after its start nobody's absence means anything: all have lost their locks, and come back. */
const SETTLING = "interval '5 seconds'"

const TAKE = `select pg_advisory_lock(${LOCKS_OF_PROCESSES}, hashtext($1))`
const RELEASE = `select pg_advisory_unlock(${LOCKS_OF_PROCESSES}, hashtext($1))`
const IS_FREE = `select clock_timestamp() - pg_postmaster_start_time() > ${SETTLING} and not exists (
  select from pg_locks where locktype = 'advisory' and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())
    and classid = ${LOCKS_OF_PROCESSES} and objid = (hashtext($1)::bigint & 4294967295)::oid) as free`

/** Locks that the server frees when the connection of their holder ends; a connection that was lost takes its lock again. */
export async function postgresLocks({ server, clock }: { server: string; clock: Clock }): Promise<ProcessLocks> {
  let held: string | undefined
  const open = async () => {
    const session = await openSession(server)
    if (held !== undefined) await session.query(TAKE, [held])
    return session
  }
  const link = await createLink({ open, clock })
  return {
    async take(id) {
      held = id
      await (await link.session()).query(TAKE, [id])
    },
    isFree: async (id) => {
      if (!(await isFree(link, id))) return false
      await clock.sleep(SECOND_LOOK_MS)
      return isFree(link, id)
    },
    remove: () => {},
    async release(id) {
      held = undefined
      await (await link.session()).query(RELEASE, [id])
    },
    close: link.close,
  }
}

/** Whoever cannot look does not know. */
async function isFree(link: Link, id: string): Promise<boolean> {
  try {
    return (await (await link.session()).query(IS_FREE, [id])).rows[0]?.free === 1
  } catch {
    return false
  }
}

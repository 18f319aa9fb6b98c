import type { Clock } from '../../shared/clock'
import { CONNECTION_LOST } from '../failure'
import type { Session } from './session'

/** A connection that is made anew, after growing waits, whenever it is lost. */
export interface Link {
  /** The session; waited for a short while if there is none. Rejects with a lost connection. */
  session(): Promise<Session>
  connected(): boolean
  close(): Promise<void>
}

interface Deps {
  /** Makes a session and prepares it for its work. */
  readonly open: () => Promise<Session>
  readonly clock: Clock
}

const WAITED_FOR_MS = 2_000
const [FIRST_WAIT_MS, LONGEST_WAIT_MS] = [50, 1_000]

/** Connects and stays connected until it is closed. Rejects if it cannot connect at first. */
export async function createLink({ open, clock }: Deps): Promise<Link> {
  let session: Session | undefined
  let opened = Promise.withResolvers<Session>()
  const closed = new AbortController()

  const hold = (made: Session) => {
    session = made
    opened.resolve(made)
    void made.ended.then(() => {
      session = undefined
      opened = Promise.withResolvers<Session>()
      if (!closed.signal.aborted) void again(0)
    })
  }
  const again = async (waitMs: number): Promise<void> => {
    try {
      await clock.sleep(waitMs, closed.signal)
      const made = await open()
      if (closed.signal.aborted) return await made.close()
      return hold(made)
    } catch {
      if (!closed.signal.aborted) return again(Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, waitMs * 2)))
    }
  }

  hold(await open())
  return {
    session: () => (session === undefined ? soon(opened.promise, clock) : Promise.resolve(session)),
    connected: () => session !== undefined,
    async close() {
      closed.abort()
      await session?.close()
    },
  }
}

function soon(opened: Promise<Session>, clock: Clock): Promise<Session> {
  const late = Promise.withResolvers<never>()
  const cancel = clock.deadline(WAITED_FOR_MS, () => late.reject(Object.assign(new Error('PostgreSQL cannot be reached'), { code: CONNECTION_LOST })))
  return Promise.race([opened, late.promise]).finally(cancel)
}

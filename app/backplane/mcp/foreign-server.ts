import { type Clock, seconds } from '../../shared/clock'
import type { Leases } from '../lease'
import type { ForeignCall, Link } from './link'

/** An MCP server that somebody else wrote, as this instance uses it. */
export interface ForeignServer extends Pick<Link, 'tools' | 'reach' | 'trouble' | 'close'> {
  /** Several calls that nobody else comes between, of whichever instance: such a server may keep a file, and write the whole of it. Throws BackplaneUnavailable if it cannot be said that they were done. */
  alone<T>(work: (call: ForeignCall) => Promise<T>): Promise<T>
}

interface Deps {
  readonly link: Link
  /** Under this name all instances take their turns. */
  readonly name: string
  readonly leases: Leases
  readonly instanceId: string
  readonly clock: Clock
}

/** A lease outlives the calls that are made under it. */
const LEASE_MS = seconds(30)
const LEASE_WAIT_MS = seconds(10)
const LOOK_MS = 20

export function createForeignServer({ link, name, leases, instanceId, clock }: Deps): ForeignServer {
  let turn: Promise<unknown> = Promise.resolve()

  const held = async (): Promise<number> => {
    const until = clock.monotonic() + LEASE_WAIT_MS
    for (;;) {
      const taken = await leases.take(name, instanceId, LEASE_MS)
      if (taken !== undefined) return taken.fencing
      if (clock.monotonic() >= until) throw link.away(new Error('another instance uses it all the time'))
      await clock.sleep(LOOK_MS)
    }
  }
  const underLease = async <T>(work: (call: ForeignCall) => Promise<T>): Promise<T> => {
    const fencing = await held()
    try {
      return await work(link.call)
    } finally {
      await leases.release(name, fencing)
    }
  }

  return {
    ...link,
    alone(work) {
      const done = turn.then(() => underLease(work))
      turn = done.catch(() => undefined)
      return done
    },
    async close() {
      // Nothing comes of what waits for a server that is in trouble.
      if (link.trouble() === undefined) await turn
      await link.close()
    },
  }
}

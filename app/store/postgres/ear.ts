import type { Clock } from '../../shared/clock'
import type { Ear } from '../store'
import { createLink } from './link'
import { COMMITS } from './names'
import { openSession } from './session'

interface Deps {
  readonly server: string
  readonly clock: Clock
  /** Names this process: its own commits are no news. */
  readonly origin: string
}

/** Hears of the commits of others. After the connection was lost there may have been some: that counts as one. */
export async function postgresEar({ server, clock, origin }: Deps): Promise<Ear> {
  const listeners: (() => void)[] = []
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const open = async () => {
    const session = await openSession(server)
    session.onNotification((payload) => payload !== origin && tell())
    await session.query(`listen ${COMMITS}`)
    tell()
    return session
  }
  const link = await createLink({ open, clock })
  return { onCommit: (listener) => void listeners.push(listener), close: link.close }
}

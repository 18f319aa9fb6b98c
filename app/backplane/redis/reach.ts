import type { Clock } from '../../shared/clock'
import type { Logger } from '../../shared/logger'
import { createConnection } from './connection'

/** Makes sure that a server answers there, and leaves it alone. Throws BackplaneUnavailable, which names the setting. */
export async function refuseMissingRedis(outside: { readonly url: string; readonly clock: Clock; readonly logger: Logger }): Promise<void> {
  const connection = createConnection(outside)
  try {
    await connection.start()
  } finally {
    await connection.close()
  }
}

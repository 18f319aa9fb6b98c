import { type Clock, seconds } from '../../shared/clock'
import type { Logger } from '../../shared/logger'
import type { Store } from '../../store/store'
import type { Connection } from './connection'
import type { Jobs } from './jobs'
import type { Keys } from './keys'
import { createRefill } from './refill'

interface Deps {
  readonly connection: Connection
  readonly keys: Keys
  readonly jobs: Jobs
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  readonly silenceMs: number
}

/** Keeps the engine at what the rows say. */
export interface Filling {
  /** Tells the engine what is written in a row already: what it does not hear now it finds there. */
  tell(telling: Promise<unknown>): Promise<void>
  /** It may have missed something. */
  missed(): void
  /** Fills it where it has lost or missed something. To be called now and then. */
  lookAfter(): Promise<void>
}

const REFILL_EVERY_MS = seconds(15)

export function createFilling({ connection, keys, jobs, store, clock, logger, silenceMs }: Deps): Filling {
  const refill = createRefill({ jobs, store, clock, silenceMs })
  let isBehind = true
  let filledAt = Number.NEGATIVE_INFINITY
  const missed = () => {
    isBehind = true
  }
  return {
    tell: (telling) => telling.then(() => undefined, missed),
    missed,
    async lookAfter() {
      const isFilled = (await connection.use((client) => client.exists(keys.filled))) === 1
      if (!isBehind && isFilled && clock.monotonic() - filledAt < REFILL_EVERY_MS) return
      isBehind = false
      filledAt = clock.monotonic()
      await refill().catch((error: unknown) => {
        missed()
        throw error
      })
      if (!isFilled) logger.info('filled Redis from the rows')
      await connection.use((client) => client.set(keys.filled, 1))
    },
  }
}

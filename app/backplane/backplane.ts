import type { Barriers } from './barrier'
import type { SharedBreakers } from './breaker'
import type { Bus } from './bus'
import type { Leases } from './lease'
import type { Requests } from './request'
import type { TaskQueues } from './task'

/** What carries coordination between agents. `postgres` is `embedded` on PostgreSQL. */
export const ENGINES = ['embedded', 'redis', 'temporal', 'mcp'] as const
export type Engine = (typeof ENGINES)[number]

/** The patterns of coordination, each kept by one part of the engine. What the engines promise of them stands in `guarantees.ts`. */
export interface Backplane {
  readonly engine: Engine
  readonly queues: TaskQueues
  readonly requests: Requests
  readonly barriers: Barriers
  readonly breakers: SharedBreakers
  readonly leases: Leases
  readonly bus: Bus
  /** Connects. Throws BackplaneUnavailable, which names the setting. */
  start(): Promise<void>
  /** Why nothing can be coordinated now, or undefined. */
  trouble(): string | undefined
  /** Ends what has fallen silent and gives it to the next. To be called now and then. */
  lookAfter(): Promise<void>
  /** Ends whatever waits here, and the connection. */
  close(): Promise<void>
}

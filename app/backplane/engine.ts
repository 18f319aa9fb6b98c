import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import type { Backplane } from './backplane'
import type { ToldLog } from './bus'
import type { ServerAddress } from './mcp/server-address'

/** Other people's MCP servers. */
export interface McpSettings {
  readonly tasks: ServerAddress | undefined
  readonly values: ServerAddress | undefined
  /** Shown to servers that have an address. */
  readonly token: string | undefined
  /** Stand-ins in this process, in place of servers. */
  readonly mock: boolean
}

/** What every engine is built of. */
export interface EngineDeps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
  readonly instanceId: string
  /** The events that others are told of. */
  readonly log: ToldLog
  readonly settings: {
    readonly backplane: { readonly redisUrl: string; readonly redisPrefix: string; readonly mcp: McpSettings }
    readonly silenceSeconds: number
    readonly deliveryTries: number
    readonly taskRetryMs: number
    readonly breakerFailures: number
    readonly breakerOpenMs: number
  }
}

export type CreateBackplane = (deps: EngineDeps) => Backplane

import type { Backplane } from '../../app/backplane/backplane'
import { createRedis } from '../../app/backplane/redis/redis'
import type { NewTask } from '../../app/backplane/task'
import { createToldLog } from '../../app/events/told-log'
import { systemClock } from '../../app/shared/clock'
import { createIds } from '../../app/shared/ids'
import { createLogger } from '../../app/shared/logger'
import { systemRandom } from '../../app/shared/random'
import { storeOn } from '../../app/store/open'
import { openSqlite } from '../../app/store/sqlite'
import type { Store } from '../../app/store/store'

export const UMA = { kind: 'person', id: 'uma', by: 'uma' } as const
export const ADA = { kind: 'agent', id: 'ada', by: 'ada' } as const
export const SOL = { kind: 'agent', id: 'sol', by: 'sol' } as const

export const newId = createIds({ clock: systemClock, random: systemRandom })

/** How long a worker or a member may be silent. */
export const SILENCE_MS = 1_000

/** Engines on one server of Redis and one database in memory, as the platforms of one installation have them. */
export interface Engines {
  readonly store: Store
  readonly prefix: string
  readonly at: (index: number) => Backplane
  /** What is on record of this. */
  records(action: string): readonly { readonly actor: string; readonly details: string }[]
  close(): Promise<void>
}

let count = 0

export async function openEngines(url: string, instances = 1, settings: { deliveryTries?: number; taskRetryMs?: number } = {}): Promise<Engines> {
  count += 1
  const prefix = `test-${process.pid}-${count}`
  const database = openSqlite(':memory:', 0)
  const store = storeOn(database)
  const mcp = { tasks: undefined, values: undefined, token: undefined, mock: false }
  const build = (_: unknown, index: number) =>
    createRedis({
      ...{ store: index === 0 ? store : storeOn(database), clock: systemClock, newId, logger: createLogger('silent'), instanceId: `instance ${index}` },
      log: createToldLog(store),
      settings: {
        ...{ silenceSeconds: SILENCE_MS / 1_000, deliveryTries: 5, taskRetryMs: 100, breakerFailures: 2, breakerOpenMs: 300, ...settings },
        backplane: { redisUrl: url, redisPrefix: prefix, mcp },
      },
    })
  const engines = Array.from({ length: instances }, build)
  await Promise.all(engines.map((engine) => engine.start()))
  return {
    store,
    prefix,
    at(index) {
      const engine = engines[index]
      if (engine === undefined) throw new Error(`there are only ${instances} engines`)
      return engine
    },
    records: (action) => database.prepare('select actor, details from audit where action = ?').all(action) as { actor: string; details: string }[],
    close: async () => void (await Promise.all(engines.map((engine) => engine.close()))),
  }
}

export const task = (title: string, more: Partial<NewTask> = {}): NewTask => ({
  queue: 'images',
  title,
  data: null,
  priority: 0,
  delayMs: 0,
  actor: UMA,
  ...more,
})

/** What somebody is handed, one after the other, until there is nothing. */
export async function handedOut({ queues }: Backplane): Promise<readonly string[]> {
  const titles: string[] = []
  for (;;) {
    const next = await queues.claim({ queue: 'images', worker: 'one', actor: ADA }, 0)
    if (next === undefined) return titles
    titles.push(next.title)
  }
}

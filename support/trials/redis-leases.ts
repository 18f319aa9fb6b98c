import { createRedis } from '../../app/backplane/redis/redis'
import { createToldLog } from '../../app/events/told-log'
import { readSettings } from '../../app/settings'
import { systemClock } from '../../app/shared/clock'
import { createIds } from '../../app/shared/ids'
import { createLogger } from '../../app/shared/logger'
import { systemRandom } from '../../app/shared/random'
import { storeOn } from '../../app/store/open'
import { openSqlite } from '../../app/store/sqlite'
import type { Beside } from './redis-meetings'
import type { RedisSite } from './redis-site'

interface Grant {
  readonly fencing: number
  /** When it was asked for, and when it was there. */
  readonly asked: number
  readonly given: number
}

const CONTENDERS = 4
const TTL_MS = 200
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Several engines on the site's Redis and database want the same lease again and again; some give it back, some forget it. Its numbers only ever grow. */
export async function contendForLease(site: RedisSite): Promise<Beside> {
  const store = storeOn(openSqlite(site.databasePath, systemClock.now()))
  const settings = readSettings({ CONCORD_BACKPLANE: 'redis', REDIS_URL: `redis://127.0.0.1:${site.wire.port}` })
  const grants: Grant[] = []
  let isOver = false
  const contend = async (index: number): Promise<void> => {
    const holder = `contender ${index}`
    const newId = createIds({ clock: systemClock, random: systemRandom })
    const engine = createRedis({ store, clock: systemClock, newId, logger: createLogger('silent'), instanceId: holder, log: createToldLog(store), settings })
    await engine.start()
    for (let turn = 0; !isOver; turn += 1) {
      const asked = performance.now()
      const lease = await engine.leases.take('trial', holder, TTL_MS).catch(() => undefined)
      if (lease === undefined) {
        await pause(10)
        continue
      }
      grants.push({ fencing: lease.fencing, asked, given: performance.now() })
      await pause(20)
      // Every third is forgotten, as by somebody who died with it; it is asked for again only when it has run out.
      if (turn % 3 === 0) await pause(TTL_MS + 50)
      else await engine.leases.release('trial', lease.fencing).catch(() => pause(TTL_MS))
    }
    await engine.close()
  }
  const contending = Promise.all(Array.from({ length: CONTENDERS }, (_, index) => contend(index)))
  return {
    async end() {
      isOver = true
      await contending
      await store.close()
      return { findings: [...turnedBack(grants)], done: grants.length }
    },
  }
}

/** Grants of which one was there before the other was asked for, with a number that is not smaller. */
function* turnedBack(grants: readonly Grant[]): Generator<string> {
  const inOrder = grants.toSorted((one, other) => one.given - other.given)
  for (const [index, { fencing, asked }] of inOrder.entries()) {
    const before = inOrder.slice(0, index).find((each) => each.given <= asked && each.fencing >= fencing)
    if (before !== undefined) yield `lease: number ${fencing} was granted after number ${before.fencing}`
  }
}

import { randomUUID } from 'node:crypto'
import type { JobActivities, JobEngine } from '../../app/backplane/job-engine'
import { createTemporal } from '../../app/backplane/temporal/temporal'
import { systemClock } from '../../app/shared/clock'
import { createLogger } from '../../app/shared/logger'
import { createOwing, type Owing } from './owing'

/** Where the jobs of some data are led, and by which platforms; the first does the steps. */
interface Place {
  readonly name: string
  readonly owing: Owing
  readonly platforms: Set<JobActivities>
}

/** One worker for all scenarios of this process: making one takes longer than a scenario. */
interface Shared {
  readonly temporal: JobEngine
  readonly started: Promise<void>
}

let address: string | undefined
let shared: Shared | undefined
const places = new WeakMap<object, Place>()
const byName = new Map<string, Place>()

/** From now on the jobs of this process's scenarios are led by the Temporal that is there. */
export function useTemporal(server: string | undefined): void {
  address = server
}

/** Disconnects, if anything was ever led. */
export async function leaveTemporal(): Promise<void> {
  await shared?.started.catch(() => undefined)
  await shared?.temporal.stop()
  shared = undefined
}

/** Whoever asks for a step of a scenario that is over is told that the job is. */
const steps: JobActivities = {
  async turn(order) {
    const [place, id] = placeOf(order.id)
    return (await firstOf(place)?.turn({ ...order, id })) ?? { kind: 'rests', status: 'gone' }
  },
  async run(order, attempt) {
    const [place, id] = placeOf(order.id)
    return firstOf(place)?.run({ ...order, id }, attempt)
  },
}
const firstOf = (place: Place | undefined): JobActivities | undefined => place?.platforms.values().next().value

/** Ids repeat from scenario to scenario; on a server they do not. */
const nameOf = ({ name }: Place, id: string): string => `${name}.${id}`
const placeOf = (name: string): readonly [Place | undefined, string] => {
  const [place = '', id = ''] = name.split('.')
  return [byName.get(place), id]
}

function connected(server: string): Shared {
  if (shared !== undefined) return shared
  const settings = { address: server, namespace: 'default', taskQueue: `scenarios-${randomUUID()}`, apiKey: undefined, tls: undefined }
  // What passes in Temporal passes on the machine's clock.
  const temporal = createTemporal({ clock: systemClock, logger: createLogger('silent'), settings, stopSeconds: 1 })
  shared = { temporal, started: temporal.start(steps) }
  return shared
}

function placeFor(data: object): Place {
  const place = places.get(data) ?? { name: randomUUID(), owing: createOwing(), platforms: new Set() }
  places.set(data, place)
  byName.set(place.name, place)
  return place
}

/** What leads the jobs of a platform on these data; undefined where the platform does so itself. It connects when there is a job. */
export function engineFor(data: object): JobEngine | undefined {
  if (address === undefined) return undefined
  const server = address
  const place = placeFor(data)
  const left = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  let own: JobActivities | undefined
  const notice = async (id: string): Promise<void> => {
    // Who has stopped is owed nothing: whoever goes on with its jobs finds them.
    if (left.signal.aborted) return
    const { temporal, started } = connected(server)
    return place.owing.noticed(
      id,
      started.then(() => temporal.notice(nameOf(place, id))),
    )
  }
  return {
    async start(activities) {
      const { turn, run } = place.owing.watched(activities)
      const kept = <T>(step: Promise<T>): Promise<T> => {
        const over = step.catch(() => undefined).finally(() => underWay.delete(over))
        underWay.add(over)
        return step
      }
      own ??= {
        turn: (order) => kept(turn(order)),
        run: (order, { again, signal }) => kept(run(order, { again, signal: AbortSignal.any([signal, left.signal]) })),
      }
      place.platforms.add(own)
    },
    lead: (id) => connected(server).started.then(() => connected(server).temporal.lead(nameOf(place, id))),
    notice,
    lookAfter: async () => {},
    trouble: () => undefined,
    async stop() {
      if (own !== undefined) place.platforms.delete(own)
      left.abort()
      place.owing.clear()
      await Promise.all(underWay)
      place.owing.clear()
      if (place.platforms.size === 0) byName.delete(place.name)
    },
  }
}

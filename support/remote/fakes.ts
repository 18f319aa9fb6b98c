import { askedWait } from '../../app/llm/retry-after'
import { systemClock } from '../../app/shared/clock'
import { ADDRESSES, createFakes, SERVICE_NAMES, type ServiceName } from '../fakes/fakes'
import { type Served, serve } from '../fakes/serve'
import type { Wire, WireFault } from '../fakes/wire'
import type { Answerer } from '../network'
import { TOLD_TO_WAIT_MS } from './clock'
import { createLateness } from './stale'

/** The services that stand in for others, at addresses that stay; behind them whoever answers for the example that is tried. */
export interface ServedFakes {
  /** Who answers from now on, in the order of `ADDRESSES`. Connections on which something is under way are cut. */
  answerWith(answerers: readonly Answerer[]): void
  /** Questions that were asked of a service since the last change, and are not answered yet. */
  underWay(): number
  /** The names of those that were contacted since this was asked last. */
  takeContacted(): readonly string[]
  /** Whether one of them has told whoever asks to wait for long, since the last change. */
  isToldToWait(): boolean
  /** Milliseconds since any of them was asked or answered last. */
  quietFor(): number
  close(): Promise<void>
}

export const SERVICES = Object.keys(ADDRESSES) as ServiceName[]

interface Serving {
  readonly listen: string
  /** The first of as many as there are services. */
  readonly port: number
  /** Told what a network is to do that is not here. */
  readonly unable?: (what: string) => void
  /** When the example began, in epoch milliseconds of the platform's clock. */
  readonly since?: () => number
}

/** Where each is served: one port after the other. Rejects where a port is taken. */
export async function serveFakes({ listen, port, unable = () => {}, since = () => 0 }: Serving): Promise<ServedFakes> {
  let last = 0
  const met = () => {
    last = performance.now()
  }
  const others = createFakes({ clock: systemClock, google: { clientId: '', clientSecret: '' } }).handlers()
  const places = SERVICES.map((name, index) => createPlace({ name: SERVICE_NAMES[name], met, unable, since, others: others[index] }))
  const served: Served[] = []
  for (const [index, place] of places.entries()) served.push(await serve(place, { host: listen, port: port === 0 ? 0 : port + index }))
  return {
    answerWith: (answerers) => {
      for (const [index, place] of places.entries()) place.occupy(answerers[index])
    },
    underWay: () => places.reduce((sum, { underWay }) => sum + underWay(), 0),
    isToldToWait: () => places.some(({ hasToldToWait }) => hasToldToWait()),
    quietFor: () => performance.now() - last,
    takeContacted: () => places.flatMap((place) => place.takeContacted()),
    close: async () => void (await Promise.all(served.map((each) => each.close()))),
  }
}

interface Place extends Required<Pick<Serving, 'unable' | 'since'>> {
  readonly name: string
  readonly met: () => void
  /** Whoever answers what belongs to earlier examples. */
  readonly others: Answerer | undefined
}

/** Others cannot be met on a line that is there, and is not encrypted. */
const CAN_BE_MET: readonly (WireFault | undefined)[] = ['reset', undefined]
const SENDERS = ['Slack', 'GitHub']

/** One address, and who stands behind it at present. */
function createPlace({ name, met, unable, since, others }: Place) {
  let present: Answerer | undefined
  let cut = () => {}
  let asked = 0
  let longest = 0
  let contacted = false
  const lateness = createLateness(since)
  const wire: Wire = {
    fails: () => {},
    heals: () => {},
    connect: () => {
      contacted = true
      const fault = present?.wire.connect()
      if (!CAN_BE_MET.includes(fault)) unable(`${name} cannot be reached`)
      return fault
    },
    met: [],
    whenCut: (callback) => {
      cut = callback
    },
    neverAnswers: async () => {},
  }
  return {
    wire,
    underWay: () => asked,
    hasToldToWait: () => longest > TOLD_TO_WAIT_MS,
    takeContacted: () => {
      const names = contacted ? [name] : []
      contacted = false
      return names
    },
    occupy(answerer: Answerer | undefined) {
      if (asked > 0) cut()
      lateness.begin()
      asked = 0
      longest = 0
      present = answerer
      answerer?.wire.whenCut(() => present === answerer && cut())
    },
    async handle(request: Request): Promise<Response> {
      const answerer = present
      if (others !== undefined && SENDERS.includes(name) && (await lateness.isLate(request))) return others.handle(request)
      if (answerer === undefined) throw new Error(`nobody answers for ${name}`)
      asked += 1
      contacted = true
      met()
      try {
        const response = await answerer.handle(request)
        longest = Math.max(longest, askedWait(Object.fromEntries(response.headers), Date.now()) ?? 0)
        return response
      } finally {
        met()
        if (present === answerer) asked -= 1
      }
    },
  }
}

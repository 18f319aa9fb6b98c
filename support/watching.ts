import { expect } from 'chai'
import type { Api, LiveReply } from './api'
import type { PersonName } from './cast'
import type { ReadEvent } from './event-stream'
import type { Line } from './parameter-types'
import { perScenario } from './per-scenario'
import { type Execution, executionId, lookUp, runningOf } from './running'
import { type Seen, seenIn } from './seen'
import type { Socket } from './socket'
import type { ConcordWorld } from './world'

/** How a viewer was turned away or closed, by the code that was told. */
export interface Closing {
  readonly code: string | undefined
}

/** Somebody following one execution on one line. */
export interface Watch {
  readonly line: Line
  readonly execution: string
  /** What was shown so far, in order. */
  readonly seen: readonly Seen[]
  /** Why nothing is shown, as a code; undefined as long as there is no such reason. */
  readonly refused: string | undefined
  /** The line's end: the code of its reason, or none if it simply closed. */
  readonly closed: Closing | undefined
  leave(): void
}

const stateOf = perScenario(() => ({ watches: new Map<PersonName, Watch[]>(), sockets: new Map<PersonName, Socket>(), read: [] as readonly Seen[] }))

/** What was read earlier, to be compared with later. */
export const notebookOf = (world: ConcordWorld): { read: readonly Seen[] } => stateOf(world)

/** Everything that somebody followed, the latest last. */
export const watchesOf = (world: ConcordWorld, person: PersonName): readonly Watch[] => stateOf(world).watches.get(person) ?? []

/** What somebody follows now. */
export function watchOf(world: ConcordWorld, person: PersonName): Watch {
  const watch = watchesOf(world, person).at(-1)
  if (watch === undefined) throw new Error(`${person} watches nothing`)
  return watch
}

interface Wanted {
  /** Number of the last event that was seen. */
  readonly after?: number | undefined
  /** As a browser says it when it reconnects by itself. */
  readonly asBrowser?: boolean
  readonly execution?: string
}

/** Begins to follow an execution: the one begun last, if none is named. Moves no time. */
export async function watch(world: ConcordWorld, person: PersonName, line: Line, wanted: Wanted = {}): Promise<Watch> {
  const id = wanted.execution ?? (await executionId(world))
  const watching = line === 'one-way' ? await oneWay(world, world.as(person), id, wanted) : await twoWay(world, person, id, wanted)
  stateOf(world).watches.set(person, [...watchesOf(world, person), watching])
  await world.clock.advance(0)
  return watching
}

const path = (id: string, { after, asBrowser }: Wanted) => `/api/executions/${id}/events${after === undefined || asBrowser ? '' : `?after=${after}`}`

async function oneWay(world: ConcordWorld, api: Api, id: string, wanted: Wanted): Promise<Watch> {
  const headers = wanted.asBrowser ? { 'last-event-id': String(wanted.after) } : {}
  const live = await world.wait(api.live('GET', path(id, wanted), { headers }), 'the line to open')
  let closed: Closing | undefined
  void live.ended.then(() => {
    closed = { code: codeOf(live.events.at(-1)) }
  })
  return {
    line: 'one-way',
    execution: id,
    get seen() {
      return live.events.filter(({ event }) => event !== CLOSED).map(seenIn)
    },
    refused: live.reply === undefined ? undefined : String(live.reply.json().code),
    get closed() {
      return closed
    },
    leave: live.leave,
  }
}

/** The event by which a line is closed that nobody reads fast enough. */
const CLOSED = 'closed'
const codeOf = (last: ReadEvent | undefined): string | undefined => (last?.event === CLOSED ? String(JSON.parse(last.data).reason) : undefined)

async function twoWay(world: ConcordWorld, person: PersonName, id: string, { after }: Wanted): Promise<Watch> {
  const { sockets } = stateOf(world)
  const socket = sockets.get(person) ?? (await world.wait(world.as(person).open('/api/live'), 'the line to open'))
  sockets.set(person, socket)
  const from = socket.frames.length
  socket.send({ watch: id, ...(after === undefined ? {} : { after }) })
  const mine = () => socket.frames.slice(from).filter(({ execution_id }) => execution_id === id)
  return {
    line: 'two-way',
    execution: id,
    get seen() {
      return mine().flatMap(({ event, number, data }) =>
        typeof event === 'string' ? [{ kind: event, number: Number(number), data: data as Seen['data'] }] : [],
      )
    },
    get refused() {
      const refusal = mine().find(({ error }) => error !== undefined)
      return refusal === undefined ? undefined : String((refusal.error as { code: string }).code)
    },
    get closed() {
      return socket.closed && { code: socket.closed.reason }
    },
    leave() {
      socket.close()
      sockets.delete(person)
    },
  }
}

/** The whole journal of an execution, as a supervisor reads it; of one that has not ended, what is there so far. No time passes. */
export async function journal(world: ConcordWorld, id?: string): Promise<readonly Seen[]> {
  const about = id ?? (await executionId(world))
  const { status } = (await lookUp(world, about)).json<Execution>()
  const live = await world.wait(world.as('Sam').live('GET', `/api/executions/${about}/events`), 'the journal')
  expect(live.reply?.text, 'the journal').to.equal(undefined)
  await (HAVE_ENDED.has(status) ? world.wait(live.ended, 'the end of the journal') : world.clock.advance(0))
  live.leave()
  return live.events.map(seenIn)
}

const HAVE_ENDED = new Set<string>(['completed', 'failed', 'cancelled', 'interrupted', 'blocked'])
/** What the one who asked has heard so far. */
export async function heardBy(world: ConcordWorld): Promise<readonly Seen[]> {
  const live: LiveReply | undefined = await runningOf(world).heard
  if (live === undefined) throw new Error('nobody listens to an answer')
  return live.events.map(seenIn)
}

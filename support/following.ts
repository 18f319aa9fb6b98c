import { expect } from 'chai'
import type { LiveReply } from './api'
import type { PersonName } from './cast'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** What somebody can follow: a workflow step by step, a job task by task. */
export type Followed = 'workflow' | 'job'

interface Told {
  readonly type: string
  readonly data: { readonly coordination_id: string; readonly task?: string; readonly number?: number; readonly status?: string }
}

interface Line {
  readonly live: LiveReply
  readonly what: Followed
}

const following = perScenario(() => new Map<PersonName, readonly Line[]>())

/** What is followed, under its address: from its beginning, or after what somebody has seen last. */
interface Wish {
  readonly what: Followed
  readonly address: string
  readonly after?: string | undefined
}

/** Begins to follow a workflow or a job. Moves no time. */
export async function follow(world: ConcordWorld, person: PersonName, { what, address, after }: Wish): Promise<LiveReply> {
  const query = after === undefined ? '' : `?after=${after}`
  const live = await world.wait(world.as(person).live('GET', `${address}/events${query}`), 'the line to open')
  world.afterwards(async () => live.leave())
  following(world).set(person, [...linesOf(world, person), { live, what }])
  await world.clock.advance(0)
  return live
}

const linesOf = (world: ConcordWorld, person: PersonName): readonly Line[] => following(world).get(person) ?? []

/** What somebody follows; the latest, if there were several lines. */
export function followedBy(world: ConcordWorld, person: PersonName): LiveReply {
  const line = linesOf(world, person).at(-1)
  if (line === undefined) throw new Error(`${person} follows nothing`)
  expect(line.live.reply?.text, 'the events').to.equal(undefined)
  return line.live
}

/** Number of the last event that somebody saw. */
export const lastSeen = (world: ConcordWorld, person: PersonName): string | undefined => followedBy(world, person).events.at(-1)?.id

/** All that somebody was shown, on one line or on several, in a feature's words. */
export async function shownTo(world: ConcordWorld, person: PersonName): Promise<readonly string[]> {
  await world.clock.advance(0)
  followedBy(world, person)
  return linesOf(world, person).flatMap(({ live, what }) => live.events.map(({ data }) => wordsFor(JSON.parse(data) as Told, what)))
}

const WORDS: Readonly<Record<string, (told: Told['data'], what: Followed) => string>> = {
  'coordination.begun': (_, what) => `the ${what} began`,
  'coordination.awaiting_approval': () => 'it awaits approval',
  'coordination.running': () => 'it goes on',
  'coordination.resumed': () => 'it was taken up again',
  'coordination.retried': () => 'it was retried',
  'coordination.needs_attention': () => 'it needs attention',
  'coordination.ended': ({ status }) => `it ended ${status}`,
  'task.started': (told, what) => `${nameOf(told, what)} began`,
  'task.ended': (told, what) => `${nameOf(told, what)} ended ${told.status}`,
}

const nameOf = ({ task, number }: Told['data'], what: Followed): string => (what === 'job' ? String(task) : `step ${number}`)

function wordsFor({ type, data }: Told, what: Followed): string {
  const words = WORDS[type]
  if (words === undefined) throw new Error(`nobody knows what ${type} says`)
  return words(data, what)
}

import { expect } from 'chai'
import type { LiveReply } from './api'
import type { PersonName } from './cast'
import { perScenario } from './per-scenario'
import { workflowAddress } from './workflows'
import type { ConcordWorld } from './world'

interface Told {
  readonly type: string
  readonly data: { readonly coordination_id: string; readonly number?: number; readonly status?: string; readonly reason?: string }
}

const following = perScenario(() => new Map<PersonName, LiveReply[]>())

/** Begins to follow the workflow of the scenario: from its beginning, or after what somebody has seen last. Moves no time. */
export async function followWorkflow(world: ConcordWorld, person: PersonName, after?: string): Promise<LiveReply> {
  const query = after === undefined ? '' : `?after=${after}`
  const live = await world.wait(world.as(person).live('GET', `${workflowAddress(world)}/events${query}`), 'the line to open')
  world.afterwards(async () => live.leave())
  const before = following(world).get(person) ?? []
  following(world).set(person, [...before, live])
  await world.clock.advance(0)
  return live
}

/** What somebody follows; the latest, if there were several lines. */
export function followedBy(world: ConcordWorld, person: PersonName): LiveReply {
  const live = following(world).get(person)?.at(-1)
  if (live === undefined) throw new Error(`${person} follows no workflow`)
  expect(live.reply?.text, 'the events').to.equal(undefined)
  return live
}

/** Number of the last event that somebody saw. */
export const lastSeen = (world: ConcordWorld, person: PersonName): string | undefined => followedBy(world, person).events.at(-1)?.id

/** All that somebody was shown, on one line or on several, in a feature's words. */
export async function shownTo(world: ConcordWorld, person: PersonName): Promise<readonly string[]> {
  await world.clock.advance(0)
  return (following(world).get(person) ?? []).flatMap(({ events }) => events.map(({ data }) => wordsFor(JSON.parse(data) as Told)))
}

const WORDS: Readonly<Record<string, (told: Told['data']) => string>> = {
  'coordination.begun': () => 'the workflow began',
  'coordination.awaiting_approval': () => 'it awaits approval',
  'coordination.running': () => 'it goes on',
  'coordination.resumed': () => 'it was taken up again',
  'coordination.retried': () => 'it was retried',
  'coordination.needs_attention': () => 'it needs attention',
  'coordination.ended': ({ status }) => `it ended ${status}`,
  'task.started': ({ number }) => `step ${number} began`,
  'task.ended': ({ number, status }) => `step ${number} ended ${status}`,
}

function wordsFor({ type, data }: Told): string {
  const words = WORDS[type]
  if (words === undefined) throw new Error(`nobody knows what ${type} says`)
  return words(data)
}

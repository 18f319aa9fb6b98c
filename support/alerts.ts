import { expect } from 'chai'
import type { LiveReply } from './api'
import type { PersonName } from './cast'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** Something that supervisors were told of. */
export interface Alert {
  readonly type: string
  /** The address of what it is about. */
  readonly source: string
  readonly data: Readonly<Record<string, unknown>>
}

const listening = perScenario(() => new Map<PersonName, LiveReply>())

/** Begins to listen to the alerts: to those that come from now on, or to all from the beginning. Moves no time. */
export async function listenToAlerts(world: ConcordWorld, person: PersonName, { fromTheBeginning = false } = {}): Promise<void> {
  const path = `/api/events/stream?topics=alerts${fromTheBeginning ? '&from=0' : ''}`
  const live = await world.wait(world.as(person).live('GET', path), 'the alerts')
  expect(live.reply?.text, 'the alerts').to.equal(undefined)
  world.afterwards(async () => live.leave())
  listening(world).set(person, live)
}

/** What somebody was told who listens, in order. No time passes. */
export async function alertsTo(world: ConcordWorld, person: PersonName): Promise<readonly Alert[]> {
  const live = listening(world).get(person)
  if (live === undefined) throw new Error(`${person} does not listen to the alerts`)
  await world.clock.advance(0)
  return live.events.map(({ data }) => JSON.parse(data) as Alert)
}

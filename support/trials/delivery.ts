import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoredEvent } from '../../app/events/event'
import type { Taken } from '../../app/events/taking-store'
import { systemClock } from '../../app/shared/clock'
import { type Random, seededRandom } from '../../app/shared/random'
import { introduce, isOwed, openSite, operator, type Site, someone, TOPICS, WISHES } from './delivery-site'

/** How large a trial is, and what its chances come from. */
export interface Size {
  readonly publishers: number
  readonly subscribers: number
  readonly events: number
  readonly seed: number
}

/** What was wrong, in words, and how much happened. */
export interface Outcome {
  readonly faults: readonly string[]
  readonly counts: Counts
  readonly ms: number
}

interface Counts {
  deliveries: number
  settled: number
  refused: number
  silent: number
  gone: number
  redelivered: number
}

interface Stage {
  readonly sites: readonly [Site, Site]
  readonly random: Random
  /** What was published, as the publishers know it. */
  readonly told: StoredEvent[]
  readonly counts: Counts
  isOver: boolean
}

/** Of a batch: refused at some event, left without a word, or settled piece by piece. */
const CHANCES = { refuse: 0.04, silent: 0.02, goAway: 0.04, each: 0.3 } as const
const MOST_AT_ONCE = 100
/** Some subscribers cannot take every so-many-th event until an operator has it delivered again. */
const POISON = 97

const within = (random: Random, count: number): number => Math.floor(random.next() * count)
const chance = (random: Random, share: number): boolean => random.next() < share

/** Publishers and subscribers that come, go and fail, on two platforms on one file; then everything is counted by hand. */
export async function deliver(size: Size): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-delivery-'))
  const random = seededRandom(size.seed)
  const sites = [openSite(join(folder, 'concord.db'), random), openSite(join(folder, 'concord.db'), seededRandom(size.seed + 1))] as const
  const counts = { deliveries: 0, settled: 0, refused: 0, silent: 0, gone: 0, redelivered: 0 }
  const stage: Stage = { sites, random, told: [], counts, isOver: false }
  const began = performance.now()
  try {
    const subscribers = Array.from({ length: size.subscribers }, (_, index) => subscriber(stage, index))
    const publishers = Array.from({ length: size.publishers }, (_, index) => publisher(stage, index, size.events / size.publishers))
    const published = await Promise.all(publishers)
    stage.isOver = true
    const faults = [...published.flat(), ...(await Promise.all(subscribers)).flat()]
    return { faults, counts, ms: performance.now() - began }
  } finally {
    for (const { store } of sites) await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const siteOf = ({ sites, random }: Stage): Site => sites[within(random, 2) as 0 | 1]

/** Publishes one after the other; each is stored after the one before. */
async function publisher(stage: Stage, index: number, count: number): Promise<readonly string[]> {
  const by = `publisher ${index}`
  await introduce(siteOf(stage), someone(by))
  const faults: string[] = []
  let last = 0
  for (let turn = 0; turn < count; turn += 1) {
    const topic = TOPICS[within(stage.random, TOPICS.length)] ?? 'news'
    const event = await siteOf(stage).publish({ type: 'trial.told', topic, data: { by, turn } }, { by: someone(by), traceId: by })
    if (event.number <= last) faults.push(`${by}: ${event.number} was stored before ${last}`)
    last = event.number
    stage.told.push(event)
  }
  return faults
}

/** What one subscriber has done with what it was given. */
interface Memory {
  readonly id: string
  readonly isFrail: boolean
  /** By number, in the order in which they were settled. */
  readonly settled: number[]
  /** Those that an operator had delivered again, by the event's id. */
  readonly again: Set<string>
}

async function subscriber(stage: Stage, index: number): Promise<readonly string[]> {
  const wishes = WISHES[index % WISHES.length] ?? []
  // Some come late, and ask for the past.
  if (index % 3 === 2) await systemClock.sleep(100)
  const me = someone(`subscriber ${index}`)
  const { id } = await siteOf(stage).subscriptions.subscribe({ name: me.name, topics: wishes, from: 0 }, me)
  const memory: Memory = { id, isFrail: index % 10 === 0, settled: [], again: new Set() }
  const hand = async () => {
    while (!(stage.isOver && (await isSettled(stage, id, wishes)))) {
      const batch = await siteOf(stage).subscriptions.take(id, { limit: 1 + within(stage.random, MOST_AT_ONCE), by: me })
      stage.counts.deliveries += batch.events.length
      if (batch.events.length > 0) await work(stage, memory, { ...batch, by: me })
      else {
        await systemClock.sleep(5)
        if (stage.isOver) await redeliver(stage, memory)
      }
    }
  }
  // Some work with two hands, which know nothing of each other.
  await Promise.all(index % 4 === 3 ? [hand(), hand()] : [hand()])
  return faultsOf(
    me.name,
    memory,
    stage.told.filter(({ topic }) => isOwed(topic, wishes)),
  )
}

type Given = Pick<Taken, 'events' | 'delivery'> & { readonly by: ReturnType<typeof someone> }

/** Goes through a batch as somebody does who fails now and then. What was not acknowledged in time does not count as settled. */
async function work(stage: Stage, memory: Memory, { events, delivery, by }: Given): Promise<void> {
  const { random, counts } = stage
  if (chance(random, CHANCES.silent)) {
    counts.silent += 1
    return
  }
  const isPoison = (event: StoredEvent) => memory.isFrail && event.number % POISON === 0 && !memory.again.has(event.id)
  const stumbles = chance(random, CHANCES.refuse) ? within(random, events.length) : events.length
  const goesAway = chance(random, CHANCES.goAway)
  const each = chance(random, CHANCES.each)
  const held: number[] = []
  const settle = async (event: StoredEvent) => {
    await siteOf(stage).subscriptions.acknowledge(memory.id, { eventId: event.id, delivery, by })
    counts.settled += held.length
    memory.settled.push(...held.splice(0))
  }
  try {
    for (const [index, event] of events.entries()) {
      const fails = isPoison(event) || index === stumbles
      const before = events[index - 1]
      if (fails && held.length > 0 && before !== undefined) await settle(before)
      if (fails) {
        counts.refused += 1
        return void (await siteOf(stage).subscriptions.refuse(memory.id, { eventId: event.id, delivery, by }))
      }
      held.push(event.number)
      if (each || event === events.at(-1)) {
        if (goesAway) {
          counts.gone += 1
          return
        }
        await settle(event)
      }
    }
  } catch (error) {
    unless('not_in_flight')(error)
  }
}

/** Passes on every error but one that only says that somebody else, or the time, was faster. */
const unless = (code: string) => (error: unknown) => {
  if ((error as { code?: string }).code !== code) throw error
}

async function redeliver(stage: Stage, { id, again }: Memory): Promise<void> {
  const { subscriptions } = siteOf(stage)
  for (const letter of await subscriptions.deadLetters(id, { after: '', limit: 1_000, by: operator })) {
    if (letter.status !== 'set_aside') continue
    again.add(letter.event.id)
    stage.counts.redelivered += 1
    await subscriptions.redeliver(id, letter.id, operator).catch(unless('conflict'))
  }
}

/** By the platform's own proof; it is not believed, but what it says ends the trial. */
async function isSettled(stage: Stage, id: string, wishes: readonly string[]): Promise<boolean> {
  for (const topic of TOPICS) {
    if (!isOwed(topic, wishes)) continue
    const { published, acknowledged, missing } = await siteOf(stage).subscriptions.delivery(id, topic, operator)
    if (missing !== 0) throw new Error(`${missing} events of ${topic} are missing`)
    if (acknowledged < published) return false
  }
  return true
}

function faultsOf(name: string, { settled, again }: Memory, owed: readonly StoredEvent[]): readonly string[] {
  const numbers = owed.map(({ number }) => number).toSorted((one, other) => one - other)
  const late = new Set(owed.filter(({ id }) => again.has(id)).map(({ number }) => number))
  const inTime = settled.filter((number) => !late.has(number))
  const once = new Set(settled)
  return [
    ...(once.size < settled.length ? [`${name} was given ${settled.length - once.size} events twice`] : []),
    ...(numbers.some((number) => !once.has(number)) ? [`${name} never had ${numbers.filter((number) => !once.has(number)).length} events`] : []),
    ...(once.size > numbers.length ? [`${name} had events that were not for it`] : []),
    ...(inTime.some((number, index) => number < (inTime[index - 1] ?? 0)) ? [`${name} had events out of order`] : []),
  ]
}

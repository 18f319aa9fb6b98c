import { expect } from 'chai'
import type { Property, Tell } from '../generated'
import { onStage, type Stage } from '../stage'
import type { CloudEvent, Given } from '../subscribing'
import type { ConcordWorld } from '../world'
import { type Coming, type DeliveryCase, deliveryCases, type Moment, type Move, type SUBSCRIBERS } from './delivery-cases'
import { isMeant, listed } from './matching'

type Subscriber = (typeof SUBSCRIBERS)[number]

/** What one subscriber had, from subscribing until going away. */
interface Subscribed {
  readonly who: Subscriber
  readonly topics: readonly string[]
  readonly id: string
  /** What was published in earlier moments is not wanted, unless it was asked for; of the same moment what came after this number is. */
  readonly moment: number
  readonly after: number
  given: readonly CloudEvent[]
  readonly acknowledged: CloudEvent[]
  /** What had been set aside when the subscription ended. */
  lost: readonly number[]
  isOver: boolean
}

interface Published {
  readonly event: CloudEvent
  readonly moment: number
}

/** Everything that happened in one case. */
interface Course {
  readonly stage: Stage
  readonly tell: Tell
  readonly published: Published[]
  readonly subscribed: Subscribed[]
  readonly moment: number
}

const SILENCE_MS = 15_000
const MOST_TRIES = 5

/** Every subscriber acknowledges every matching event once, in order, under any interleaving (AR-12.20). */
export const delivery = (world: ConcordWorld): Property<DeliveryCase> => ({
  cases: deliveryCases,
  play: ({ first, moments }, tell) =>
    onStage(world, async (stage) => {
      const course: Course = { stage, tell, published: [], subscribed: [], moment: -1 }
      for (const each of first) await make(course, each)
      for (const [moment, each] of moments.entries()) await live(world, { ...course, moment }, each)
      tell('Then everybody who has not gone acknowledges whatever they are given, until there is nothing more.')
      await world.clock.advance(SILENCE_MS)
      for (const each of course.subscribed) await settle(course, each)
    }),
})

async function live(world: ConcordWorld, course: Course, moment: Moment): Promise<void> {
  switch (moment.kind) {
    case 'silence':
      course.tell('For 15 seconds nobody does anything.')
      return world.clock.advance(SILENCE_MS)
    case 'restart':
      course.tell('The platform is started anew.')
      return course.stage.restart()
    case 'moves': {
      const noted = moment.moves.map((move) => ({ move, sentences: [] as string[] }))
      await Promise.all(noted.map(({ move, sentences }) => make({ ...course, tell: (sentence) => void sentences.push(sentence) }, move)))
      const told = noted.flatMap(({ sentences }) => (sentences.length > 0 ? [sentences.join(' ')] : []))
      if (told.length > 0) course.tell(told.join(' At the same moment: '))
    }
  }
}

async function make(course: Course, move: Move): Promise<void> {
  if (move.kind === 'publish') return publish(course, move)
  const current = course.subscribed.findLast(({ who, isOver }) => who === move.who && !isOver)
  if (move.kind === 'come') {
    if (current !== undefined) await leave(course, current)
    return come(course, move)
  }
  if (current === undefined) return
  if (move.kind === 'take') return take(course, current, move.limit)
  if (move.kind === 'acknowledge') return acknowledge(course, current, move.place)
  return move.kind === 'refuse' ? refuse(course, current, move.times) : leave(course, current)
}

async function publish({ stage, tell, published, moment }: Course, { who, topic, count }: Move & { kind: 'publish' }): Promise<void> {
  const one = () => stage.done(who, 'POST', '/api/events', { type: 'note.written', topic, data: null })
  const events = (await Promise.all(Array.from({ length: count }, one))).map((reply) => reply.json<CloudEvent>())
  published.push(...events.map((event) => ({ event, moment })))
  tell(`${who} publishes ${listed(inOrder(events.map(numberOf)))} on "${topic}".`)
}

async function come({ stage, tell, subscribed, moment }: Course, { who, topics, past }: Coming): Promise<void> {
  const body = { name: 'what is new', topics, ...(past ? { from: 0 } : {}) }
  const { id, done_up_to } = (await stage.done(who, 'POST', '/api/subscriptions', body)).json<{ id: string; done_up_to: number }>()
  const from = past ? { moment: -1, after: 0 } : { moment, after: done_up_to }
  subscribed.push({ who, topics, id, ...from, given: [], acknowledged: [], lost: [], isOver: false })
  tell(`${who} subscribes to ${listed(topics.map((topic) => `"${topic}"`))}, ${past ? 'also to what was published before' : 'from now on'}.`)
}

async function leave({ stage, tell }: Course, subscribed: Subscribed): Promise<void> {
  subscribed.isOver = true
  subscribed.lost = (await lettersOf(stage, subscribed)).map(({ event }) => numberOf(event))
  await stage.done(subscribed.who, 'DELETE', addressOf(subscribed))
  tell(`${subscribed.who} goes and ends the subscription.`)
}

async function take({ stage, tell }: Course, subscribed: Subscribed, limit: number): Promise<void> {
  const { items, try: tries } = (await stage.done(subscribed.who, 'GET', addressOf(subscribed, `/events?limit=${limit}`))).json<Given>()
  if (items.length > 0) subscribed.given = items as readonly CloudEvent[]
  tell(`${subscribed.who} takes up to ${limit}: is given ${listed(items.map((item) => numberOf(item as CloudEvent)))}${tries > 1 ? `, try ${tries}` : ''}.`)
}

async function acknowledge({ stage, tell }: Course, subscribed: Subscribed, place: number): Promise<void> {
  const settled = subscribed.given.slice(0, place)
  const last = settled.at(-1)
  if (last === undefined) return
  subscribed.given = subscribed.given.slice(place)
  const { status, text } = await stage.ask(subscribed.who, 'POST', addressOf(subscribed, '/ack'), { id: last.id })
  expect(status, text).to.be.oneOf([200, 409])
  if (status === 200) subscribed.acknowledged.push(...settled)
  tell(`${subscribed.who} acknowledges ${listed(settled.map(numberOf))}${status === 200 ? '' : ', too late'}.`)
}

async function refuse(course: Course, subscribed: Subscribed, times: number): Promise<void> {
  if (subscribed.given.length === 0) await take(course, subscribed, 1)
  const [event] = subscribed.given
  if (event === undefined) return
  subscribed.given = []
  const { status, text } = await course.stage.ask(subscribed.who, 'POST', addressOf(subscribed, '/nack'), { id: event.id })
  expect(status, text).to.be.oneOf([200, 409])
  course.tell(`${subscribed.who} refuses ${numberOf(event)}${status === 200 ? '' : ', too late'}.`)
  if (times > 1) await refuse(course, subscribed, times - 1)
}

function isWanted({ topics, moment, after }: Subscribed, { event, moment: then }: Published): boolean {
  const isInTime = then === moment ? numberOf(event) > after : then > moment
  return isInTime && topics.some((topic) => isMeant(event.topic, topic))
}

/** Takes what is left, and compares all that was acknowledged with all that should have been. */
async function settle(course: Course, subscribed: Subscribed): Promise<void> {
  const { who, topics, isOver } = subscribed
  if (!isOver) await takeAll(course, subscribed)
  const wanted = course.published.filter((each) => isWanted(subscribed, each))
  const acknowledged = subscribed.acknowledged.map(numberOf)
  const lost = await setAside(course, subscribed)
  const expected = inOrder(wanted.map(({ event }) => numberOf(event))).filter((number) => !lost.includes(number))
  const asFar = isOver ? expected.slice(0, acknowledged.length) : expected
  if (acknowledged.join() !== asFar.join()) {
    throw new Error(`${who}, subscribed to ${listed(topics)}, has acknowledged ${listed(acknowledged)}; it should have been ${listed(asFar)}`)
  }
  if (!isOver) await takeAgain(course, subscribed, lost)
}

async function takeAll(course: Course, subscribed: Subscribed): Promise<void> {
  for (let count = 0; count <= course.published.length; count += 1) {
    subscribed.given = []
    await take(course, subscribed, 3)
    if (subscribed.given.length === 0) return
    await acknowledge(course, subscribed, 3)
  }
  throw new Error(`${subscribed.who} was given something more often than there are events, and there was no end`)
}

/** What failed five times; nothing else may be set aside. */
async function setAside({ stage, tell }: Course, subscribed: Subscribed): Promise<readonly number[]> {
  if (subscribed.isOver) return subscribed.lost
  const letters = await lettersOf(stage, subscribed)
  for (const { id, event, tries } of letters) {
    tell(`Event ${numberOf(event)} was set aside for ${subscribed.who} after ${tries} tries; Sam has it delivered once more.`)
    expect(tries, 'tries before it was set aside').to.equal(MOST_TRIES)
    await stage.done('Sam', 'POST', addressOf(subscribed, `/dead-letters/${id}/redeliver`))
  }
  return inOrder(letters.map(({ event }) => numberOf(event)))
}

interface Letter {
  readonly id: string
  readonly event: CloudEvent
  readonly tries: number
}

async function lettersOf(stage: Stage, subscribed: Subscribed): Promise<readonly Letter[]> {
  const reply = await stage.done('Sam', 'GET', addressOf(subscribed, '/dead-letters?limit=100'))
  return reply.json<{ items: readonly Letter[] }>().items
}

/** What was set aside is acknowledged in the end as well, once, in whatever order. */
async function takeAgain(course: Course, subscribed: Subscribed, lost: readonly number[]): Promise<void> {
  const before = subscribed.acknowledged.length
  await takeAll(course, subscribed)
  const again = inOrder(subscribed.acknowledged.slice(before).map(numberOf))
  if (again.join() !== lost.join()) throw new Error(`${subscribed.who} has acknowledged ${listed(again)} once more; it should have been ${listed(lost)}`)
}

const inOrder = (numbers: readonly number[]): readonly number[] => numbers.toSorted((one, other) => one - other)
const numberOf = ({ sequence }: CloudEvent): number => Number(sequence)
const addressOf = ({ id }: Subscribed, more = ''): string => `/api/subscriptions/${id}${more}`

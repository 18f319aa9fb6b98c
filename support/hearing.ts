import { expect } from 'chai'
import type { LiveReply } from './api'
import type { Line, Owner } from './parameter-types'
import { perScenario } from './per-scenario'
import type { Socket } from './socket'
import { apiOf, type CloudEvent, type Gap, subscribingOf, topicOf } from './subscribing'
import type { ConcordWorld } from './world'

/** Somebody on a line: what came on it so far, and what was refused there. */
interface Hearing {
  readonly heard: () => readonly (CloudEvent | Gap)[]
  readonly refused: () => string | undefined
  readonly say?: (frame: object) => void
}

const linesOf = perScenario(() => new Map<Owner, Hearing[]>())

/** Everything that somebody is on, the latest last. */
export const hearingsOf = (world: ConcordWorld, who: Owner): readonly Hearing[] => linesOf(world).get(who) ?? []

export function hearingOf(world: ConcordWorld, who: Owner): Hearing {
  const hearing = hearingsOf(world, who).at(-1)
  if (hearing === undefined) throw new Error(`${who} listens to nothing`)
  return hearing
}

function remember(world: ConcordWorld, who: Owner, hearing: Hearing): void {
  linesOf(world).set(who, [...hearingsOf(world, who), hearing])
}

/** Begins to listen to topics, from now on or from the beginning. Moves no time. */
export async function listenTo(
  world: ConcordWorld,
  who: Owner,
  { topics, line, from }: { topics: readonly string[]; line: Line; from?: number },
): Promise<void> {
  const names = topics.map((words) => topicOf(world, words))
  const api = await apiOf(world, who)
  if (line === 'two-way') return speak(world, who, { subscribe: names, ...(from === undefined ? {} : { from }) })
  const live = await world.wait(api.live('GET', `/api/events/stream?topics=${names.join(',')}${from === undefined ? '' : `&from=${from}`}`), 'the line to open')
  if (live.reply !== undefined) return void world.take(live.reply)
  world.afterwards(async () => live.leave())
  remember(world, who, { heard: () => heardOn(live), refused: () => undefined })
  await world.clock.advance(0)
}

const heardOn = ({ events }: LiveReply): readonly (CloudEvent | Gap)[] =>
  events.map(({ event, id, data }) => {
    if (event === 'gap') return { gap: JSON.parse(data) as Gap['gap'] }
    const told = JSON.parse(data) as CloudEvent
    expect(Number(told.sequence), 'the sequence').to.equal(Number(id))
    return told
  })

/** Opens a two-way line and says one thing on it. Moves no time. */
export async function speak(world: ConcordWorld, who: Owner, frame: object): Promise<void> {
  const socket = await world.wait((await apiOf(world, who)).open('/api/live'), 'the line to open')
  world.afterwards(async () => socket.close())
  remember(world, who, {
    heard: () => shownOn(socket),
    refused: () => socket.frames.map(({ error }) => (error as { code?: string } | undefined)?.code).find((code) => code !== undefined),
    say: (more) => socket.send(more),
  })
  socket.send(frame)
  await world.clock.advance(0)
}

const shownOn = ({ frames }: Socket): readonly (CloudEvent | Gap)[] =>
  frames.flatMap(({ gap, topic, data }): (CloudEvent | Gap)[] => {
    if (gap !== undefined) return [{ gap: gap as Gap['gap'] }]
    return topic === undefined ? [] : [data as CloudEvent]
  })

/** Follows the subscription that somebody has on a new line. */
export const followSubscription = (world: ConcordWorld, who: Owner, limit?: number): Promise<void> =>
  speak(world, who, { subscription: subscribingOf(world).subscriptions.get(who), ...(limit === undefined ? {} : { limit }) })

/** Acknowledges or refuses on the latest line what was published with these words. Moves no time. */
export async function sayOnLine(world: ConcordWorld, who: Owner, word: 'ack' | 'nack', text: string): Promise<void> {
  await world.clock.advance(0)
  hearingOf(world, who).say?.({ [word]: subscribingOf(world).published.get(text)?.id })
  await world.clock.advance(0)
}

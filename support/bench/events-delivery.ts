import { SOMEBODY } from './in-process'
import { type House, publishMany, TOPIC } from './telling'

export interface Order {
  /** Shown as they come, or each acknowledged before the next, or several with one word. */
  readonly manner: 'live' | 'acknowledged one by one' | 'acknowledged in batches of 50'
  readonly subscribers: number
  readonly events: number
}

export interface Delivered {
  /** Events a second, all subscribers together. */
  readonly rate: number
  /** From asking for an event to be published until a subscriber has it, in milliseconds. */
  readonly p50: number
  readonly p99: number
}

/** So many events are published, ten at once, and given to all; each once and in order, or it throws. */
export async function deliver(house: House, order: Order): Promise<Delivered> {
  const begun = performance.now()
  const controller = new AbortController()
  const all = Array.from({ length: order.subscribers }, () => subscriber(house, order, controller.signal))
  const ready = await Promise.all(all)
  const publishedFrom = performance.now()
  const reading = ready.map((read) => read())
  await publishMany(house, order.events, 10)
  const waits = (await Promise.all(reading)).flat().toSorted((one, other) => one - other)
  const ms = performance.now() - publishedFrom
  controller.abort()
  if (waits.length !== order.subscribers * order.events) throw new Error(`${waits.length} deliveries after ${performance.now() - begun} ms`)
  const at = (share: number) => waits[Math.floor(share * (waits.length - 1))] ?? Number.NaN
  return { rate: (waits.length / ms) * 1_000, p50: at(0.5), p99: at(0.99) }
}

/** Begins to follow; answers how to read so many, with how long each took. */
async function subscriber({ platform }: House, { manner, events }: Order, signal: AbortSignal): Promise<() => Promise<readonly number[]>> {
  const { events: log, subscriptions } = platform.parts
  const waits: number[] = []
  let last = 0
  const take = (event: { readonly number: number; readonly data: unknown }) => {
    if (event.number <= last) throw new Error('out of order')
    last = event.number
    waits.push(performance.now() - (event.data as { at: number }).at)
  }
  if (manner === 'live') {
    const following = log.follow({ topics: [TOPIC], after: await log.last(), signal })
    return async () => {
      for await (const event of following) {
        take(event)
        if (waits.length === events) break
      }
      return waits
    }
  }
  const { id } = await subscriptions.subscribe({ name: 'bench', topics: [TOPIC] }, SOMEBODY)
  return async () => {
    for await (const taken of subscriptions.follow(id, { limit: manner === 'acknowledged one by one' ? 1 : 50, by: SOMEBODY, signal })) {
      taken.events.forEach(take)
      const latest = taken.events.at(-1)
      if (latest !== undefined) await subscriptions.acknowledge(id, { eventId: latest.id, by: SOMEBODY })
      if (waits.length === events) break
    }
    return waits
  }
}

import { may, type Principal } from '../people/person'
import { type Clock, seconds } from '../shared/clock'
import { Conflict, Forbidden, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { type Answered, acknowledgeEvent, refuseEvent } from './answering-store'
import { deadLettersAfter, type Redelivered, redeliverLetter } from './dead-letter-store'
import { deliveryOf } from './delivery-store'
import { createNudges, follow, type Watching } from './following'
import type { EventLog } from './log'
import { type DeadLetter, type Delivery, deadLetterOf, NotInFlight, type Subscription, subscriptionOf } from './subscription'
import { subscriptionById } from './subscription-row'
import { addSubscription, endSubscription, settleSubscription, subscriptionsOf, subscriptionsToSettle } from './subscription-store'
import { type Taken, takeEvents } from './taking-store'
import { refuseUnreadable } from './topic'

export interface Wished {
  readonly name: string
  readonly topics: readonly string[]
  /** Number of the last event that is not wanted; without it, only what comes from now on is. */
  readonly from?: number | undefined
}

/** What somebody says to an event that was given; of which delivery, if it is to count for no other. */
export interface Answer {
  readonly eventId: string
  readonly delivery?: number | undefined
  readonly by: Principal
}

/**
 * Places of subscribers in the log (AR-12.4 to AR-12.9). Only its owner takes a subscription's events; supervisors see how it stands.
 * All of it throws NotFound for what is not there or is somebody else's; what changes something, AgentPaused or AgentRetired too.
 */
export interface Subscriptions {
  /** Throws Forbidden for topics that one may not read. */
  subscribe(wished: Wished, by: Principal): Promise<Subscription>
  get(id: string, by: Principal): Promise<Subscription>
  /** One's own, in the order in which they were begun. */
  list(query: { readonly by: Principal; readonly after: number; readonly limit: number }): Promise<readonly Subscription[]>
  /** For whoever is about to take its events. Throws Forbidden. */
  own(id: string, by: Principal): Promise<Subscription>
  /** Gives what comes next, up to `limit` events; nothing while something is in flight. Throws Forbidden. */
  take(id: string, taking: { readonly limit: number; readonly by: Principal }): Promise<Taken>
  /** The same again and again, as soon as there is something, until the signal is aborted. */
  follow(id: string, watching: Watching): AsyncIterable<Taken>
  /** Settles an event in flight and those given before it. Throws Forbidden, NotInFlight. */
  acknowledge(id: string, answer: Answer): Promise<Subscription>
  /** Gives the first event in flight back as failed. Throws Forbidden, NotInFlight. */
  refuse(id: string, refusal: Answer & { readonly reason?: string | undefined }): Promise<Subscription>
  end(id: string, by: Principal): Promise<void>
  deadLetters(id: string, page: { readonly after: string; readonly limit: number; readonly by: Principal }): Promise<readonly DeadLetter[]>
  /** Throws Conflict for what is not set aside any more. */
  redeliver(id: string, letterId: string, by: Principal): Promise<DeadLetter>
  delivery(id: string, topic: string, by: Principal): Promise<Delivery>
  /** Notes what was not acknowledged in time, although nobody looks. To be called now and then. */
  settleDue(): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly log: EventLog
  /** Throws if whoever it is may do nothing at the moment. */
  readonly stands: (by: Principal) => Promise<void>
  readonly settings: { readonly silenceSeconds: number; readonly deliveryTries: number }
}

export function createSubscriptions({ store, clock, newId, log, stands, settings }: Deps): Subscriptions {
  const silenceMs = seconds(settings.silenceSeconds)
  const nudges = createNudges()
  const occasion = (id: string) => ({
    ...{ id, now: clock.now(), silenceMs, mostTries: settings.deliveryTries },
    ids: { letter: newId(), entry: newId(), alert: newId() },
  })
  const entryOf = (action: string, subject: string, by: Principal, details: Readonly<Record<string, unknown>> = {}) => ({
    ...{ id: newId(), at: clock.now(), actor: by.id, action, subject, details },
  })
  const present = async (id: string): Promise<Subscription> => {
    const [row] = await store.find(subscriptionById, { id })
    if (row === undefined) throw nothing()
    return subscriptionOf(row)
  }
  const visible = async (id: string, by: Principal): Promise<Subscription> => {
    const subscription = await present(id)
    if (subscription.ownerId !== by.id && !may(by.role, 'supervisor')) throw nothing()
    return subscription
  }
  /** What may be read is decided each time: roles change, and agents are paused. */
  const own = async (id: string, by: Principal): Promise<Subscription> => {
    await stands(by)
    const subscription = await visible(id, by)
    if (subscription.ownerId !== by.id) throw new Forbidden('Only the subscriber itself takes, acknowledges and refuses its events')
    refuseUnreadable(subscription.topics, by)
    return subscription
  }
  const answered = (id: string, result: Answered): Subscription => {
    nudges.wake(id)
    switch (result.kind) {
      case 'unknown':
        throw nothing()
      case 'not_in_flight':
        throw new NotInFlight('That event is not in flight: it was never delivered, or was not acknowledged in time and comes again')
      case 'not_the_first':
        throw new NotInFlight('Events before it are in flight: acknowledge or refuse those first')
      case 'done':
        return result.subscription
    }
  }
  const take = async (id: string, limit: number, by: Principal): Promise<Taken> => {
    await own(id, by)
    const taken = await store.write(takeEvents, { ...occasion(id), limit })
    if (taken === undefined) throw nothing()
    return taken
  }

  return {
    async subscribe({ name, topics, from }, by) {
      await stands(by)
      refuseUnreadable(topics, by)
      const last = await log.last()
      const id = newId()
      return store.write(addSubscription, {
        ...{ id, owner_id: by.id, name, topics: JSON.stringify(topics), created_at: clock.now(), from: Math.min(from ?? last, last) },
        entry: entryOf('subscription.added', id, by, { topics }),
      })
    },
    get: visible,
    list: async ({ by, after, limit }) => (await store.find(subscriptionsOf, { owner: by.id, number: after, limit })).map(subscriptionOf),
    own,
    take: (id, { limit, by }) => take(id, limit, by),
    async *follow(id, { by, limit, signal }) {
      await own(id, by)
      yield* follow({ store, clock, log, nudges, silenceMs }, { id, signal, look: () => present(id), take: () => take(id, limit, by) })
    },
    async acknowledge(id, { eventId, delivery, by }) {
      await own(id, by)
      return answered(id, await store.write(acknowledgeEvent, { ...occasion(id), eventId, delivery }))
    },
    async refuse(id, { eventId, delivery, reason, by }) {
      await own(id, by)
      const refused = await store.write(refuseEvent, { ...occasion(id), eventId, delivery, reason })
      // Supervisors may have been told.
      log.notify()
      return answered(id, refused)
    },
    async end(id, by) {
      await stands(by)
      await visible(id, by)
      if (!(await store.write(endSubscription, { id, now: clock.now(), entry: entryOf('subscription.ended', id, by) }))) throw nothing()
    },
    async deadLetters(id, { after, limit, by }) {
      const { number } = await visible(id, by)
      return (await store.find(deadLettersAfter, { subscription: number, id: after, limit })).map(deadLetterOf)
    },
    async redeliver(id, letterId, by) {
      await visible(id, by)
      const entry = entryOf('subscription.redelivered', id, by, { dead_letter: letterId })
      return redelivered(await store.write(redeliverLetter, { subscriptionId: id, letterId, now: clock.now(), entry }), log.notify)
    },
    async delivery(id, topic, by) {
      await visible(id, by)
      const settled = await store.write(settleSubscription, occasion(id))
      if (settled === undefined) throw nothing()
      return deliveryOf(store, settled, topic)
    },
    async settleDue() {
      const late = await store.find(subscriptionsToSettle, { before: clock.now() - silenceMs, now: clock.now() })
      await Promise.all(late.map(({ id }) => store.write(settleSubscription, occasion(id))))
      if (late.length > 0) log.notify()
    },
  }
}

function redelivered(result: Redelivered, notify: () => void): DeadLetter {
  switch (result.kind) {
    case 'unknown':
      throw new NotFound('There is no such dead letter')
    case 'not_set_aside':
      throw new Conflict(`That dead letter is ${result.status} and not set aside`)
    case 'done':
      notify()
      return deadLetterOf(result.letter)
  }
}

const nothing = () => new NotFound('There is no such subscription, or it is not yours')

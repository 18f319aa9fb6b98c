import { actingAs, cannotAct } from '../agents/acting'
import type { NewEvent, StoredEvent } from '../events/event'
import { isOfThePlatform } from '../events/topic'
import type { Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import { Forbidden } from '../shared/errors'
import type { NewId } from '../shared/ids'
import { refuseLarge } from '../shared/json'
import type { Store } from '../store/store'
import { publishEvent } from './publishing-store'

/** What somebody tells. */
export interface Announcement {
  readonly type: string
  readonly topic: string
  readonly data: unknown
}

/** Who asks for it, for which agent if for one, and in the course of what. */
export interface Publisher {
  readonly by: Pick<Principal, 'id' | 'role'>
  readonly agentId?: string | undefined
  readonly traceId: string
}

/**
 * Stores what somebody tells; it is delivered from there (AR-12.4). Throws Forbidden, also for topics of the platform, InvalidInput for data
 * that is too large, NotFound, AgentPaused, AgentRetired; then nothing was stored.
 */
export type Publish = (announcement: Announcement, publisher: Publisher) => Promise<StoredEvent>

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly notify: () => void
}

export function createPublish({ store, clock, newId, notify }: Deps): Publish {
  return async ({ type, topic, data }, { by, agentId, traceId }) => {
    const acting = actingAs({ by, agentId })
    if (isOfThePlatform(topic)) throw new Forbidden(`Only the platform itself tells anything on ${topic}`)
    refuseLarge(data, 'data')
    const [at, source] = [clock.now(), `/api/${acting.kind === 'agent' ? 'agents' : 'people'}/${acting.id}`]
    const event: NewEvent = { id: newId(), topic, type, source, at, data, correlationId: traceId }
    const entry = { id: newId(), at, actor: acting.by, action: 'event.published', subject: acting.id, details: { event: event.id, topic, type }, traceId }
    const published = await store.write(publishEvent, { acting, event, entry })
    if (published.kind === 'cannot') throw cannotAct(published.why)
    notify()
    return { ...event, correlationId: traceId, number: published.number }
  }
}

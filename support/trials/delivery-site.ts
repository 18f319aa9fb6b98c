import { createEventLog } from '../../app/events/log'
import { createSubscriptions, type Subscriptions } from '../../app/events/subscriptions'
import { invitePerson } from '../../app/people/people-store'
import type { Principal } from '../../app/people/person'
import { systemClock } from '../../app/shared/clock'
import { createIds } from '../../app/shared/ids'
import type { Random } from '../../app/shared/random'
import { createPublish, type Publish } from '../../app/social/publishing'
import { storeOn } from '../../app/store/open'
import { openSqlite } from '../../app/store/sqlite'
import type { Store } from '../../app/store/store'

/** A platform, as far as events go. */
export interface Site {
  readonly store: Store
  readonly publish: Publish
  readonly subscriptions: Subscriptions
}

/** So short that the silent ones do not hold up the trial. */
const SILENCE_SECONDS = 0.5
export const TRIES = 5

/** A platform on a database file, which others may use at the same time; nothing runs that nobody calls for. */
export function openSite(path: string, random: Random): Site {
  const store = storeOn(openSqlite(path, 0))
  const newId = createIds({ clock: systemClock, random })
  const log = createEventLog({ store, clock: systemClock })
  return {
    store,
    publish: createPublish({ store, clock: systemClock, newId, notify: log.notify }),
    subscriptions: createSubscriptions({
      store,
      clock: systemClock,
      newId,
      log,
      stands: async () => {},
      settings: { silenceSeconds: SILENCE_SECONDS, deliveryTries: TRIES },
    }),
  }
}

export const someone = (id: string): Principal => ({ id, name: id, email: null, role: 'user' })

/** Only those publish who are there. */
export async function introduce({ store }: Site, { id, name }: Principal): Promise<void> {
  const [person, entry] = [
    { id, name, email: id, role: 'user', created_at: 0, removed_at: null },
    { id, at: 0, actor: id, action: 'person.invited' },
  ]
  await store.write(invitePerson, { person, entry })
}
export const operator: Principal = { ...someone('operator'), role: 'supervisor' }

export const TOPICS = ['news', 'kitchen', 'order:paid', 'order:sent', 'order:sent:late'] as const
export const WISHES: readonly (readonly string[])[] = [['news'], ['order:*'], ['news', 'order:*', 'order:paid'], [...TOPICS]]

/** By the letter of AR-12.4, and in another way than the platform does it. */
export const isOwed = (topic: string, wishes: readonly string[]): boolean => wishes.some((wish) => new RegExp(`^${wish.replace('*', '[^:]+')}$`).test(topic))

import type { ToldLog } from '../backplane/bus'
import type { Store } from '../store/store'
import { lastEventNumber, topicsAfter } from './event-store'

/** The log as other instances are told of it: numbers and topics, in order. */
export const createToldLog = (store: Pick<Store, 'find'>): ToldLog => ({
  after: (number, limit) => store.find(topicsAfter, { number, limit }),
  last: async () => (await store.find(lastEventNumber, {}))[0]?.number ?? 0,
})

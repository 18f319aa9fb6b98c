import type { Bus } from '../bus'

/** Every instance looks at the store of itself: what one has told, the others find there. */
export const createEmbeddedBus = (): Bus => ({ announce: () => {}, listen: () => () => {} })

import type { Store } from '../../app/store/store'

let underWay = 0
/** Whether any store had a server. */
let served = false
let idle = Promise.withResolvers<void>()

/** Resolves when no store waits for a server; undefined if none does. */
export const storageIdle = (): Promise<void> | undefined => (underWay === 0 ? undefined : idle.promise)

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
/** Whoever has an answer asks the next thing within these. */
const TURNS = 2

/** Resolves when what was begun has come to its end as far as stores go; at once, where they have no server. */
export async function storageSettled(): Promise<void> {
  if (!served) return
  for (let quiet = 0; quiet < TURNS; quiet++) {
    await turn()
    const busy = storageIdle()
    if (busy === undefined) continue
    await busy
    quiet = -1
  }
}

/** Something that a server is asked: no scenario's clock moves before its answer, and no step ends. */
export function waitedFor<T>(answer: Promise<T>): Promise<T> {
  served = true
  return noted(answer)
}

/** Something that is written to a file or read from one: no scenario's clock moves before it is done. */
export async function noted<T>(answer: Promise<T>): Promise<T> {
  underWay += 1
  try {
    return await answer
  } finally {
    underWay -= 1
    if (underWay === 0) {
      idle.resolve()
      idle = Promise.withResolvers()
    }
  }
}

/** A store whose server is waited for. It is one of many on the same connections, which stay open when it closes. */
export const waitedForStore = (store: Store): Store => ({
  write: (unit, input) => waitedFor(store.write(unit, input)),
  find: (statement, input) => waitedFor(store.find(statement, input)),
  recall: (statement, input) => waitedFor(store.recall(statement, input)),
  read: (query) => waitedFor(store.read(query)),
  writable: store.writable,
  compact: () => waitedFor(store.compact()),
  onCommit: store.onCommit,
  close: store.close,
})

import type { Store } from '../store/store'
import type { JournalEvent } from './journal'
import { eventsAfter, journalEventOf, standing } from './journal-store'

/** Somebody who watches an execution. */
export interface Viewer {
  /** Events in order, each once. */
  show(events: readonly JournalEvent[]): void
  /** Resolves when there is room for more of what is stored; without it there always is. */
  taken?(): Promise<void>
  /** Everything was shown: the execution has ended. */
  end(): void
  /** The journal could not be read. */
  fail(error: unknown): void
}

/** What is committed to journals, told to those who watch (AR-05.15 to .17). */
export interface Live {
  /** Tells what has just been committed; `last` if nothing follows. */
  publish(executionId: string, events: readonly JournalEvent[], last: boolean): void
  /** Shows everything after a number, what is stored first; answers how to stop. */
  watch(executionId: string, after: number, viewer: Viewer): () => void
  /** Looks into the store for what other instances wrote. To be called now and then. */
  lookAround(): void
}

interface Watcher {
  readonly executionId: string
  readonly viewer: Viewer
  /** Number of the last event that was shown. */
  shown: number
  /** What is published meanwhile is found by reading on. */
  state: 'reading' | 'live' | 'stopped'
  missed: boolean
}

const PAGE = 500

interface Deps {
  readonly store: Store
  /** Told of each execution that has ended, whichever way. */
  readonly ended?: (executionId: string) => void
}

export function createLive({ store, ended }: Deps): Live {
  const watching = new Map<string, Set<Watcher>>()
  /** What was told here since the last look around: nobody else writes to it. */
  const heard = new Set<string>()

  const stop = (watcher: Watcher) => {
    watcher.state = 'stopped'
    const others = watching.get(watcher.executionId)
    others?.delete(watcher)
    if (others?.size === 0) watching.delete(watcher.executionId)
  }
  const show = (watcher: Watcher, events: readonly JournalEvent[]) => {
    const last = events.at(-1)
    if (last === undefined) return
    watcher.shown = last.number
    watcher.viewer.show(events)
  }
  const end = (watcher: Watcher) => {
    stop(watcher)
    watcher.viewer.end()
  }

  /** Reads on until nothing is missing; afterwards the watcher takes what is published. */
  const catchUp = async (watcher: Watcher): Promise<void> => {
    watcher.state = 'reading'
    do {
      watcher.missed = false
      const [row] = await store.find(standing, { id: watcher.executionId })
      const events = await store.find(eventsAfter, { execution_id: watcher.executionId, after: watcher.shown, limit: PAGE })
      if (stopped(watcher)) return
      show(watcher, events.map(journalEventOf))
      if (stopped(watcher)) return
      if (typeof row?.last_event === 'number' && watcher.shown >= row.last_event) return end(watcher)
      if (events.length > 0) watcher.missed = true
      await watcher.viewer.taken?.()
      if (stopped(watcher)) return
    } while (watcher.missed)
    watcher.state = 'live'
  }
  const begin = (watcher: Watcher) => {
    catchUp(watcher).catch((error: unknown) => {
      stop(watcher)
      watcher.viewer.fail(error)
    })
  }

  /** What is published to a watcher who has seen everything before it is shown at once; otherwise it reads on. */
  const take = (watcher: Watcher, events: readonly JournalEvent[], last: boolean) => {
    if (watcher.state === 'reading') {
      watcher.missed = true
      return
    }
    const [first] = events
    if (first !== undefined && first.number !== watcher.shown + 1) return begin(watcher)
    show(watcher, events)
    if (last && watcher.state === 'live') end(watcher)
  }

  return {
    publish(executionId, events, last) {
      heard.add(executionId)
      for (const watcher of [...(watching.get(executionId) ?? [])]) take(watcher, events, last)
      if (last) ended?.(executionId)
    },
    watch(executionId, after, viewer) {
      const watcher: Watcher = { executionId, viewer, shown: after, state: 'reading', missed: false }
      watching.set(executionId, (watching.get(executionId) ?? new Set()).add(watcher))
      begin(watcher)
      return () => stop(watcher)
    },
    lookAround() {
      for (const [executionId, watchers] of watching) {
        if (!heard.has(executionId)) for (const watcher of watchers) if (watcher.state === 'live') begin(watcher)
      }
      heard.clear()
    },
  }
}

const stopped = (watcher: Watcher): boolean => watcher.state === 'stopped'

import type { Cancel, Clock } from '../shared/clock'
import type { Store } from '../store/store'
import type { Unit } from '../store/unit'
import { type Entry, gathered } from './journal'
import { appendJournal } from './journal-store'
import type { Live } from './live'

/** What is said within this time is committed together (AR-05.14). */
const GROUP_MS = 20
/** A group may be committed so much sooner. */
const SOONER_MS = 6

/** Writes a running execution's words into its journal, and shows them once they are committed. */
export interface Pen {
  write(entry: Entry): void
  /** Keeps everything back from now on. */
  hold(): void
  release(): void
  /** Releases, for an answer that begins anew. */
  anew(): void
  readonly held: boolean
  /** Resolves at the next release. */
  readonly released: Promise<void>
  /** What was shown of the present answer. */
  readonly shown: string
  /** Once nothing is on its way: what is not written, held back or not; the pen then has nothing left. */
  stop(): Promise<readonly Entry[]>
  putBack(entries: readonly Entry[]): void
  /** Writes such words with what they belong to; if that fails, they are put back. */
  writeWith<Input, Output>(entries: readonly Entry[], unit: Unit<Input, Output>, input: Input): Promise<Output>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly live: Live
  readonly executionId: string
  readonly instanceId: string
  /** The execution is no longer ours to write to, or nothing can be written. */
  readonly lost: (error?: unknown) => void
}

export function createPen({ store, clock, live, executionId, instanceId, lost }: Deps): Pen {
  let waiting: Entry[] = []
  let held = false
  let shown = ''
  let timer: Cancel | undefined
  let writing: Promise<void> | undefined
  let released = Promise.withResolvers<void>()
  const nextWait = unevenWaits(executionId)

  const putBack: Pen['putBack'] = (entries) => {
    waiting = [...entries, ...waiting]
  }
  const writeWith: Pen['writeWith'] = (entries, unit, input) =>
    store.write(unit, input).catch((error: unknown) => {
      putBack(entries)
      throw error
    })

  const commit = async (): Promise<void> => {
    const entries = gathered(waiting)
    if (held || entries.length === 0) return
    waiting = []
    const result = await writeWith(entries, appendJournal, { executionId, instanceId, entries, at: clock.now() })
    if (result.kind === 'written') {
      shown = entries.reduce(continued, shown)
      live.publish(executionId, result.events, false)
      return
    }
    putBack(entries)
    if (result.kind === 'paused') held = true
    else lost()
  }
  const schedule = () => {
    if (timer !== undefined || writing !== undefined || held || waiting.length === 0) return
    timer = clock.deadline(nextWait(), () => {
      timer = undefined
      writing = commit()
        .catch(lost)
        .finally(() => {
          writing = undefined
          schedule()
        })
    })
  }
  const release = () => {
    held = false
    released.resolve()
    released = Promise.withResolvers()
    schedule()
  }
  const hurry = () => {
    timer?.()
    timer = undefined
  }
  const settled = async () => {
    hurry()
    await writing
    hurry()
  }
  const taken = () => {
    const entries = gathered(waiting)
    waiting = []
    return entries
  }

  return {
    write(entry) {
      waiting.push(entry)
      schedule()
    },
    hold() {
      held = true
    },
    release,
    anew() {
      shown = ''
      release()
    },
    get released() {
      return released.promise
    },
    get held() {
      return held
    },
    get shown() {
      return shown
    },
    async stop() {
      await settled()
      return taken()
    },
    putBack,
    writeWith,
  }
}

/** Streams whose commits were answered at once would wait equally long and stay together, and all who watch them be written to in one burst. */
function unevenWaits(executionId: string): () => number {
  const seed = Number.parseInt(executionId.slice(-6), 16)
  const steps = SOONER_MS + 1
  const stride = 1 + (seed % SOONER_MS)
  let turn = seed % steps
  return () => {
    turn = (turn + stride) % steps
    return GROUP_MS - turn
  }
}

/** The text of the answer with one more entry; a new answer begins anew. */
function continued(text: string, { kind, data }: Entry): string {
  if (kind === 'streaming:start') return ''
  return kind === 'streaming:update' ? text + String(data.delta) : text
}

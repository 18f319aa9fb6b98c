import type { Kysely } from 'kysely'
import { asStorageError, type StorageError, troubleOf } from './failure'
import type { ProcessLocks } from './process-locks'
import type { Reader } from './reader'
import type { Statement } from './statement'
import type { Tables } from './tables'
import type { Unit } from './unit'
import type { Job, JobResult } from './writer'

/** The only door to the database. Failing writes throw StorageUnavailable and leave nothing behind. */
export interface Store {
  /** Atomic, and durable when it resolves. */
  write<Input, Output>(unit: Unit<Input, Output>, input: Input): Promise<Output>
  /** Rows of a compiled statement, from the reading connection. */
  find<Input extends object, Row>(statement: Statement<Input, Row>, input: Input): Promise<readonly Row[]>
  /** As `find`, for what is asked with every request: the rows are remembered until anybody commits anything. They must not be changed. */
  recall<Input extends object, Row>(statement: Statement<Input, Row>, input: Input): Promise<readonly Row[]>
  /** A query that is put together as it is needed, on the reading connection. Sees everything that was given to `write` before. */
  read<Result>(query: (db: Kysely<Tables>) => Promise<Result>): Promise<Result>
  /** Whether the last write could be stored, and the server, where there is one, is there. */
  writable(): boolean
  /** Calls `listener` after each commit of this store, for as long as the store is open, and after those of others where they can be heard. It must not throw. */
  onCommit(listener: () => void): void
  /** What was overwritten or removed is in no file of the database any more; where that is not in our hands, in as few as possible. Writing waits meanwhile. */
  compact(): Promise<void>
  /** The locks of the processes on this database, where the database itself keeps them. */
  readonly locks?: ProcessLocks
  close(): Promise<void>
}

/** Commits a group of jobs: in this thread, in the writer's, or on a server. */
export interface Committer {
  commit(jobs: readonly Job[]): Promise<readonly JobResult[]>
  /** It works beside this thread, and by itself makes one group of all that it was given meanwhile. */
  readonly isBeside?: boolean
  /** Leaves nothing behind of what was overwritten or removed; a committer without it has no say in that. */
  compact?(): Promise<void>
  /** Whether the server is there; a committer without one always is. */
  connected?(): boolean
  close(): Promise<void>
}

/** Hears of the commits of other processes. */
export interface Ear {
  onCommit(listener: () => void): void
  close(): Promise<void>
}

interface Waiting extends Job {
  resolve(output: unknown): void
  reject(error: Error): void
}

/** One is being committed while the next one waits at the writer's door, so that it never waits for us. */
const GROUPS_UNDER_WAY = 2
/** So many are answered in one turn where the writer works beside: what they lead to is written while the rest are answered. */
const ANSWERED_AT_ONCE = 10

interface Deps {
  readonly reader: Reader
  readonly committer: Committer
  readonly ear?: Ear
  readonly locks?: ProcessLocks
}

/** A store over a reader and a committer. Units that arrive in one turn, or while a group is being committed, make the next group. */
export function createStore({ reader, committer, ear, locks }: Deps): Store {
  let waiting: Waiting[] = []
  let underWay = 0
  let scheduled = false
  let writable = true
  let latest: Promise<unknown> = Promise.resolve()
  const listeners: (() => void)[] = []
  const [mostUnderWay, mostAtOnce] = committer.isBeside ? [Infinity, ANSWERED_AT_ONCE] : [GROUPS_UNDER_WAY, Infinity]
  /** What is committed, and not yet answered, in order. */
  const committed: (() => void)[] = []
  let answering = false

  const settle = (job: Waiting, result: JobResult | undefined) => {
    if (result?.kind === 'done') {
      if (result.idle !== true) writable = true
      return job.resolve(result.output)
    }
    const error: StorageError = result?.error ?? new Error('the writer gave no result')
    if (troubleOf(error) === 'failing') writable = false
    job.reject(asStorageError(error))
  }

  const schedule = () => {
    if (scheduled || waiting.length === 0 || underWay === mostUnderWay) return
    scheduled = true
    setImmediate(flush)
  }

  const answer = () => {
    for (const next of committed.splice(0, mostAtOnce)) next()
    answering = committed.length > 0
    if (answering) setImmediate(answer)
  }

  const flush = async () => {
    const group = waiting
    waiting = []
    scheduled = false
    underWay += 1
    try {
      const results = await committer.commit(group)
      reader.forget()
      group.forEach((job, index) => {
        committed.push(() => settle(job, results[index]))
      })
      if (!answering) answer()
      for (const tell of listeners) tell()
    } catch (error) {
      for (const job of group) job.reject(error instanceof Error ? error : new Error(String(error)))
    }
    underWay -= 1
    schedule()
  }

  return {
    write<Input, Output>(unit: Unit<Input, Output>, input: Input): Promise<Output> {
      const written = new Promise<Output>((resolve, reject) => {
        waiting.push({ unit: unit as Unit<never, unknown>, input, resolve: resolve as (output: unknown) => void, reject })
        schedule()
      })
      latest = written.catch(() => {})
      return written
    },
    find: (statement, input) => found(() => reader.find(statement, input)),
    recall: (statement, input) => found(() => reader.recall(statement, input)),
    read: (query) => latest.then(() => query(reader.db)).catch((error: unknown) => Promise.reject(readingError(error))),
    compact: () => latest.then(() => committer.compact?.()).catch((error: unknown) => Promise.reject(readingError(error))),
    writable: () => writable && committer.connected?.() !== false,
    onCommit: (listener) => {
      listeners.push(listener)
      ear?.onCommit(listener)
    },
    ...(locks === undefined ? {} : { locks }),
    // The writer last, so that it can tidy the log of the database away.
    close: async () => {
      await latest
      await ear?.close()
      await locks?.close()
      await reader.close()
      await committer.close()
    },
  }
}

const readingError = (error: unknown): unknown => (error instanceof Error ? asStorageError(error) : error)

const refuse = (error: unknown): Promise<never> => Promise.reject(readingError(error))

/** What a reader found, in its own time; a promise more would be made for each read. */
function found<Row>(read: () => readonly Row[] | Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    const rows = read()
    return rows instanceof Promise ? rows.catch(refuse) : Promise.resolve(rows)
  } catch (error) {
    return refuse(error)
  }
}

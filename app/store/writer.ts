import type { Database as Connection, Statement as Prepared } from 'better-sqlite3'
import { type StorageError, troubleOf } from './failure'
import type { Statement } from './statement'
import type { Step, Unit, Write } from './unit'

/** A unit with its input, waiting to be committed. */
export interface Job {
  readonly unit: Unit<never, unknown>
  readonly input: unknown
}

export type JobResult =
  /** `idle`: nothing was written, so that nothing is known of whether it could have been. */
  { readonly kind: 'done'; readonly output: unknown; readonly idle?: boolean } | { readonly kind: 'failed'; readonly error: StorageError }

export type Runner = <Row>(statement: Statement<never, Row>, input: object) => readonly Row[]

/** Runs compiled statements on one connection; each is prepared once. */
export function createRunner(db: Connection): Runner {
  const prepared = new Map<Statement<never, unknown>, Prepared>()
  return <Row>(statement: Statement<never, Row>, input: object): readonly Row[] => {
    let ready = prepared.get(statement)
    if (ready === undefined) {
      ready = db.prepare(statement.sql)
      prepared.set(statement, ready)
    }
    const values = statement.bind(input as never)
    if (ready.reader) return ready.all(...values) as Row[]
    ready.run(...values)
    return []
  }
}

/**
 * Commits units in groups: one IMMEDIATE transaction, all answered after the one commit. A failing unit leaves nothing behind and does not
 * touch the others: where one fails, all are begun again, each in its own savepoint; if SQLite gave up the whole transaction, each alone.
 */
export function createWriter(db: Connection): (jobs: readonly Job[]) => readonly JobResult[] {
  const runner = createRunner(db)
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  const rollback = db.prepare('rollback')
  const savepoint = db.prepare('savepoint unit')
  const release = db.prepare('release unit')
  const undo = db.prepare('rollback to unit')

  const bare = (job: Job): JobResult => ({ kind: 'done', output: drive(runner, job) })

  const within = (job: Job): JobResult => {
    savepoint.run()
    try {
      const result = bare(job)
      release.run()
      return result
    } catch (error) {
      if (!db.inTransaction) throw error
      undo.run()
      release.run()
      return failed(error)
    }
  }

  /** Throws what failed, with nothing left behind. */
  const together = (jobs: readonly Job[], one: (job: Job) => JobResult): readonly JobResult[] => {
    try {
      begin.run()
      const results = jobs.map(one)
      commit.run()
      return results
    } catch (error) {
      if (db.inTransaction) rollback.run()
      throw error
    }
  }

  const alone = (job: Job): JobResult => {
    try {
      return together([job], bare)[0] ?? failed('no result')
    } catch (error) {
      return failed(error)
    }
  }

  const withSavepoints = (jobs: readonly Job[]): readonly JobResult[] => {
    try {
      return together(jobs, within)
    } catch {
      return jobs.map(alone)
    }
  }

  return (jobs) => {
    if (jobs.length === 1) return jobs.map(alone)
    try {
      // A savepoint keeps a copy of each page that is written after it: seldom needed, and dear.
      return together(jobs, bare)
    } catch (error) {
      return isBusy(error) ? jobs.map(() => failed(error)) : withSavepoints(jobs)
    }
  }
}

const failed = (error: unknown): JobResult => ({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) })

/** Another process holds the lock, and goes on holding it. */
const isBusy = (error: unknown): boolean => error instanceof Error && troubleOf(error) === 'busy'

function drive(runner: Runner, { unit, input }: Job): unknown {
  const work: Write<unknown> = unit.body(input as never)
  const rowsOf = (step: Step) => runner(step.statement, step.input)
  let next = work.next()
  while (!next.done) {
    const steps = next.value
    next = work.next(isOne(steps) ? rowsOf(steps) : steps.map(rowsOf))
  }
  return next.value
}

const isOne = (steps: Step | readonly Step[]): steps is Step => !Array.isArray(steps)

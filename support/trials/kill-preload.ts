import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import type { Database as Connection } from 'better-sqlite3'
import type { Step, Write } from '../../app/store/unit'
import type { Job } from '../../app/store/writer'
import type { Phase } from './kill-plan'
import { DIED, DURABLE, ORDERS, type Orders } from './orders'
import { handlingOf } from './planted'

const FULL = 2
const STANDARD_OUTPUT = 1
const tell = (text: string): void => void writeSync(STANDARD_OUTPUT, `${text}\n`)

/** SIGKILL from inside: nothing runs after it. */
function die(): never {
  tell(DIED)
  process.kill(process.pid, 'SIGKILL')
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

/** Preloaded in the writer's thread of a platform that is to be killed: the platform's own code stays as it is. */
function standBy(): void {
  if (isMainThread) return
  const file = require.resolve('../../app/store/writer')
  const writer: typeof import('../../app/store/writer') = require(file)
  const module = require.cache[file]
  const orders: Orders = JSON.parse(process.env[ORDERS] ?? '{}')
  if (module !== undefined) module.exports = { ...writer, createWriter: (db: Connection) => watchedWriter(db, writer.createWriter, orders) }
}

function watchedWriter(db: Connection, createWriter: typeof import('../../app/store/writer').createWriter, { point, bug }: Orders) {
  const handling = handlingOf(bug, db)
  let reached = 0
  /** The group that is being committed holds the occurrence that is waited for. */
  let due = false
  const at = (phase: Phase) => {
    if (due && point?.phase === phase) die()
  }
  assertDurable(db)
  interpose(db, {
    'begin immediate': (really) => handling.begin(really),
    commit(really) {
      at('precommit')
      handling.commit(really, () => at('committed'))
    },
    rollback: (really) => handling.rollback(really),
    'savepoint unit': (really) => handling.savepoint(really),
    'release unit': (really) => handling.savepoint(really),
    'rollback to unit': (really) => handling.savepoint(really),
  })

  const watched = (job: Job): Job => {
    const isDue = job.unit.name === point?.step && ++reached === point.nth
    due ||= isDue
    const body = function* (input: never): Write<unknown> {
      if (isDue) at('begun')
      const work = job.unit.body(input)
      let done = 0
      let next = work.next()
      while (!next.done) {
        const rows: unknown = carriedOutOtherwise(next.value, handling.instead) ?? (yield next.value)
        done += 1
        if (isDue && done === point?.statement) at('middle')
        next = work.next(rows)
      }
      if (isDue) at('middle')
      return next.value
    }
    return { ...job, unit: { name: job.unit.name, body } }
  }

  const commit = createWriter(db)
  return (jobs: readonly Job[]) => {
    due = false
    const group = jobs.map(watched)
    at('before')
    return commit(group)
  }
}

const carriedOutOtherwise = (asked: Step | readonly Step[], instead: (step: Step) => readonly unknown[] | undefined): unknown =>
  Array.isArray(asked) ? undefined : instead(asked as Step)

/** SIGKILL cannot show a lost fsync: it is asserted that commits wait for it. */
function assertDurable(db: Connection): void {
  const full = db.pragma('synchronous', { simple: true }) === FULL && db.pragma('journal_mode', { simple: true }) === 'wal'
  if (full) tell(DURABLE)
}

/** Puts a function in the way of certain statements. */
function interpose(db: Connection, wrappers: Readonly<Record<string, (really: () => void) => void>>): void {
  const prepare = db.prepare.bind(db)
  const wrapped = (sql: string) => {
    const statement = prepare(sql)
    const wrapper = wrappers[sql]
    return wrapper === undefined ? statement : { run: () => wrapper(() => void statement.run()) }
  }
  Object.assign(db, { prepare: wrapped })
}

standBy()

import type { Database as Connection } from 'better-sqlite3'
import type { Statement } from '../../app/store/statement'
import type { Step } from '../../app/store/unit'

/** Bugs that the trial must find before its word counts, each with the check that has to notice it. */
export const PLANTED = {
  'acknowledged before the commit': 'acknowledged',
  'audit outside the transaction': 'audit',
  'outbox outside the transaction': 'outbox',
  'no transaction': 'any',
  'steps that nobody finds again': 'once',
  'fencing kept in memory': 'lease',
} as const
export type PlantedBug = keyof typeof PLANTED

/** How the writer's connection is handled by a platform that has the bug. */
export interface Handling {
  begin(really: () => void): void
  commit(really: () => void, committed: () => void): void
  rollback(really: () => void): void
  savepoint(really: () => void): void
  /** The rows of a step that is not carried out as it is asked for; undefined if it is. */
  instead(step: Step): readonly unknown[] | undefined
}

const nothing = (): void => {}

const SOUND: Handling = {
  begin: (really) => really(),
  commit(really, committed) {
    really()
    committed()
  },
  rollback: (really) => really(),
  savepoint: (really) => really(),
  instead: () => undefined,
}

/** How long after its acknowledgement something is written. */
const LATE_MS = 80

/** What is written in the meantime goes into the same transaction. */
function lateCommit(): Handling {
  let isOpen = false
  return {
    ...SOUND,
    begin(really) {
      if (!isOpen) really()
    },
    commit(really, committed) {
      if (isOpen) return
      isOpen = true
      setTimeout(() => {
        isOpen = false
        really()
        committed()
      }, LATE_MS)
    },
    rollback: nothing,
  }
}

/** Rows of one table are written some time after the commit, each for itself. */
function outside(db: Connection, table: string): Handling {
  const inserting = `insert into "${table}" (`
  const waiting: Step[] = []
  const bound = ({ statement, input }: Step): readonly unknown[] => (statement as Statement<object, unknown>).bind(input)
  const writeDown = () => {
    for (const step of waiting.splice(0)) db.prepare(step.statement.sql).run(...bound(step))
  }
  return {
    ...SOUND,
    commit(really, committed) {
      really()
      committed()
      setTimeout(writeDown, LATE_MS)
    },
    instead(step) {
      if (step.statement.sql.startsWith(inserting)) {
        waiting.push(step)
        return []
      }
      const last = waiting.at(-1)
      const asksForLast = table === 'audit' && step.statement.sql.includes('order by "seq" desc')
      return last !== undefined && asksForLast ? [last.input] : undefined
    },
  }
}

/** A step's run is not known by its name: after a crash it looks as if it had never begun. */
const withoutName = (db: Connection): Handling => ({
  ...SOUND,
  instead({ statement, input }) {
    if (!statement.sql.startsWith('insert into "execution" (')) return undefined
    db.prepare(statement.sql).run(...(statement as Statement<object, unknown>).bind({ ...input, run_id: null }))
    return []
  },
})

/** The numbers of leases begin anew with every process. */
function inMemory(db: Connection): Handling {
  const numbers = new Map<string, number>()
  return {
    ...SOUND,
    instead({ statement, input }) {
      if (!statement.sql.includes('fencing + 1')) return undefined
      const { id } = input as { readonly id: string }
      const fencing = (numbers.get(id) ?? 0) + 1
      numbers.set(id, fencing)
      db.prepare('update resource set fencing = ? where id = ?').run(fencing, id)
      return [{ fencing }]
    },
  }
}

const autocommit: Handling = {
  ...SOUND,
  begin: nothing,
  commit: (_really, committed) => committed(),
  rollback: nothing,
  savepoint: nothing,
}

/** The handling of a sound platform, or of one with a bug. */
export function handlingOf(bug: PlantedBug | undefined, db: Connection): Handling {
  switch (bug) {
    case undefined:
      return SOUND
    case 'acknowledged before the commit':
      return lateCommit()
    case 'audit outside the transaction':
      return outside(db, 'audit')
    case 'outbox outside the transaction':
      return outside(db, 'episode_due')
    case 'no transaction':
      return autocommit
    case 'steps that nobody finds again':
      return withoutName(db)
    case 'fencing kept in memory':
      return inMemory(db)
  }
}

import type { Database } from 'better-sqlite3'
import { openWishes } from '../../app/coordination/resource-settling'
import type { Step, Write } from '../../app/store/unit'
import type { Job } from '../../app/store/writer'

/** A platform that has the bug writes another job in place of one, or writes something behind it. */
export interface Bug {
  /** What the watch has to say of it. */
  readonly notice: RegExp
  instead?(job: Job, database: Database): Job
  behind?(job: Job, database: Database): void
}

/** The unit as it runs that does not see who holds. */
function* blind(work: Write<unknown>): Write<unknown> {
  let next = work.next()
  while (!next.done) {
    const rows = (yield next.value) as readonly { readonly fencing?: number | null }[]
    const isLine = (next.value as Step).statement === openWishes
    next = work.next(isLine ? rows.filter(({ fencing }) => fencing === null) : rows)
  }
  return next.value
}

const LONG_AGO = 0

const isOf = (name: string, { unit }: Job): boolean => unit.name === name
const presently = (database: Database, sql: string): unknown => database.prepare(sql).pluck().get()

/** The job with another input, if it is one of this unit. */
const changed = <Input>(name: string, job: Job, change: (input: Input) => object): Job =>
  isOf(name, job) ? { ...job, input: { ...(job.input as object), ...change(job.input as Input) } } : job

interface Fenced {
  readonly fence?: { readonly occasion: object }
}

/** Bugs that the trial must notice before its word counts. */
export const LEASE_BUGS: Readonly<Record<string, Bug>> = {
  'a lease that has run out still writes': {
    notice: /^state.write: number \d+ was taken/,
    instead: (job) => changed<Fenced>('state.write', job, ({ fence }) => ({ fence: fence && { ...fence, occasion: { ...fence.occasion, now: LONG_AGO } } })),
  },
  'any number writes': {
    notice: /^state.write: number \d+ was taken/,
    instead: (job, database) =>
      changed<Fenced>('state.write', job, ({ fence }) => ({ fence: fence && { ...fence, fencing: presently(database, 'select fencing from resource') } })),
  },
  'any version is overwritten': {
    notice: /^state.write: a version was overwritten/,
    instead: (job, database) => changed('state.write', job, () => ({ version: presently(database, 'select max(version) from shared_state') ?? 0 })),
  },
  'a lease that has run out is renewed': {
    notice: /^resource.renew: number \d+ was taken/,
    instead: (job) => changed('resource.renew', job, () => ({ now: LONG_AGO })),
  },
  'any number gives back': {
    notice: /^resource.release: number \d+ was taken/,
    instead: (job, database) => changed('resource.release', job, () => ({ fencing: presently(database, 'select fencing from resource') })),
  },
  'who holds it is not looked at': {
    notice: /: 2 hold it at one time/,
    instead: (job) => (isOf('resource.ask', job) ? { ...job, unit: { ...job.unit, body: (input: never) => blind(job.unit.body(input)) } } : job),
  },
  'numbers turn back': {
    notice: /: the number turned back/,
    behind: (job, database) => void (isOf('resource.release', job) && database.prepare('update resource set fencing = 0').run()),
  },
  'the last to come is the first': {
    notice: / wait, and .+ should/,
    behind: (job, database) =>
      void (isOf('resource.ask', job) && database.prepare("update resource_request set place = -place where status = 'waiting' and place > 0").run()),
  },
}

import type { Clock } from '../../shared/clock'
import { StorageUnavailable } from '../../shared/errors'
import type { Committer } from '../store'
import type { Step, Write } from '../unit'
import type { Job, JobResult } from '../writer'
import type { Link } from './link'
import type { Session } from './session'
import { createTransactions, isLost } from './transactions'

interface Deps {
  readonly link: Link
  readonly clock: Clock
  /** Names this process to those who hear of its commits. */
  readonly origin: string
}

const UNDO = 'rollback to unit; release unit'

/**
 * Commits units in groups: one transaction under one advisory lock, each unit in its own savepoint, all answered after the one commit.
 * A failing unit leaves nothing behind and does not touch the others; if the server gave up the whole transaction, each runs again alone.
 */
export function postgresCommitter({ link, clock, origin }: Deps): Committer {
  const transactions = createTransactions({ link, clock, origin })
  let latest: Promise<unknown> = Promise.resolve()

  const transaction = async (session: Session, work: () => Promise<readonly JobResult[]>): Promise<readonly JobResult[]> => {
    const { done, wrote } = await transactions.run(session, work)
    return wrote ? done : done.map((result) => (result.kind === 'done' ? { ...result, idle: true } : result))
  }

  const alone = (session: Session, job: Job): Promise<JobResult> =>
    transaction(session, async () => [{ kind: 'done', output: await drive(session, job) }]).then(([result]) => result ?? failed('no result'), failed)

  const oneByOne = async (session: Session, jobs: readonly Job[]): Promise<JobResult[]> => {
    const results: JobResult[] = []
    for (const job of jobs) results.push(await alone(session, job))
    return results
  }

  const together = async (session: Session, jobs: readonly Job[]): Promise<readonly JobResult[]> => {
    try {
      return await transaction(session, async () => {
        const results: JobResult[] = []
        for (const job of jobs) results.push(await within(session, job))
        return results
      })
    } catch (error) {
      if (isLost(error) || error instanceof StorageUnavailable) return jobs.map(() => failed(error))
      return oneByOne(session, jobs)
    }
  }

  const commitGroup = async (jobs: readonly Job[]): Promise<readonly JobResult[]> => {
    try {
      const session = await link.session()
      return await (jobs.length === 1 ? oneByOne(session, jobs) : together(session, jobs))
    } catch (error) {
      return jobs.map(() => failed(error))
    }
  }

  return {
    commit(jobs) {
      const done = latest.then(() => commitGroup(jobs))
      latest = done
      return done
    },
    connected: link.connected,
    async close() {
      await transactions.leave().catch(() => undefined)
      await link.close()
    },
  }
}

async function within(session: Session, job: Job): Promise<JobResult> {
  const opened = session.query('savepoint unit')
  opened.catch(() => undefined)
  try {
    const output = await drive(session, job)
    await opened
    // Not waited for: whatever comes next stands behind it.
    session.query('release unit').catch(() => undefined)
    return { kind: 'done', output }
  } catch (error) {
    if (isLost(error)) throw error
    await session.query(UNDO)
    return failed(error)
  }
}

const failed = (error: unknown): JobResult => ({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) })

async function drive(session: Session, { unit, input }: Job): Promise<unknown> {
  const work: Write<unknown> = unit.body(input as never)
  const rowsOf = (step: Step) => session.run(step.statement, step.input)
  let next = work.next()
  while (!next.done) {
    const steps = next.value
    const answer: unknown = isOne(steps) ? await rowsOf(steps) : await Promise.all(steps.map(rowsOf))
    next = work.next(answer)
  }
  return next.value
}

const isOne = (steps: Step | readonly Step[]): steps is Step => !Array.isArray(steps)

import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { reopenSqlite } from './sqlite'
import type { Committer } from './store'
import { type Unit, unit } from './unit'
import { createWriter, type Job, type JobResult } from './writer'

interface Setup {
  readonly path: string
  readonly unitsModule: string
}
const CLOSE = 'close'
/** Nothing lives long here: more would only be memory. */
const YOUNG_MB = 4
type Order = readonly { readonly name: string; readonly input: unknown }[]
type Reply = readonly (
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined }
)[]

/** Commits in a worker thread, groups in the order they were given, units by name. Rejects if the thread cannot open the database. */
export async function threadedCommitter(setup: Setup): Promise<Committer> {
  const worker = new Worker(__filename, { workerData: { writer: setup }, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
  let answers: { resolve(reply: Reply): void; reject(error: Error): void }[] = []
  let dead: Error | undefined
  const die = (error: Error) => {
    dead = error
    for (const answer of answers) answer.reject(error)
    answers = []
  }
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
  })
  worker.on('message', (reply: Reply) => answers.shift()?.resolve(reply))
  worker.on('error', die)
  worker.on('exit', () => die(new Error('the writing thread has ended')))
  return {
    async commit(jobs) {
      if (dead) throw dead
      const replied = new Promise<Reply>((resolve, reject) => {
        answers.push({ resolve, reject })
      })
      worker.postMessage(jobs.map((job) => ({ name: job.unit.name, input: job.input })))
      return (await replied).map(resultOf)
    },
    close: () =>
      new Promise((resolve) => {
        if (dead) return resolve()
        worker.once('exit', () => resolve())
        worker.postMessage(CLOSE)
      }),
  }
}

function resultOf(reply: Reply[number]): JobResult {
  if (reply.kind === 'done') return reply
  return { kind: 'failed', error: Object.assign(new Error(reply.message), reply.code === undefined ? {} : { code: reply.code }) }
}

function work({ path, unitsModule }: Setup, port: NonNullable<typeof parentPort>): void {
  const units: Record<string, Unit<never, unknown>> = require(unitsModule).units
  const connection = reopenSqlite(path)
  const commit = createWriter(connection)
  const carryOut = (order: Order): Reply => {
    const jobs = order.map(({ name, input }): Job => ({ unit: units[name] ?? unknownUnit(name), input }))
    return commit(jobs).map(replyOf)
  }
  port.on('message', (order: Order | typeof CLOSE) => {
    if (order === CLOSE) {
      connection.close()
      return port.close()
    }
    return port.postMessage(carryOut(order) satisfies Reply)
  })
  port.postMessage('ready')
}

/** Fails like any unit that throws, so that the rest of its group is not lost with it. */
const unknownUnit = (name: string): Unit<never, unknown> =>
  // biome-ignore lint/correctness/useYield: it has nothing to ask of the database
  unit(name, function* () {
    throw new Error(`no unit is named ${name}`)
  })

const replyOf = (result: JobResult): Reply[number] =>
  result.kind === 'done' ? result : { kind: 'failed', message: result.error.message, code: result.error.code }

if (!isMainThread && parentPort && workerData?.writer) work(workerData.writer, parentPort)

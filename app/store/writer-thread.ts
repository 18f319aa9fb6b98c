import { isMainThread, type MessagePort, parentPort, receiveMessageOnPort, Worker, workerData } from 'node:worker_threads'
import { compactSqlite, reopenSqlite } from './sqlite'
import type { Committer } from './store'
import { type Unit, unit } from './unit'
import { createWriter, type Job, type JobResult } from './writer'

interface Setup {
  readonly path: string
  readonly unitsModule: string
}
const CLOSE = 'close'
const COMPACT = 'compact'
/** Nothing lives long here: more would only be memory. */
const YOUNG_MB = 4
type Order = readonly { readonly name: string; readonly input: unknown }[]
type Message = Order | typeof COMPACT | typeof CLOSE
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
  worker.on('message', (replies: readonly Reply[]) => {
    for (const reply of replies) answers.shift()?.resolve(reply)
  })
  worker.on('error', die)
  worker.on('exit', () => die(new Error('the writing thread has ended')))
  const ask = (order: Order | typeof COMPACT): Promise<Reply> => {
    if (dead) return Promise.reject(dead)
    const replied = new Promise<Reply>((resolve, reject) => {
      answers.push({ resolve, reject })
    })
    worker.postMessage(order)
    return replied
  }
  return {
    isBeside: true,
    commit: async (jobs) => (await ask(jobs.map((job) => ({ name: job.unit.name, input: job.input })))).map(resultOf),
    async compact() {
      const [result] = (await ask(COMPACT)).map(resultOf)
      if (result?.kind === 'failed') throw result.error
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

/** Orders that lie at the door make one group; each is replied to by itself. */
function work({ path, unitsModule }: Setup, port: MessagePort): void {
  const units: Record<string, Unit<never, unknown>> = require(unitsModule).units
  const connection = reopenSqlite(path)
  const commit = createWriter(connection)
  const jobOf = ({ name, input }: Order[number]): Job => ({ unit: units[name] ?? unknownUnit(name), input })
  const carryOut = (orders: readonly Order[]): readonly Reply[] => {
    const results = commit(orders.flat().map(jobOf)).map(replyOf)
    return orders.map(({ length }) => results.splice(0, length))
  }
  const compact = (): JobResult => {
    try {
      compactSqlite(connection)
      return { kind: 'done', output: undefined }
    } catch (error) {
      return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) }
    }
  }
  const heed = (word: typeof COMPACT | typeof CLOSE) => {
    if (word === COMPACT) return port.postMessage([[replyOf(compact())]] satisfies readonly Reply[])
    connection.close()
    port.close()
  }
  port.on('message', (first: Message) => {
    const { orders, word } = arrived(port, first)
    if (orders.length > 0) port.postMessage(carryOut(orders) satisfies readonly Reply[])
    if (word !== undefined) heed(word)
  })
  port.postMessage('ready')
}

/** What has come by now, as far as the first that is no order. */
function arrived(port: MessagePort, first: Message): { readonly orders: readonly Order[]; readonly word?: typeof COMPACT | typeof CLOSE } {
  const orders: Order[] = []
  for (let next: { message: Message } | undefined = { message: first }; next !== undefined; next = receiveMessageOnPort(port)) {
    if (next.message === COMPACT || next.message === CLOSE) return { orders, word: next.message }
    orders.push(next.message)
  }
  return { orders }
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

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type JobsOptions, Queue, Worker } from 'bullmq'
import { better, defineQueue } from 'plainjob'
import { freePort } from './processes'

/** A queue as a bench uses it: each call is durable, as far as it ever is, when it resolves. */
export interface Peer {
  add(): Promise<void>
  /** Takes the next one, with what it is about, and says that it is done. */
  work(): Promise<void>
  close(): Promise<void>
}

const FULL = 2
/** What a task is about. */
export const WORDS = { text: 'Make it 640 pixels wide, and tell nobody.', page: 12 }

/** plainjob on a file; it sets NORMAL itself, so FULL is set after it. */
export function openPlainjob(path: string): Peer {
  const database = new Database(path)
  const queue = defineQueue({ connection: better(database), logger: { error() {}, warn() {}, info() {}, debug() {} } })
  database.pragma('synchronous = FULL')
  database.transaction(() => database.pragma('user_version = 1')).immediate()
  database.pragma('synchronous = FULL')
  if (database.pragma('synchronous', { simple: true }) !== FULL) throw new Error('plainjob would not be as durable')
  return {
    async add() {
      queue.add('bench', { title: 'resize', data: WORDS })
    },
    async work() {
      const taken = queue.getAndMarkJobAsProcessing('bench')
      const job = taken && queue.getJobById(taken.id)
      if (job === undefined) throw new Error('plainjob has nothing to do')
      queue.markJobAsDone(job.id)
    },
    async close() {
      queue.close()
      if (database.open) database.close()
    },
  }
}

/** How Redis keeps what it was told: as it comes, or written through at each command. */
export const REDIS = {
  default: [],
  'fsync always': ['--appendonly', 'yes', '--appendfsync', 'always'],
} as const

/** BullMQ and nothing else: a task is added, and the next one is done. */
export function onBullmq(queue: Queue, worker: Worker, options: JobsOptions = {}): Peer {
  let tokens = 0
  return {
    add: async () => void (await queue.add('resize', WORDS, options)),
    async work() {
      const token = `${++tokens}`
      const job = await worker.getNextJob(token, { block: false })
      if (job === undefined) throw new Error('BullMQ has nothing to do')
      await job.moveToCompleted('done', token, false)
    },
    async close() {
      await worker.close()
      await queue.close()
    },
  }
}

/** BullMQ alone on a Redis of its own, which runs for as long as this is open. */
export async function openBullmq(folder: string, manner: keyof typeof REDIS): Promise<Peer> {
  const port = await freePort()
  const dir = join(folder, `redis-${port}`)
  mkdirSync(dir)
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--logfile', 'log', ...REDIS[manner]], { stdio: 'ignore' })
  await listening(server, port)
  const connection = { host: '127.0.0.1', port }
  const queue = new Queue('bench', { connection })
  const worker = new Worker('bench', null, { connection, autorun: false })
  // Without it nothing that is done is given a lock for long.
  await worker.waitUntilReady()
  const peer = onBullmq(queue, worker)
  return {
    ...peer,
    async close() {
      await peer.close()
      const gone = once(server, 'exit')
      server.kill('SIGTERM')
      await gone
    },
  }
}

async function listening(server: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) throw new Error('redis-server did not start')
    const socket = createConnection(port, '127.0.0.1')
    const isThere = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false)
    socket.destroy()
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('redis-server does not listen')
}

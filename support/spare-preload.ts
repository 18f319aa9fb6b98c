import { readFileSync } from 'node:fs'
import threads, { isMainThread, MessageChannel, type MessagePort, receiveMessageOnPort, type Worker, workerData } from 'node:worker_threads'

/**
 * Preloaded, as the last, into a platform that is started before anybody needs it: loads its modules, and lets `app/main.ts` begin only when
 * the environment has come, as JSON, through file descriptor 3. Its writing thread waits for its work in the same way. If nothing comes, the
 * one who would have sent it is gone: then it ends.
 */
const ENVIRONMENT = 3
const WRITER = require.resolve('../app/store/writer-thread')

interface Waiting {
  readonly port: MessagePort
  /** No longer 0 when there is something to be taken from the port. */
  readonly bell: Int32Array
}

function wait(): void {
  const writer = prepareWriter()
  require('../app/serve')
  require('../app/running')
  const text = readFileSync(ENVIRONMENT, 'utf8')
  if (text === '') process.exit()
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, JSON.parse(text))
  handOver(writer)
}

interface Prepared {
  readonly worker: Worker
  readonly give: (data: unknown) => void
}

/** Starts a thread on the file of the writing thread, which loads what that needs and then waits for its data. */
function prepareWriter(): Prepared {
  const { port1, port2: port } = new MessageChannel()
  const bell = new Int32Array(new SharedArrayBuffer(4))
  const worker = new threads.Worker(WRITER, { workerData: { waiting: { port, bell } satisfies Waiting }, transferList: [port], env: threads.SHARE_ENV })
  worker.unref()
  port1.unref()
  const give = (data: unknown) => {
    port1.postMessage(data)
    Atomics.store(bell, 0, 1)
    Atomics.notify(bell, 0)
    worker.ref()
  }
  return { worker, give }
}

/** Whoever starts a writing thread next is given the one that waits. */
function handOver({ worker, give }: Prepared): void {
  const { Worker: Original } = threads
  threads.Worker = new Proxy(Original, {
    construct(_class, [file, options]: ConstructorParameters<typeof Worker>) {
      if (file !== WRITER) return new Original(file, options)
      threads.Worker = Original
      give(options?.workerData)
      return worker
    },
  })
}

function waitAsWriter({ port, bell }: Waiting): void {
  require('../app/units')
  require('../app/store/sqlite')
  require('../app/store/writer')
  Atomics.wait(bell, 0, 0)
  Object.assign(workerData, receiveMessageOnPort(port)?.message)
  port.close()
}

if (isMainThread) wait()
else if (workerData?.waiting) waitAsWriter(workerData.waiting)

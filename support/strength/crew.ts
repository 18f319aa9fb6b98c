import { type ChildProcess, type ForkOptions, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Ask, Said } from './talk'

/** A process that runs examples in the sandbox. It is started when it is needed, and anew when it was lost or has grown. */
export interface Worker {
  /** Asks, and gives everything that is said until it is done. Fails with `Lost` if nothing is heard for longer than `patience` allows. */
  ask(ask: Ask, patience: (example: string) => number, heard: (said: Said) => void): Promise<void>
  end(): void
}

/** A worker was silent for too long, or ended by itself. */
export class Lost extends Error {
  /** With which example; undefined before the first. */
  readonly example: string | undefined

  constructor(example: string | undefined, message: string) {
    super(message)
    this.name = 'Lost'
    this.example = example
  }
}

const SILENT = 'nothing was heard any more'
/** From being asked to the beginning of the first example. */
const BEGIN_MS = 30_000
const LARGEST_BYTES = 1.4e9
const RELOADS = 12

interface Running {
  readonly child: ChildProcess
  readonly ready: Promise<unknown>
  /** The last of what it wrote to its standard error. */
  readonly errors: () => string
}

export function createWorker(folder: string): Worker {
  let running: Running | undefined
  let reloads = 0
  const start = () => {
    const execArgv = ['--max-old-space-size=3000', '-r', './support/node-version.cjs', '-r', './support/run-typescript.cjs']
    const env = { ...process.env, NODE_COMPILE_CACHE: 'node_modules/.cache/concord/compiled' }
    // In a group of its own: what a mutant leaves running ends with it.
    const own: ForkOptions = { cwd: folder, detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }
    const child = fork('support/strength/worker.ts', [], { ...own, execArgv, env, serialization: 'advanced' })
    let errors = ''
    child.stderr?.on('data', (text) => {
      errors = `${errors}${text}`.slice(-4_000)
    })
    const exited = once(child, 'exit').then(() => Promise.reject(new Error(`the worker could not be started: ${errors}`)))
    exited.catch(() => {})
    reloads = 0
    return { child, ready: Promise.race([once(child, 'message'), exited]), errors: () => errors.trim() }
  }
  const end = () => {
    if (running !== undefined) killGroup(running.child)
    running = undefined
  }
  return {
    end,
    async ask(ask, patience, heard) {
      if (ask.kind === 'try' && ask.moment === 'loading' && ++reloads > RELOADS) end()
      if (running?.child.exitCode !== null) end()
      running ??= start()
      const { child, ready, errors } = running
      await ready
      try {
        const bytes = await conversation(child, ask, { patience, heard, errors })
        if (bytes > LARGEST_BYTES) end()
      } catch (error) {
        end()
        throw error
      }
    },
  }
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // All of it has ended.
  }
}

interface Listening {
  readonly patience: (example: string) => number
  readonly heard: (said: Said) => void
  readonly errors: () => string
}

function conversation(child: ChildProcess, ask: Ask, { patience, heard, errors }: Listening): Promise<number> {
  return new Promise((resolve, reject) => {
    let example: string | undefined
    const lost = (silent: boolean) => () => settle(() => reject(new Lost(example, silent ? SILENT : `its process ended: ${errors()}`)))
    let timer = setTimeout(lost(true), BEGIN_MS)
    const settle = (how: () => void) => {
      clearTimeout(timer)
      child.off('message', listen)
      child.off('exit', ended)
      how()
    }
    const ended = lost(false)
    const listen = (said: Said) => {
      if (said.kind === 'begins') {
        example = said.example
        clearTimeout(timer)
        timer = setTimeout(lost(true), patience(example))
      }
      heard(said)
      if (said.kind === 'tried' || said.kind === 'besides') settle(() => resolve(said.bytes))
    }
    child.on('message', listen)
    child.once('exit', ended)
    child.send(ask)
  })
}

import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'

/** The project that is measured. */
export const HOME = resolve(__dirname, '../..')

const UP_WITHIN_MS = 20_000
const GONE_WITHIN_MS = 15_000
const LONGEST_SAID = 4_000

/** A program that serves on a port of this machine. */
export interface Serving {
  /** Such as `http://127.0.0.1:40001`. */
  readonly origin: string
  readonly pid: number
  stop(): Promise<void>
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

/** Called in a program started by `startOwn`. */
export const tellPort = (server: Server): void => void process.send?.(portOf(server))

/** Starts one of the small programs of this folder; it tells its port. */
export async function startOwn(file: string, args: readonly string[] = [], node: readonly string[] = ['-r', 'ts-node/register']): Promise<Serving> {
  const child = fork(join(__dirname, file), args, { execArgv: [...node], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [port] = await first(child, once(child, 'message'))
  return serving(child, port as number)
}

export interface Program {
  readonly name: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly port: number
  /** Answers once it serves. */
  readonly readyAt: string
}

/** Starts any program with the Node that runs this, and waits until it answers. What it prints is shown only if it fails to start. */
export async function startProgram({ name, args, env, port, readyAt }: Program): Promise<Serving> {
  const options: SpawnOptions = { cwd: HOME, env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }
  const child = spawn(process.execPath, args, options)
  let said = ''
  const hear = (text: Buffer) => {
    said = `${said}${text}`.slice(-LONGEST_SAID)
  }
  for (const output of [child.stdout, child.stderr]) output?.on('data', hear)
  const started = serving(child, port)
  const up = answers(`${started.origin}${readyAt}`).catch((error: Error) => {
    throw new Error(`${name} did not start (${error.message}):\n${said}`)
  })
  await first(child, up, () => said)
  return started
}

function serving(child: ChildProcess, port: number): Serving {
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', kill)
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      const late = setTimeout(kill, GONE_WITHIN_MS)
      await gone
      clearTimeout(late)
    },
  }
}

/** What comes, unless the program ends before. */
function first<T>(child: ChildProcess, wanted: Promise<T>, said: () => string = () => ''): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`a program ended early with ${code}\n${said()}`)))
    wanted.then(resolve, reject)
  })
}

async function answers(url: string): Promise<void> {
  const until = performance.now() + UP_WITHIN_MS
  for (;;) {
    try {
      await (await fetch(url)).arrayBuffer()
      return
    } catch (error) {
      if (performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const port = portOf(probe)
  probe.close()
  await once(probe, 'close')
  return port
}

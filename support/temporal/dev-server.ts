import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A Temporal to try things against. */
export interface TemporalServer {
  readonly address: string
  /** Ends it, if it was started here. */
  stop(): Promise<void>
}

/** Where `.ci/run` builds the command line, which has a development server in it. */
const BUILT = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'concord/temporal-1.5.1/temporal')
const READY_MS = 60_000
const LOOK_MS = 100

/** The server that TEMPORAL_ADDRESS names, or one of our own in memory on a free port; undefined where neither can be had. */
export async function temporalServer(env: NodeJS.ProcessEnv = process.env): Promise<TemporalServer | undefined> {
  if (env.TEMPORAL_ADDRESS !== undefined) return { address: env.TEMPORAL_ADDRESS, stop: async () => {} }
  const command = commandIn(env)
  return command === undefined ? undefined : startServer(command)
}

/** What to say where neither can be had. */
export const NO_TEMPORAL =
  'There is no Temporal here: name a server by TEMPORAL_ADDRESS, or the command line with a development server by CONCORD_TEMPORAL_CLI (go install github.com/temporalio/cli/cmd/temporal@v1.5.1).'

function commandIn(env: NodeJS.ProcessEnv): string | undefined {
  const inPath = (env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'temporal'))
  return [...(env.CONCORD_TEMPORAL_CLI === undefined ? [] : [env.CONCORD_TEMPORAL_CLI]), ...inPath, BUILT].find((file) => existsSync(file))
}

async function startServer(command: string): Promise<TemporalServer> {
  const [port, httpPort] = await Promise.all([freePort(), freePort()])
  const flags = ['--headless', '--ip', '127.0.0.1', '--port', String(port), '--http-port', String(httpPort), '--log-level', 'error']
  const server = spawn(command, ['server', 'start-dev', ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = () => void server.kill('SIGKILL')
  process.once('exit', kill)
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
  await ready(server, ended)
  return {
    address: `127.0.0.1:${port}`,
    async stop() {
      process.off('exit', kill)
      server.kill('SIGINT')
      const hard = setTimeout(kill, 5_000)
      await ended
      clearTimeout(hard)
    },
  }
}

/** It says where it listens once it does. */
async function ready(server: ChildProcess, ended: Promise<void>): Promise<void> {
  let said = ''
  const hear = (text: string) => {
    said += text
  }
  for (const stream of [server.stdout, server.stderr]) stream?.setEncoding('utf8').on('data', hear)
  const dead = ended.then(() => Promise.reject(new Error(`the development server of Temporal ended: ${said}`)))
  const listening = (async () => {
    for (let waited = 0; waited < READY_MS; waited += LOOK_MS) {
      if (/^Server:/m.test(said)) return
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    }
    throw new Error(`the development server of Temporal is not ready after ${READY_MS / 1_000} s: ${said}`)
  })()
  dead.catch(() => undefined)
  await Promise.race([listening, dead])
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port is free'))))
    })
  })

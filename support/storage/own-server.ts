import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { ConcordError, messageOf } from '../../app/shared/errors'

/** Something that a run needs is neither here nor named; it has not begun. */
export class MissingEngine extends ConcordError {
  readonly code = 'missing_engine'
}

type Reach = (url: string) => Promise<void>

/** The server that a setting of the environment names; undefined without one. Throws MissingEngine for one that cannot be reached. */
export async function namedServer(setting: string, reach: Reach): Promise<string | undefined> {
  const named = process.env[setting]
  if (named === undefined || named === '') return undefined
  await reach(named).catch((error: unknown) => {
    throw new MissingEngine(`${setting} names a server that cannot be reached: ${(error as { code?: string }).code ?? messageOf(error)}`)
  })
  return named
}

/** A server of one's own that is being started. */
interface Starting {
  readonly name: string
  readonly url: string
  readonly process: ChildProcess
  readonly reach: Reach
  readonly withinMs: number
}

const AGAIN_MS = 25

/** Until it answers. Throws MissingEngine if it ends, or does not in time. */
export async function untilReached({ name, url, process: server, reach, withinMs }: Starting): Promise<void> {
  const until = Date.now() + withinMs
  for (;;) {
    try {
      return await reach(url)
    } catch (error) {
      if (server.exitCode !== null || Date.now() > until) throw new MissingEngine(`${name} cannot be started here: ${messageOf(error)}`)
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
}

/** Ends a server by a signal, and waits until it is gone. */
export async function end(server: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill(signal)
  await ended
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen({ host: '127.0.0.1', port: 0 })
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

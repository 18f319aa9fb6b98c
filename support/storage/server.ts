import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { messageOf } from '../../app/shared/errors'
import { openSession } from '../../app/store/postgres/session'
import { end, freePort, MissingEngine, namedServer, untilReached } from './own-server'

/** A server for one run. */
export interface PostgresServer {
  /** The address of a database on it, as somebody who may make others. */
  readonly url: string
  /** Its data, if it is ours. */
  readonly folder: string | undefined
  stop(): Promise<void>
}

const NAMED_BY = 'CONCORD_TEST_POSTGRES'
const USER = 'postgres'
/** Everything else is as it is usually: what is committed is on the disk. */
const OPTIONS = ['listen_addresses=127.0.0.1', 'max_connections=200', 'shared_buffers=128MB']
const STARTED_WITHIN_MS = 60_000

/** The server that CONCORD_TEST_POSTGRES names, else one of this machine's PostgreSQL, in a temporary folder. Throws MissingEngine. */
export async function postgresForRun(): Promise<PostgresServer> {
  const named = await namedServer(NAMED_BY, reached)
  if (named === undefined) return startPostgres()
  return { url: named, folder: undefined, stop: async () => {} }
}

const reached = async (url: string): Promise<void> => (await openSession(url)).close()

/** The folder of PostgreSQL's programs; undefined if it is not on this machine. */
export function postgresPrograms(): string | undefined {
  const debian = globSync('/usr/lib/postgresql/*/bin').toSorted(
    (one, other) => Number.parseInt(other.split('/')[4] ?? '', 10) - Number.parseInt(one.split('/')[4] ?? '', 10),
  )
  return [...(process.env.PATH ?? '').split(delimiter), ...debian].find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))))
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

/** A server of one's own, which can be ended by a signal and started again on the same data. */
export interface OwnServer extends PostgresServer {
  readonly folder: string
  restart(signal: NodeJS.Signals, meanwhile?: () => Promise<void>): Promise<void>
}

/** Starts a server of one's own; its data is gone when it is stopped. Throws MissingEngine. */
export async function startPostgres(): Promise<OwnServer> {
  const programs = postgresPrograms()
  if (programs === undefined)
    throw new MissingEngine(`PostgreSQL is not on this machine: install it (apt-get install postgresql), or name a server in ${NAMED_BY}`)
  const owner = ownerOf()
  const { folder, data, password } = makeData(programs, owner)
  const port = await freePort()
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`
  const args = ['-D', data, '-p', String(port), '-k', folder, ...OPTIONS.flatMap((option) => ['-c', option])]
  const launch = async (): Promise<ChildProcess> => {
    const server = spawn(join(programs, 'postgres'), args, { ...owner, cwd: folder, stdio: 'ignore' })
    await untilReached({ name: 'PostgreSQL', url, process: server, reach: reached, withinMs: STARTED_WITHIN_MS })
    return server
  }
  let running = await launch()
  process.once('exit', () => running.kill('SIGQUIT'))
  return {
    url,
    folder,
    async restart(signal, meanwhile) {
      await end(running, signal)
      await meanwhile?.()
      running = await launch()
    },
    async stop() {
      await end(running, 'SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A folder with the data of a new server, whose only user has a password. */
function makeData(programs: string, owner: Owner | undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'concord-postgres-'))
  const data = join(folder, 'data')
  const file = join(folder, 'password')
  const password = randomBytes(12).toString('hex')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(file, password, { mode: 0o600 })
  if (owner !== undefined) for (const path of [folder, data, file]) chownSync(path, owner.uid, owner.gid)
  const initdb = ['-D', data, '-U', USER, '-E', 'UTF8', '--no-locale', '--auth=scram-sha-256', `--pwfile=${file}`]
  try {
    execFileSync(join(programs, 'initdb'), initdb, { ...owner, cwd: folder, stdio: 'pipe' })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw new MissingEngine(`PostgreSQL cannot be started here: ${messageOf(error)}`)
  }
  return { folder, data, password }
}

/** PostgreSQL refuses to run as root. */
function ownerOf(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  try {
    const id = (kind: string) => Number(execFileSync('id', [kind, USER], { stdio: 'pipe' }).toString())
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    throw new MissingEngine(`PostgreSQL does not run as root, and there is no user ${USER} on this machine; name a server in ${NAMED_BY}`)
  }
}

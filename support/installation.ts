import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { serve } from '../app/serve'
import type { Environment } from '../app/settings'
import { messageOf } from '../app/shared/errors'
import { openSqlite } from '../app/store/sqlite'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** A place where an operator tries to start the platform, and is refused: its folder, and what the platform said. */
export interface Installation {
  /** Where the data is, or would be. */
  readonly file: string
  readonly settings: Record<string, string>
  /** Calls the real start-up function in this thread. */
  tryToStart(env?: Environment): Promise<void>
  /** The sentence of the refusal, with [file], [folder] and [port] in the place of this scenario's own. */
  readonly refusal: string
  /** What stands in the folder now, and stood there before the start. */
  readonly now: Readonly<Record<string, string>>
  readonly before: Readonly<Record<string, string>>
}

export const installationOf = perScenario((world): Installation => {
  world.reach.here('the platform is started')
  const folder = mkdtempSync(join(tmpdir(), 'concord-installation-'))
  world.afterwards(async () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'concord.db')
  const settings: Record<string, string> = { DATABASE_URL: `sqlite:${file}`, PORT: '0', LOG_LEVEL: 'silent' }
  let refusal: string | undefined
  let before: Readonly<Record<string, string>> = {}
  return {
    file,
    settings,
    async tryToStart(env = {}) {
      before = contentOf(folder)
      refusal = await serve({ ...settings, ...env }).then(() => undefined, messageOf)
    },
    get refusal() {
      if (refusal === undefined) throw new Error('the platform was not refused: it has started, or was never tried')
      return refusal.replace(`PORT cannot be ${settings.PORT}:`, 'PORT cannot be [port]:').replaceAll(file, '[file]').replaceAll(folder, '[folder]')
    },
    get now() {
      return contentOf(folder)
    },
    get before() {
      return before
    },
  }
})

/** A data file as the platform leaves it. */
export function makeDataFile(file: string): void {
  const database = openSqlite(':memory:', 0)
  writeFileSync(file, database.serialize())
  database.close()
}

const contentOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => {
      const path = join(folder, name)
      return [name, statSync(path).isDirectory() ? 'a folder' : readFileSync(path).toString('base64')]
    }),
  )

/** Another program listens where the platform would. */
export async function takePort(world: ConcordWorld): Promise<void> {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen({ host: '127.0.0.1', port: 0 }, resolve))
  const address = other.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  installationOf(world).settings.PORT = String(address.port)
  world.afterwards(() => new Promise((resolve) => other.close(() => resolve())))
}

const PAGE = 4_096
/** SQLite opens a file whose header asks for a newer writer read-only, whoever asks: file rights do not hold back the root user. */
const NEWER_WRITER = 3
const WRITE_VERSION = 18

/** What can be the matter with the data file. */
export const TROUBLES = {
  'may only be read': (file: string) => {
    const bytes = readFileSync(file)
    bytes[WRITE_VERSION] = NEWER_WRITER
    writeFileSync(file, bytes)
    chmodSync(file, 0o444)
  },
  'is damaged in the middle': (file: string) => {
    const bytes = readFileSync(file)
    bytes.fill(0xa5, PAGE, 4 * PAGE)
    writeFileSync(file, bytes)
  },
  'was cut short': (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 3 * PAGE)),
  'is something else': (file: string) => writeFileSync(file, 'Dear diary, '.repeat(1_000)),
  'is a folder': (file: string) => {
    rmSync(file)
    mkdirSync(file)
  },
  'was written by a newer version': (file: string) => change(file, "insert into migration (name, at) values ('9999_from_the_future', 0)"),
  'belongs to another program': (file: string) => {
    rmSync(file)
    change(file, 'create table invoice (number integer)')
  },
} as const satisfies Readonly<Record<string, (file: string) => void>>

function change(file: string, statement: string): void {
  const database = new Database(file)
  database.exec(statement)
  database.close()
}

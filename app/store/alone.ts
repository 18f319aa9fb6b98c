import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import Database from 'better-sqlite3'
import { messageOf } from '../shared/errors'
import { fileLocks } from './process-locks'
import { UnusableDatabase } from './unusable'

/** A database that nobody else can open until it is given back. */
export interface Alone {
  /** To read it by. None of a file that SQLite cannot read: nobody is kept from that, and nobody uses it. */
  readonly db: Database.Database | undefined
  release(): void
}

const BUSY_TIMEOUT_MS = 1_000

/** Takes a database file for this process alone, with everything that was written to it in the one file. Throws UnusableDatabase if a platform or another program uses it. */
export async function takeAlone(path: string): Promise<Alone> {
  await refuseRunning(path)
  try {
    // Whoever else has it open, this fails. What stood in the log is in the file then.
    open(path, 'pragma journal_mode = delete').close()
    const db = open(path, 'begin exclusive')
    return { db, release: () => db.close() }
  } catch (error) {
    if (isBusy(error)) throw inUse(path)
    if (!UNREADABLE.test(codeOf(error))) throw unread(path, error)
    return { db: undefined, release: () => undefined }
  }
}

function open(path: string, command: string): Database.Database {
  const db = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  try {
    db.prepare('select count(*) from sqlite_master').get()
    db.exec(command)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** What is no database, or none any more. Whatever else keeps it from being read may pass: a full disk, a missing right. */
const UNREADABLE = /^SQLITE_(NOTADB|CORRUPT|IOERR_SHORT_READ)/

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code)
const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY')

const unread = (path: string, error: unknown): UnusableDatabase =>
  new UnusableDatabase(
    `DATABASE_URL: the database ${path} cannot be read just now, and what it knows would be lost: ${messageOf(error)} (if it is lost for good, move it away)`,
  )

const inUse = (path: string): UnusableDatabase => new UnusableDatabase(`DATABASE_URL: the database ${path} is in use; stop every platform on it first`)

/** Looks, and touches nothing. Throws UnusableDatabase if a platform runs on it. */
export async function refuseRunning(path: string): Promise<void> {
  if (await somebodyRuns(path)) throw inUse(path)
}

/** Whether a process holds one of the locks of this database's platforms. */
async function somebodyRuns(path: string): Promise<boolean> {
  const prefix = `${basename(path)}.instance-`
  const locks = fileLocks(path)
  const ids = readdirSync(dirname(path)).flatMap((name) => (name.startsWith(prefix) && !name.endsWith('-journal') ? [name.slice(prefix.length)] : []))
  const free = await Promise.all(ids.map((id) => locks.isFree(id)))
  return free.includes(false)
}

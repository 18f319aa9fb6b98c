import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'

/** One lock for each process on a database, which is freed when its holder dies. */
export interface ProcessLocks {
  /** Takes the lock of this process and holds it until `release`. */
  take(id: string): Promise<void>
  /** Whether nobody holds the lock of that process any more. */
  isFree(id: string): Promise<boolean>
  /** Tidies away what is left of the lock of a process that is gone. */
  remove(id: string): void
  /** Gives back the lock of this process. */
  release(id: string): Promise<void>
  close(): Promise<void>
}

/** Locks in files beside the database, which the operating system frees: each an exclusive transaction on a file of its own. */
export function fileLocks(path: string): ProcessLocks {
  let held: Database.Database | undefined
  const fileOf = (id: string) => `${path}.instance-${id}`
  return {
    take: async (id) => {
      held = lockFile(fileOf(id))
    },
    isFree: async (id) => isFree(fileOf(id)),
    remove: (id) => removeFile(fileOf(id)),
    release: async (id) => {
      held?.close()
      removeFile(fileOf(id))
    },
    close: async () => {},
  }
}

function lockFile(file: string): Database.Database {
  const db = new Database(file, { timeout: 0 })
  db.exec('begin exclusive')
  return db
}

function isFree(file: string): boolean {
  try {
    lockFile(file).close()
    return true
  } catch {
    return false
  }
}

function removeFile(file: string): void {
  for (const each of [file, `${file}-journal`]) rmSync(each, { force: true })
}

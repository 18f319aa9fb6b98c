import Database from 'better-sqlite3'

/** A lock between processes that the operating system frees when its holder dies: an exclusive transaction on a file of its own. */
export interface FileLock {
  /** Whether it was free. */
  take(): boolean
  release(): void
  close(): void
}

/** Makes the file if there is none. Throws if it cannot be opened. */
export function fileLock(file: string): FileLock {
  const db = new Database(file, { timeout: 0 })
  const begin = db.prepare('begin exclusive')
  const end = db.prepare('rollback')
  return {
    take() {
      try {
        begin.run()
        return true
      } catch (error) {
        if (String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) return false
        throw error
      }
    },
    release: () => void (db.inTransaction && end.run()),
    close: () => db.close(),
  }
}

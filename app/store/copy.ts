import { rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { OWNER_ONLY, sync } from './files'

/**
 * Copies the database of a file as it stands now into another file, for its owner only, while others read and write it: one moment of it, whole
 * and compact, without remains of what was deleted. On the disk when it returns; leaves nothing behind if it throws. What was at `to` is lost.
 */
export function copyDatabase(from: string, to: string): void {
  rmSync(to, { force: true })
  writeFileSync(to, '', { mode: OWNER_ONLY })
  const db = new Database(from, { readonly: true })
  try {
    db.prepare('vacuum into ?').run(to)
    sync(to)
  } catch (error) {
    for (const end of ['', '-journal']) rmSync(`${to}${end}`, { force: true })
    throw error
  } finally {
    db.close()
  }
}

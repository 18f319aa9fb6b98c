import { closeSync, constants, copyFileSync, existsSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'

/** For its owner only: what holds people's data, or tells of it. */
export const OWNER_ONLY = 0o600

/** What was written to a file is on the disk when this returns; of a folder, which names stand in it. */
export function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Gives a finished draft its name, on the disk, in place of what had it: whoever looks finds the old one or the new one, and never half of one. */
export function putInPlace(draft: string, path: string): void {
  sync(draft)
  renameSync(draft, path)
  syncFolder(path)
}

/** Gives a finished draft a name that nothing has yet. Throws EEXIST, and overwrites nothing, if something has it. */
export function putBeside(draft: string, path: string): void {
  sync(draft)
  linkOrRename(draft, path)
  syncFolder(path)
}

/** A second name overwrites nothing, whoever comes first; not every file system knows such names. */
function linkOrRename(draft: string, path: string): void {
  try {
    linkSync(draft, path)
    unlinkSync(draft)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
    if (existsSync(path)) throw Object.assign(new Error(`${path} is there already`), { code: 'EEXIST' })
    renameSync(draft, path)
  }
}

/** Gives a file a second name, under which it stays when another takes the first; on the disk. Throws EEXIST if something has that name. */
export function keepBeside(path: string, other: string): void {
  try {
    linkSync(path, other)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
    copyFileSync(path, other, constants.COPYFILE_EXCL)
    sync(other)
  }
  syncFolder(other)
}

/** Windows knows no folders that could be synced. */
function syncFolder(path: string): void {
  if (process.platform !== 'win32') sync(dirname(path))
}

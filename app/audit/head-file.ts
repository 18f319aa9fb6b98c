import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ConcordError, messageOf } from '../shared/errors'
import { OWNER_ONLY } from '../store/files'
import { type FileLock, fileLock } from '../store/lock'
import { type Head, type HeadKeep, headFrom, headText, UnusableAuditHead } from './head'

interface Ground {
  readonly auditHead: string | undefined
  readonly database: { readonly path: string; readonly server?: string }
}

/** Refuses, before anything is touched, a file in which the head cannot be kept, or which holds something else. Throws UnusableAuditHead. */
export function refuseUnusableHead({ auditHead: file, database }: Ground): void {
  if (file === undefined) return
  try {
    if (existsSync(file)) understood(file, readFileSync(file))
    // The folder of a database's file is looked at together with that.
    else if (database.server !== undefined || dirname(file) !== dirname(database.path)) refuseFolder(nearestFolder(dirname(file)))
  } catch (error) {
    throw asUnusable(file, error)
  }
}

const nearestFolder = (folder: string): string => (existsSync(folder) ? folder : nearestFolder(dirname(folder)))

function refuseFolder(folder: string): void {
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is no folder`)
  accessSync(folder, constants.R_OK | constants.W_OK)
}

/**
 * The head in a file of its own. It is replaced by renaming, so that a reader finds the old one or the new one, and under a lock that the
 * operating system frees when its holder dies, so that of several platforms none turns it back.
 */
export function fileHead(file: string): HeadKeep {
  let lock: FileLock | undefined
  const read = () =>
    readFile(file).then(
      (bytes) => understood(file, bytes),
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw asUnusable(file, error)
      },
    )
  const replace: HeadKeep['replace'] = async (next) => {
    lock ??= lockOf(file)
    if (!lock.take()) return false
    try {
      await put(file, await next(await read()))
      return true
    } finally {
      lock.release()
    }
  }
  return {
    read,
    replace: (next) => replace(next).catch((error: unknown) => Promise.reject(asUnusable(file, error))),
    close: () => lock?.close(),
  }
}

function lockOf(file: string): FileLock {
  mkdirSync(dirname(file), { recursive: true })
  return fileLock(`${file}.lock`)
}

/**
 * For its owner only: who may write it can hide a cut. On the disk before it takes the old one's place: after a power failure it is the old one
 * or the new one, and never half of one.
 */
async function put(file: string, head: Head): Promise<void> {
  await writeFile(`${file}.draft`, headText(head), { mode: OWNER_ONLY, flush: true })
  await rename(`${file}.draft`, file)
}

function understood(file: string, bytes: Buffer): Head {
  const head = headFrom(String(bytes))
  if (head === undefined) throw new UnusableAuditHead(`names ${file}, which holds no head of an audit trail; put the original file back`)
  return head
}

const asUnusable = (file: string, error: unknown): ConcordError =>
  error instanceof ConcordError ? error : new UnusableAuditHead(`cannot be kept in ${file}: ${messageOf(error)}`)

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect } from 'chai'
import type { Environment } from '../app/settings'
import { childOf } from './child-platform'
import { perScenario } from './per-scenario'
import { ENDS, lastRun, launch } from './shell'
import { type Ban, lastOf } from './storage/storage'
import type { ConcordWorld } from './world'

/** What the operator of one scenario keeps in mind. */
interface Memory {
  /** Fingerprints of files, by name, as they were. */
  readonly files: Map<string, string>
  /** The last record before something was done. */
  last: { readonly seq: number; readonly hash: string }
  /** What was stored before something was done. */
  stored: string
  /** The number of a record, or of people. */
  number: number
}

export const memoryOf = perScenario((): Memory => ({ files: new Map(), last: { seq: 0, hash: '' }, stored: '', number: 0 }))

/** The folder in which the operator works: that of the data. */
export const folderOf = (world: ConcordWorld): string => dirname(childOf(world).databasePath)
export const fileOf = (world: ConcordWorld, name: string): string => join(folderOf(world), name)

/** The names of the files that begin like this. */
export const filesLike = (world: ConcordWorld, beginning: string): readonly string[] =>
  readdirSync(folderOf(world))
    .filter((name) => name.startsWith(beginning))
    .toSorted()

export const fingerprintOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

interface How {
  readonly env?: Environment
  readonly largestFile?: number
}

/** Types a line where the data is, with the settings of the platform. */
export async function type(world: ConcordWorld, line: string, { env = {}, largestFile }: How = {}): Promise<number | null> {
  const how = { env: { ...(await childOf(world).environment()), ...env }, folder: folderOf(world) }
  for (const name of readdirSync(folderOf(world))) if (!name.includes('.db')) memoryOf(world).files.set(name, fingerprintOf(fileOf(world, name)))
  return launch(world, line, largestFile === undefined ? how : { ...how, largestFile }).ended
}

/** The same, where it has to be done. */
export async function typed(world: ConcordWorld, line: string, how: How = {}): Promise<void> {
  expect(await type(world, line, how), lastRun(world).err).to.equal(ENDS.success)
}

/** Remembers how far the trail has come, and what is stored. */
export async function remember(world: ConcordWorld): Promise<void> {
  const { data } = childOf(world)
  if (!(await data.exists())) return
  memoryOf(world).last = await lastOf(data)
  memoryOf(world).stored = await data.everything()
}

/** Stops the platform, if it runs; the trail and what is stored are remembered as they are then. */
export async function stopAndRemember(world: ConcordWorld): Promise<void> {
  if (childOf(world).pid === undefined) return
  await childOf(world).stop()
  await remember(world)
}

/** Keeps every message from being written down, and with it from going out. */
export const NO_SENDS: Ban = { name: 'no_sends', table: 'send', event: 'insert' }

/** Stops the platform, puts a backup in the place of its data, and starts it again. */
export async function restoreAndStart(world: ConcordWorld, line: string): Promise<void> {
  await stopAndRemember(world)
  await typed(world, line)
  await childOf(world).data.allow(NO_SENDS)
  await childOf(world).restart()
}

/** Looks into a file of data. */
export function lookInto<T>(file: string, look: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true })
  try {
    return look(db)
  } finally {
    db.close()
  }
}

/** The secret key beside the data, as it is written. */
export const keyFile = (world: ConcordWorld): string => `${childOf(world).databasePath}.key`
export const keyBesideData = (world: ConcordWorld): string => readFileSync(keyFile(world), 'utf8').trim()

/** Names of what a command makes on its way. */
export const draftsOf = (world: ConcordWorld, name: string): readonly string[] => filesLike(world, `${name}.draft-`)

export const isThere = (world: ConcordWorld, name: string): boolean => existsSync(fileOf(world, name))
export const nameOfData = (world: ConcordWorld): string => basename(childOf(world).databasePath)

import { existsSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { fileHead } from '../audit/head-file'
import { createHeadKeeper } from '../audit/head-keeper'
import type { Clock } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import { NotDone } from './not-done'

/** Where a platform keeps its data on this machine. */
export interface Place {
  /** The file of the database. */
  readonly path: string
  readonly auditHead: string
}

/** What everything here needs from outside. */
export interface Tools {
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
}

/** Who is on record for what is done on the machine itself, past the API. */
export const OPERATOR = 'operator'

/** The name that the machine has for whoever does it. */
export function userOfMachine(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}

/** Refuses to make files that the platform could not write afterwards. Throws NotDone. */
export function refuseOtherUser(paths: readonly string[]): void {
  const own = process.getuid?.()
  const foreign = own === undefined ? undefined : paths.find((path) => existsSync(path) && statSync(path).uid !== own)
  if (foreign !== undefined) throw new NotDone(`This has to be done as the user that the platform runs as: ${foreign} belongs to another`)
}

/** Does something to a store on which no platform keeps the head, or on which one does; the kept head has caught up then. */
export async function keepingHead<T>(store: Store, file: string, { tools, work }: { tools: Tools; work: () => Promise<T> }): Promise<T> {
  const keeper = createHeadKeeper({ store, ...tools, keep: fileHead(file) })
  await keeper.start()
  try {
    return await work()
  } finally {
    await keeper.stop()
  }
}

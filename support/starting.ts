import Database from 'better-sqlite3'
import { childIn } from './child-platform'
import type { ConcordWorld } from './world'

/** Trouble in storage that keeps approved work from being started, and nothing else. */
const TROUBLE =
  "create trigger no_starts before update on execution when new.status = 'running' and old.status = 'pending' begin select raise(abort, 'no room'); end"

/** Trouble that keeps a job from taking note of what its tasks have come to, and nothing else. */
const UNNOTED = "create trigger no_starts before update on task when new.status <> 'pending' begin select raise(abort, 'no room'); end"

export const forbidNotes = (world: ConcordWorld): void => inStore(world, UNNOTED)
export const forbidStarts = (world: ConcordWorld): void => inStore(world, TROUBLE)
export const allowStarts = (world: ConcordWorld): void => inStore(world, 'drop trigger no_starts')

function inStore(world: ConcordWorld, statement: string): void {
  const child = childIn(world)
  if (child === undefined) {
    world.database.exec(statement)
    return
  }
  const database = new Database(child.databasePath)
  database.exec(statement)
  database.close()
}

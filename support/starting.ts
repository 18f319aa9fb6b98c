import { dataOf } from './child-platform'
import type { Ban } from './storage/storage'
import type { ConcordWorld } from './world'

/** Trouble in storage that keeps approved work from being started, and nothing else. */
const TROUBLE: Ban = { name: 'no_starts', table: 'execution', event: 'update', where: "new.status = 'running' and old.status = 'pending'" }

/** Trouble that keeps a job from taking note of what its tasks have come to, and nothing else. */
const UNNOTED: Ban = { name: 'no_notes', table: 'task', event: 'update', where: "new.status <> 'pending'" }

export const forbidNotes = (world: ConcordWorld): Promise<void> => dataOf(world).forbid(UNNOTED)
export const forbidStarts = (world: ConcordWorld): Promise<void> => dataOf(world).forbid(TROUBLE)

/** Whichever it was that was forbidden. */
export async function allowStarts(world: ConcordWorld): Promise<void> {
  await dataOf(world).allow(TROUBLE)
  await dataOf(world).allow(UNNOTED)
}

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { OWNER_ONLY, putInPlace } from '../store/files'
import type { Store } from '../store/store'
import { hashAt } from './audit-store'
import { type Head, headFrom, headText } from './head'

/** What is announced lies beside the kept head, in the same hands. */
const announced = (file: string): string => `${file}.next`

/** What is to be kept once the trail holds the record of its restore. Mostly that record itself; of a trail that is not in order, what shows it. */
export interface Announcement {
  readonly restored: Head
  readonly keep: Head
}

/**
 * Says which head is to be kept from the moment in which a restored trail stands in the place of the present one: an interrupted restore leaves a
 * trail and a head that belong together, whichever of the two trails it is.
 */
export function announceHead(file: string, { restored, keep }: Announcement): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${announced(file)}.draft`, headText(restored) + headText(keep), { mode: OWNER_ONLY })
  putInPlace(`${announced(file)}.draft`, announced(file))
}

/** Keeps the announced head if the trail holds what was restored. Otherwise the trail is still the former one, and so is the head. */
export async function settleAnnouncedHead(file: string, store: Pick<Store, 'find'>): Promise<void> {
  if (!existsSync(announced(file))) return
  const next = announcement(file)
  if (next !== undefined && (await hashAt(store, next.restored.seq)) === next.restored.hash) keepInstead(file, next.keep)
  // Another platform that starts now may have done so already.
  rmSync(announced(file), { force: true })
}

/** Undefined if it says nothing. */
function announcement(file: string): Announcement | undefined {
  const [restored, keep] = readFileSync(announced(file), 'utf8')
    .split('\n', 2)
    .map((line) => headFrom(`${line}\n`))
  return restored === undefined || keep === undefined ? undefined : { restored, keep }
}

function keepInstead(file: string, head: Head): void {
  const draft = `${file}.draft-${process.pid}`
  writeFileSync(draft, headText(head), { mode: OWNER_ONLY })
  putInPlace(draft, file)
}

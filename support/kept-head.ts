import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EMPTY_HEAD, type Head, headFrom, headText } from '../app/audit/head'
import { announceHead } from '../app/audit/head-restored'
import { messageOf } from '../app/shared/errors'
import { fileLock } from '../app/store/lock'
import { perScenario } from './per-scenario'
import { crimeOf } from './tampering'
import { headFile } from './verification'
import type { ConcordWorld } from './world'

interface Place {
  /** The other platform lets go of the head. */
  letGo: () => void
  /** How the start was refused. */
  refusal?: string | undefined
  /** How long it took on the scenario's clock. */
  tookMs?: number | undefined
}

const placeOf = perScenario((): Place => ({ letGo: () => {} }))

/** The platform of this scenario keeps the head in a file, which is there already: it is not its first start. */
export async function keepInFile(world: ConcordWorld): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-head-'))
  world.afterwards(async () => rmSync(folder, { recursive: true, force: true }))
  world.set('CONCORD_AUDIT_HEAD', join(folder, 'head'))
  writeFileSync(headFile(world), headText(await world.storage.head()))
}

/** What the file tells of. */
export const keptHead = (world: ConcordWorld): Head => headFrom(readFileSync(headFile(world), 'utf8')) ?? EMPTY_HEAD

/** As another platform does while it writes; until `letGo`. */
export function hold(world: ConcordWorld): void {
  const lock = fileLock(`${headFile(world)}.lock`)
  if (!lock.take()) throw new Error('somebody else holds the head')
  placeOf(world).letGo = lock.release
  world.afterwards(async () => {
    lock.release()
    lock.close()
  })
}

export const letGo = (world: ConcordWorld): void => placeOf(world).letGo()

/** Starts the rounds, and remembers why that was refused. */
export async function tryToBegin(world: ConcordWorld): Promise<void> {
  const begun = world.clock.elapsed()
  placeOf(world).refusal = await world.startRounds().then(() => undefined, messageOf)
  placeOf(world).tookMs = world.clock.elapsed() - begun
}

export const tookToBegin = (world: ConcordWorld): number | undefined => placeOf(world).tookMs

export const refusalOf = (world: ConcordWorld): string => placeOf(world).refusal ?? 'it has begun'

/** How a sentence begins that says why the file is of no use. */
export const notKept = (world: ConcordWorld): string => `CONCORD_AUDIT_HEAD cannot be kept in ${headFile(world)}: `

/** Where a restore says what is to be kept once it has put data back. */
export const announcement = (world: ConcordWorld): string => `${headFile(world)}.next`

/** The head of a trail that is another one than the present. */
export const NEVER_CAME: Head = { seq: 3, hash: '7'.repeat(64) }

/** As a restore says it before it puts data back, in a line for the data and one for what is to be kept; or what is `left` of them. */
export function announce(world: ConcordWorld, head: Head, left?: (lines: readonly string[]) => string): void {
  announceHead(headFile(world), { restored: head, keep: head })
  if (left !== undefined) writeFileSync(announcement(world), left(readFileSync(announcement(world), 'utf8').split('\n')))
}

/** Puts another head in the place of the kept one. */
export const keepAnother = (world: ConcordWorld, head: Head): void => writeFileSync(headFile(world), headText(head))

interface Line {
  readonly level: string
  readonly msg: string
  readonly records?: number
  /** The kind of its reason, and how that begins. */
  readonly reason?: readonly [kind: string, begins: string]
}

const NOT_KEPT = { level: 'error', msg: "the audit trail's head is not kept" }
const NOT_READ = { level: 'error', msg: "the audit trail's head cannot be read" }
const unusable = (begins: string) => ({ reason: ['unusable_audit_head', begins] }) as const

/** What an operator reads about the head in the log, by its words in a feature. */
export const LINES = {
  'the head is not kept, and where': (world: ConcordWorld) => ({ ...NOT_KEPT, ...unusable(notKept(world)) }),
  'the head cannot be read, and where': (world: ConcordWorld) => ({ ...NOT_READ, ...unusable(notKept(world)) }),
  'the kept head holds something else': (world: ConcordWorld) => ({
    ...NOT_READ,
    ...unusable(`CONCORD_AUDIT_HEAD names ${headFile(world)}, which holds no head of an audit trail; put the original file back`),
  }),
  'the trail does not hold the record any more that was the last': (world: ConcordWorld) => ({
    ...NOT_KEPT,
    reason: ['contradicting_audit_head', `The audit trail does not hold record ${crimeOf(world).last} any more as it was`],
  }),
  'the kept head was gone': () => ({ level: 'warn', msg: 'the head kept apart from the audit trail was gone' }),
  'the head was missing, and how many records there were': (world: ConcordWorld) => ({
    ...{ level: 'warn', msg: 'the audit trail has records, but no head was kept apart from it' },
    records: crimeOf(world).last,
  }),
} as const satisfies Readonly<Record<string, (world: ConcordWorld) => Line>>

interface Logged {
  readonly level: string
  readonly msg: string
  readonly records?: number
  readonly error?: { readonly kind: string; readonly message: string }
}

/** All warnings and errors in the log, their reasons as far as `line` tells them. */
export function warnings({ logged }: ConcordWorld, { reason }: Partial<Line> = {}): readonly Line[] {
  const told = logged.map((text): Logged => JSON.parse(text)).filter(({ level }) => level === 'warn' || level === 'error')
  return told.map(({ level, msg, records, error }) => ({
    ...{ level, msg },
    ...(records === undefined ? {} : { records }),
    ...(error === undefined ? {} : { reason: [error.kind, error.message.slice(0, reason?.[1].length)] as const }),
  }))
}

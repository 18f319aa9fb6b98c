import type { Clock } from '../shared/clock'
import { createCoalescer } from '../shared/coalescer'
import { messageOf } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import { define } from '../store/statement'
import type { Store } from '../store/store'
import { HEAD_MISSING } from './audit'
import { hashAt, lastRecord, recordAudit } from './audit-store'
import { ContradictingHead, EMPTY_HEAD, type Head, type HeadKeep } from './head'

/**
 * Keeps the head of the trail apart from the database, so that a trail that was cut off, or a whole older database, is found.
 * It is read from the store after commits and costs them nothing: written at once when it is quiet, every 100 ms when it is busy, and at the
 * stop. A crash makes it lag, which is no tampering. It only ever moves along a trail that still holds it: a head that contradicts the trail
 * stays as it is, as evidence.
 */
export interface HeadKeeper {
  /**
   * Begins to keep the head. A trail that has records though no head is kept (an upgrade, a restored copy, or somebody removed it) is begun
   * anew from here, and that is noted in the trail for good. Throws UnusableAuditHead if it cannot be kept.
   */
  start(): Promise<void>
  /** Every head that is known: the one that is kept, and the one that this platform saw last. Throws UnusableAuditHead. */
  known(): Promise<readonly Head[]>
  /** Why the head cannot be kept at the moment; undefined if it can. */
  trouble(): string | undefined
  stop(): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
  readonly keep: HeadKeep
}

const EVERY_MS = 100
const AGAIN_AFTER_FAILURE_MS = 1_000
/** So often another platform may be at it when it has to be done. */
const TRIES = 20

/** Whether this database has ever been used: its trail may have been emptied. */
const somebody = define()((db) => db.selectFrom('person').select('id').limit(1))

export function createHeadKeeper({ store, clock, newId, logger, keep }: Deps): HeadKeeper {
  const mover = createMover({ store, logger, keep })
  let problem: string | undefined
  let trouble: string | undefined

  /** False if another platform is at it. A contradiction is told in the log and by verification, and is no reason to take no work. */
  const attempt = async (): Promise<boolean> => {
    try {
      const done = await mover.advance()
      problem = trouble = undefined
      return done
    } catch (error) {
      if (problem !== messageOf(error)) logger.error({ error }, "the audit trail's head is not kept")
      problem = messageOf(error)
      trouble = error instanceof ContradictingHead ? undefined : "The audit trail's head cannot be kept"
      return true
    }
  }
  const insist = async (task: () => Promise<boolean>) => {
    for (let tries = 1; !(await task()) && tries < TRIES; tries++) await clock.sleep(EVERY_MS)
  }
  /** Another platform that starts now on an empty trail keeps a head before it records anything: so the trail is looked at first. */
  const noteIfMissing = async () => {
    const { seq: records } = await mover.last()
    if ((await keep.read()) !== undefined) return
    if (records === 0 && (await store.find(somebody, {})).length === 0) return
    await store.write(recordAudit, { id: newId(), at: clock.now(), actor: 'platform', action: HEAD_MISSING, details: { records } })
    logger.warn({ records }, 'the audit trail has records, but no head was kept apart from it')
  }
  /** Whoever verifies is told only that it cannot be done. */
  const read = () =>
    keep.read().catch((error: unknown) => {
      logger.error({ error }, "the audit trail's head cannot be read")
      throw error
    })
  const moving = createCoalescer(clock, {
    everyMs: EVERY_MS,
    async run() {
      const done = await attempt()
      return trouble !== undefined ? AGAIN_AFTER_FAILURE_MS : done ? 'done' : EVERY_MS
    },
  })
  store.onCommit(moving.ask)

  return {
    async start() {
      await noteIfMissing()
      await insist(mover.begin)
      moving.begin()
      moving.ask()
    },
    known: async () => [await read(), mover.seen()].filter((head) => head !== undefined),
    trouble: () => trouble,
    async stop() {
      if (await moving.end()) await insist(attempt)
      keep.close()
    },
  }
}

/** Moves the kept head along the trail. */
function createMover({ store, logger, keep }: Pick<Deps, 'store' | 'logger' | 'keep'>) {
  let seen: Head | undefined
  let kept: Head | undefined

  const last = async (): Promise<Head> => (await store.find(lastRecord, {}))[0] ?? EMPTY_HEAD
  const holds = async ({ seq, hash }: Head) => (await hashAt(store, seq)) === hash
  /** The later of two heads, if the trail still holds the one before. Throws ContradictingHead. */
  const further = async (before: Head | undefined, now: Head): Promise<Head> => {
    if (before !== undefined && !(await holds(before))) throw new ContradictingHead(`The audit trail does not hold record ${before.seq} any more as it was`)
    return before === undefined || now.seq > before.seq ? now : before
  }
  return {
    last,
    /** The last record that this platform saw. */
    seen: () => seen,
    /** Writes even if nothing is new, so that a place that cannot be written is found; what contradicts the trail is written as it was. */
    async begin(): Promise<boolean> {
      const now = await last()
      return keep.replace(async (before) => {
        kept = before === undefined || (await holds(before)) ? await further(before, now) : before
        return kept
      })
    },
    /** Both answer false, and do nothing, if another platform is moving the head just now. Throws ContradictingHead. */
    async advance(): Promise<boolean> {
      const now = await last()
      seen = await further(seen, now)
      if (now.hash === kept?.hash) return true
      return keep.replace(async (before) => {
        if (before === undefined) logger.warn('the head kept apart from the audit trail was gone')
        kept = await further(before, now)
        return kept
      })
    },
  }
}

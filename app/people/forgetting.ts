import type { Clock } from '../shared/clock'
import { seconds } from '../shared/clock'
import { Conflict, InvalidInput, NotFound, Unauthenticated, unreachable } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import type { ForgettingRow } from '../store/tables'
import { beginForgetting, finishForgetting, forgettingOf, openForgettings } from './forgetting-store'
import type { OpenWork } from './open-work'

/** How far it is with forgetting somebody. */
export interface Forgetting {
  readonly personId: string
  readonly askedAt: number
  /** Undefined as long as anything may be left. */
  readonly doneAt: number | undefined
}

/** Forgets people for good: what they are called, what they said, and what was said to them (OPS.9). */
export interface ForgetPeople {
  /**
   * From here on the person is nobody; resolves when nothing is left, or when that takes longer than somebody waits: then it goes on, also after a
   * crash. Again it is the same. `confirmation` is the person's address, or the id of one who was removed. Throws NotFound, InvalidInput, Conflict.
   */
  forget(id: string, confirmation: string, by: string): Promise<Forgetting>
  /** Goes on with what was begun and is not finished. To be called at the start, and now and then. */
  goOn(): Promise<void>
}

/** A part of the platform that holds what people say. */
export interface Keeper {
  /** Ends what runs and waits for the person; whether nothing is left of it. */
  stop(personId: string): Promise<boolean>
  /** Erases what is the person's, in bounded pieces; how much that was. Doing it again changes nothing. */
  erase(personId: string): Promise<number>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
  readonly openWork: OpenWork
  readonly keeper: Keeper
}

const PATIENCE_MS = seconds(5)
const AGAIN_MS = 200
/** What is ended here has ended at the next look. */
const SOON = 3
/** What is under way ends by itself within its own limits of time. */
const LOOKS = 200

export function createForgetPeople({ store, clock, newId, logger, openWork, keeper }: Deps): ForgetPeople {
  const underWay = new Map<string, Promise<void>>()

  const stopAll = async (id: string): Promise<void> => {
    for (let look = 0; look < LOOKS; look++) {
      if (await keeper.stop(id)) return
      if (look >= SOON) await clock.sleep(AGAIN_MS)
    }
    throw new Error('something of a person who is to be forgotten does not end')
  }
  /** Only a pass that finds nothing says that nothing is left: something may have ended late. */
  const eraseAll = async (id: string): Promise<void> => {
    for (let pass = 0; pass < LOOKS; pass++) {
      await stopAll(id)
      if ((await keeper.erase(id)) === 0) return
    }
    throw new Error('of a person who is to be forgotten there is more and more')
  }
  const finish = async ({ person_id, asked_by, audit_id }: ForgettingRow): Promise<void> => {
    await eraseAll(person_id)
    await store.compact()
    const at = clock.now()
    const entry = { id: newId(), at, actor: asked_by, action: 'person.forgotten', subject: person_id, of: audit_id, outcome: 'completed' }
    await store.write(finishForgetting, { id: person_id, at, entry })
  }
  const once = (row: ForgettingRow): Promise<void> => {
    const known = underWay.get(row.person_id)
    if (known !== undefined) return known
    const finishing = finish(row)
      .catch((error: unknown) => logger.error({ error, person: row.person_id }, 'a person is forgotten later'))
      .finally(() => underWay.delete(row.person_id))
    underWay.set(row.person_id, finishing)
    return finishing
  }
  const stands = async (id: string): Promise<ForgettingRow> => {
    const [row] = await store.find(forgettingOf, { person_id: id })
    if (row === undefined) throw new NotFound('There is no such person')
    return row
  }

  return {
    async forget(id, confirmation, by) {
      const at = clock.now()
      const begun = await store.write(beginForgetting, { id, confirmation, by, at, entryId: newId() })
      if (begun.kind !== 'begun' && begun.kind !== 'known') throw refusal(begun.kind)
      if (begun.kind === 'begun') for (const credential of begun.credentials) openWork.endOf(credential, new Unauthenticated('The person is forgotten'))
      const row = await stands(id)
      if (row.done_at === null) await within(clock, once(row))
      return forgettingFrom(await stands(id))
    },
    async goOn() {
      for (const row of await store.find(openForgettings, {})) await once(row)
    },
  }
}

const forgettingFrom = ({ person_id, asked_at, done_at }: ForgettingRow): Forgetting => ({
  personId: person_id,
  askedAt: asked_at,
  doneAt: done_at ?? undefined,
})

async function within(clock: Clock, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const cancel = clock.deadline(PATIENCE_MS, late.resolve)
  await Promise.race([work, late.promise]).finally(cancel)
}

function refusal(kind: 'unknown' | 'self' | 'last-administrator' | 'unconfirmed') {
  switch (kind) {
    case 'unknown':
      return new NotFound('There is no such person')
    case 'self':
      return new Conflict('Nobody forgets themselves: another administrator does')
    case 'last-administrator':
      return new Conflict('The last administrator stays an administrator')
    case 'unconfirmed':
      return new InvalidInput('confirm', "confirm must be the person's email address; of somebody who was removed, their id")
    default:
      return unreachable(kind)
  }
}

import { recordsOf } from '../audit/own-records'
import type { Clock } from '../shared/clock'
import { othersTurn } from '../shared/others-turn'
import type { Store } from '../store/store'
import { type EmptyLetter, emptied, emptyEvents, emptyLetters, endSubscriptionsOf, isEmptied } from './erasing-store'
import type { StoredEvent } from './event'
import { eventsAfter } from './event-store'

interface Deps {
  readonly store: Store
  readonly clock: Clock
}

const [EVENTS, LETTERS] = [500, 200]
/** The last id in an address of the platform. */
const LAST_ID = /([0-9a-f-]{36})$/

interface Theirs {
  readonly personId: string
  /** What they told for agents. */
  readonly told: ReadonlySet<string>
}

/** The events that somebody told for an agent: only the record knows. */
async function toldForAgents(store: Store, personId: string): Promise<ReadonlySet<string>> {
  const told = new Set<string>()
  for await (const { row } of recordsOf(store, personId))
    if (row.action === 'event.published' && row.subject !== personId) told.add(String((JSON.parse(row.details) as { event?: unknown }).event))
  return told
}

/** Which of these executions, proposals, jobs and subscriptions are somebody's. */
const ownedAmong = (store: Store, personId: string, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  store.read(async (db) => {
    const of = (table: 'execution' | 'proposal' | 'coordination') => db.selectFrom(table).select('id').where('id', 'in', ids).where('asked_by', '=', personId)
    const subscriptions = db.selectFrom('subscription').select('id').where('id', 'in', ids).where('owner_id', '=', personId)
    const rows = await of('execution').unionAll(of('proposal')).unionAll(of('coordination')).unionAll(subscriptions).execute()
    return new Set(rows.map(({ id }) => id))
  })

type Told = Pick<StoredEvent, 'id' | 'source'>

async function theirsAmong<One extends Told>(store: Store, { personId, told }: Theirs, events: readonly One[]): Promise<readonly One[]> {
  const about = ({ source }: Told) => LAST_ID.exec(source)?.[1]
  const ids = [...new Set(events.map(about).filter((id) => id !== undefined))]
  const owned = ids.length === 0 ? new Set<string>() : await ownedAmong(store, personId, ids)
  const isTheirs = (event: Told) => event.source === `/api/people/${personId}` || told.has(event.id) || owned.has(about(event) ?? '')
  return events.filter(isTheirs)
}

async function eraseEvents(store: Store, theirs: Theirs): Promise<number> {
  for (let [number, erased] = [0, 0]; ; ) {
    const rows = await store.find(eventsAfter, { number, limit: EVENTS })
    const full = rows.filter((row) => !isEmptied(row))
    const numbers = (await theirsAmong(store, theirs, full)).map((row) => row.number)
    if (numbers.length > 0) await store.write(emptyEvents, { numbers })
    erased += numbers.length
    if (rows.length < EVENTS) return erased
    number = rows.at(-1)?.number ?? number
    await othersTurn()
  }
}

const lettersAfter = (store: Store, id: string) =>
  store.read((db) =>
    db
      .selectFrom('dead_letter')
      .innerJoin('subscription', 'subscription.number', 'dead_letter.subscription')
      .select(['dead_letter.id', 'dead_letter.event', 'dead_letter.reason', 'subscription.owner_id'])
      .where('dead_letter.id', '>', id)
      .orderBy('dead_letter.id')
      .limit(LETTERS)
      .execute(),
  )

async function eraseLetters(store: Store, theirs: Theirs): Promise<number> {
  for (let [id, erased] = ['', 0]; ; ) {
    const rows = await lettersAfter(store, id)
    const read = rows.map((row) => ({ row, event: JSON.parse(row.event) as StoredEvent }))
    const told = new Set(
      (
        await theirsAmong(
          store,
          theirs,
          read.map(({ event }) => event),
        )
      ).map((event) => event.id),
    )
    const letters = read.flatMap(({ row, event }): EmptyLetter[] => {
      const own = row.owner_id === theirs.personId
      if (!own && !told.has(event.id)) return []
      const reason = own ? '' : row.reason
      return isEmptied({ type: event.type, data: JSON.stringify(event.data) }) && reason === row.reason
        ? []
        : [{ id: row.id, event: JSON.stringify(emptied(event)), reason }]
    })
    if (letters.length > 0) await store.write(emptyLetters, { letters })
    erased += letters.length
    if (rows.length < LETTERS) return erased
    id = rows.at(-1)?.id ?? id
    await othersTurn()
  }
}

/** Empties what somebody told, and what was told of what they asked for, in the log and in dead letters; ends what they subscribed to. How many of them. */
export async function eraseTold({ store, clock }: Deps, personId: string): Promise<number> {
  await store.write(endSubscriptionsOf, { owner_id: personId, at: clock.now() })
  const theirs = { personId, told: await toldForAgents(store, personId) }
  return (await eraseEvents(store, theirs)) + (await eraseLetters(store, theirs))
}

import { sql } from 'kysely'
import { appendAudit } from '../../audit/audit-store'
import { define, defineInsert } from '../../store/statement'
import { run, runAll, step, unit, type Write } from '../../store/unit'
import { type BreakReason, brokenEntry, type Member, type Passage, type Reception, receive, silentOf } from '../barrier'

export const barrierByName = define<{ name: string }>()((db, p) => db.selectFrom('barrier').selectAll().where('name', '=', p.name))

/** Those who arrived for a generation, in their order. */
export const membersOf = define<{ barrier: string; generation: number }>()((db, p) =>
  db
    .selectFrom('barrier_member')
    .select(['member', 'actor_id as actorId', 'position', 'heard_at as heardAt'])
    .where('barrier', '=', p.barrier)
    .where('generation', '=', p.generation)
    .orderBy('position'),
)

/** How a generation ended. */
export const endOf = define<{ barrier: string; generation: number }>()((db, p) =>
  db.selectFrom('barrier_end').select(['generation', 'reason', 'member']).where('barrier', '=', p.barrier).where('generation', '=', p.generation),
)

/** The barriers at which somebody waits who was heard last at `before` or earlier. */
export const silentBarriers = define<{ before: number }>()((db, p) =>
  db
    .selectFrom('barrier_member')
    .innerJoin('barrier', (join) => join.onRef('name', '=', 'barrier').onRef('barrier.generation', '=', 'barrier_member.generation'))
    .select('barrier.name')
    .distinct()
    .where('heard_at', '<=', p.before),
)

/** By its last end a barrier is known to be in use; that stays as long as the barrier does. */
const IS_LAST = sql<boolean>`barrier_end.generation = (select barrier.generation - 1 from barrier where barrier.name = barrier_end.barrier)`
const IS_MISSED = sql<boolean>`exists (select 1 from barrier_member as waited where waited.barrier = barrier_end.barrier and waited.generation = barrier_end.generation)`

export const oldEnds = define<{ before: number }>()((db, p) =>
  db
    .selectFrom('barrier_end')
    .select('barrier')
    .where('at', '<=', p.before)
    .where(({ or, not }) => or([not(IS_LAST), IS_MISSED]))
    .limit(sql.lit(1)),
)

const insertBarrier = defineInsert('barrier', ['name', 'generation', 'parties'])
const setParties = define<{ name: string; parties: number }>()((db, p) => db.updateTable('barrier').set({ parties: p.parties }).where('name', '=', p.name))
const insertMember = defineInsert('barrier_member', ['barrier', 'generation', 'member', 'actor_id', 'position', 'heard_at'])
const insertEnd = defineInsert('barrier_end', ['barrier', 'generation', 'reason', 'member', 'at'])
const beginNext = define<{ name: string; generation: number }>()((db, p) =>
  db.updateTable('barrier').set({ generation: p.generation }).where('name', '=', p.name),
)
const hear = define<Place & { now: number }>()((db, p) =>
  db
    .updateTable('barrier_member')
    .set({ heard_at: p.now })
    .where('barrier', '=', p.barrier)
    .where('generation', '=', p.generation)
    .where('member', '=', p.member),
)
const forgetMember = define<Place>()((db, p) =>
  db.deleteFrom('barrier_member').where('barrier', '=', p.barrier).where('generation', '=', p.generation).where('member', '=', p.member),
)
/** What came of a generation whose end this member was never told. */
const untoldEnd = define<{ barrier: string; member: string; actorId: string; silentBefore: number }>()((db, p) =>
  db
    .selectFrom('barrier_member as waited')
    .innerJoin('barrier_end as end', (join) => join.onRef('end.barrier', '=', 'waited.barrier').onRef('end.generation', '=', 'waited.generation'))
    .select(['end.generation', 'end.reason', 'end.member', 'waited.position'])
    .where('waited.barrier', '=', p.barrier)
    .where('waited.member', '=', p.member)
    .where('waited.actor_id', '=', p.actorId)
    .where('waited.heard_at', '>', p.silentBefore)
    .orderBy('end.generation', 'desc')
    .limit(sql.lit(1)),
)
const forgetOldMembers = define<{ before: number }>()((db, p) =>
  db
    .deleteFrom('barrier_member')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('barrier_end as end')
          .select('end.at')
          .whereRef('end.barrier', '=', 'barrier_member.barrier')
          .whereRef('end.generation', '=', 'barrier_member.generation')
          .where('end.at', '<=', p.before),
      ),
    ),
)
const forgetOldEnds = define<{ before: number }>()((db, p) =>
  db
    .deleteFrom('barrier_end')
    .where('at', '<=', p.before)
    .where(({ not }) => not(IS_LAST)),
)

/** A member's place among those of one generation. */
export interface Place {
  readonly barrier: string
  readonly generation: number
  readonly member: string
}

/** When a unit works on a barrier, and the id of what it may write down. */
export interface BarrierOccasion {
  readonly barrier: string
  readonly now: number
  /** Whoever was heard last at this moment or earlier is silent. */
  readonly silentBefore: number
  readonly entryId: string
}

/** How a generation ended, for one of its members. */
export function passageOf(end: { generation: number; reason: string | null; member: string | null }, position: number): Passage {
  const { generation, reason, member } = end
  return reason === null ? { kind: 'passed', generation, position } : { kind: 'broken', generation, reason: reason as BreakReason, member: member ?? '' }
}

function* breakIt(occasion: BarrierOccasion, doing: Omit<Place, 'barrier'> & { reason: BreakReason; by: string; heldBy?: string }): Write<void> {
  const { barrier, now, entryId } = occasion
  const { generation, reason, member, by, heldBy } = doing
  yield* run(insertEnd, { barrier, generation, reason, member, at: now })
  yield* run(beginNext, { name: barrier, generation: generation + 1 })
  yield* appendAudit(brokenEntry({ barrier, generation, reason, member }, { id: entryId, at: now, by, heldBy }))
}

interface Waiting {
  readonly generation: number
  readonly parties: number
  readonly members: readonly Member[]
}

/** Part of any unit: who waits, once somebody's silence has broken what it has to; undefined for a barrier that nobody ever came to. */
function* waitingAt(occasion: BarrierOccasion): Write<Waiting | undefined> {
  const [found] = yield* run(barrierByName, { name: occasion.barrier })
  if (found === undefined) return undefined
  const { generation, parties } = found
  const members = yield* run(membersOf, { barrier: occasion.barrier, generation })
  const silent = silentOf(members, occasion.silentBefore)
  if (silent === undefined) return { generation, parties, members }
  yield* breakIt(occasion, { generation, member: silent.member, reason: 'silent', by: 'platform', heldBy: silent.actorId })
  return { generation: generation + 1, parties, members: [] }
}

export interface Arriving extends BarrierOccasion {
  readonly parties: number
  readonly member: string
  readonly actorId: string
}

export type Arrived =
  | Extract<Reception, { readonly kind: 'other_parties' | 'name_taken' }>
  | { readonly kind: 'told'; readonly passage: Passage }
  | { readonly kind: 'waits'; readonly generation: number; readonly position: number }

/** Somebody arrives: the last one lets all pass, and those who come after it wait for the next time. */
export const arriveAtBarrier = unit('barrier.arrive', function* (arriving: Arriving): Write<Arrived> {
  const { barrier, member, parties, actorId, now } = arriving
  const [untold] = yield* run(untoldEnd, arriving)
  if (untold !== undefined) {
    yield* run(forgetMember, { barrier, member, generation: untold.generation })
    return { kind: 'told', passage: passageOf(untold, untold.position) }
  }
  const found = yield* waitingAt(arriving)
  if (found === undefined) yield* run(insertBarrier, { name: barrier, generation: 1, parties })
  const { generation, ...waiting } = found ?? { generation: 1, parties, members: [] }
  const reception = receive(waiting, arriving)
  if (reception.kind === 'other_parties' || reception.kind === 'name_taken') return reception
  const { kind, position } = reception
  if (kind === 'passes') {
    yield* run(insertEnd, { barrier, generation, reason: null, member: null, at: now })
    yield* run(beginNext, { name: barrier, generation: generation + 1 })
    return { kind: 'told', passage: { kind: 'passed', generation, position } }
  }
  if (kind === 'kept') yield* run(hear, { barrier, generation, member, now })
  else yield* run(insertMember, { barrier, generation, member, actor_id: actorId, position, heard_at: now })
  if (position === 1 && waiting.parties !== parties) yield* run(setParties, { name: barrier, parties })
  return { kind: 'waits', generation, position }
})

/** Breaks what somebody's silence has to break. */
export const settleBarrier = unit('barrier.settle', function* (occasion: BarrierOccasion) {
  yield* waitingAt(occasion)
})

/** A member's time is over: unless its generation has ended, nobody passes. */
export const giveUpAtBarrier = unit('barrier.give-up', function* (input: BarrierOccasion & Place & { actorId: string }) {
  const waiting = yield* waitingAt(input)
  if (waiting?.generation === input.generation) yield* breakIt(input, { ...input, reason: 'timeout', by: input.actorId })
})

/** Whether there was such a member to withdraw. */
export const withdrawFromBarrier = unit(
  'barrier.withdraw',
  function* (input: BarrierOccasion & { member: string; actorId: string; by: string; anyMember: boolean }): Write<boolean> {
    const { member, actorId, by, anyMember } = input
    const waiting = yield* waitingAt(input)
    const found = waiting?.members.find((each) => each.member === member)
    if (waiting === undefined || found === undefined || (!anyMember && found.actorId !== actorId)) return false
    yield* breakIt(input, { generation: waiting.generation, member, reason: 'withdrawn', by })
    return true
  },
)

/** They are there. */
export const hearMembers = unit('barrier.hear', function* ({ members, now }: { members: readonly Place[]; now: number }) {
  yield* runAll(members.map((place) => step(hear, { ...place, now })))
})

/** They were told what came of it. */
export const tellMembers = unit('barrier.tell', function* ({ members }: { members: readonly Place[] }) {
  yield* runAll(members.map((place) => step(forgetMember, place)))
})

/** Nobody is left who could ask how it ended. */
export const forgetBarrierEnds = unit('barrier.forget', function* (input: { before: number }) {
  yield* run(forgetOldMembers, input)
  yield* run(forgetOldEnds, input)
})

import { expect } from 'chai'
import type { Api } from './api'
import { eventually } from './eventually'
import { asParty, partyOf } from './messaging'
import { OUTCOMES } from './outcomes'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** Somebody's call that waits at a barrier, or waited. */
interface Call {
  readonly who: string
  readonly barrier: string
  readonly answer: Promise<Reply>
  /** Once it was answered. */
  reply: Reply | undefined
  leave(): void
}

/** A barrier as everybody is shown it. */
interface BarrierView {
  readonly generation: number
  readonly parties: number
  readonly waiting: readonly { readonly member: string; readonly position: number; readonly actor: string }[]
}

interface Waiting {
  readonly calls: Call[]
  /** How many are awaited at each barrier, as it was said last. */
  readonly parties: Map<string, number>
}

const waitingOf = perScenario((): Waiting => ({ calls: [], parties: new Map() }))

/** How somebody arrives; without more, a member is called as whoever it is. */
export interface Coming {
  readonly barrier: string
  readonly parties?: number | undefined
  /** None: the member has the name of whoever arrives. */
  readonly member?: string | undefined
  readonly ms?: number
  /** For whom, if not for themselves. */
  readonly behalf?: string
  readonly api?: Api
}

const LONGEST_MS = 300_000

/** Begins to arrive; what comes of it is seen later. */
async function begin(world: ConcordWorld, who: string, { barrier, parties, ms = LONGEST_MS, behalf, ...coming }: Coming): Promise<Call> {
  const state = waitingOf(world)
  const awaited = parties ?? state.parties.get(barrier) ?? 2
  state.parties.set(barrier, awaited)
  const api = coming.api ?? (await asParty(world, who))
  const member = 'member' in coming ? coming.member : (behalf ?? who)
  const body = {
    ...{ parties: awaited, timeout_ms: ms },
    ...(member === undefined ? {} : { member }),
    ...(behalf === undefined ? {} : { agent_id: world.agent(behalf).id }),
  }
  const left = new AbortController()
  const answer = api.call('POST', `/api/barriers/${encodeURIComponent(barrier)}/arrive`, { body, signal: left.signal })
  const call: Call = { who: behalf ?? who, barrier, answer, reply: undefined, leave: () => left.abort() }
  answer.then(
    (reply) => {
      call.reply = world.take(reply)
    },
    () => {},
  )
  state.calls.push(call)
  world.afterwards(async () => left.abort())
  return call
}

/** Until it has been answered, or is seen to wait. */
const settle = (world: ConcordWorld, call: Call, name: string, seenBy?: Api): Promise<true> =>
  eventually(async () => {
    await world.clock.advance(0)
    if (call.reply !== undefined) return true
    const found = await look(world, call.barrier, seenBy)
    return found?.waiting.some(({ member }) => member === name) ? true : undefined
  }, `${call.who} at the barrier ${call.barrier}`)

/** Somebody arrives, and is answered or waits. */
export async function arrive(world: ConcordWorld, who: string, coming: Coming): Promise<void> {
  const call = await begin(world, who, coming)
  const member = 'member' in coming ? coming.member : (coming.behalf ?? who)
  await settle(world, call, member ?? partyOf(world, who).id, coming.api)
}

/** The same, of somebody who has to be left waiting. */
export async function arriveAndWait(world: ConcordWorld, who: string, coming: Coming): Promise<void> {
  await arrive(world, who, coming)
  expect(latest(world, coming.barrier, who).reply?.text, `what ${who} was told`).to.equal(undefined)
}

/** Many of Uma's at the same moment, under names of their own. */
export async function arriveTogether(world: ConcordWorld, count: number, { barrier, parties }: { barrier: string; parties: number }): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `member ${index + 1}`)
  const calls = await Promise.all(names.map((member) => begin(world, 'Uma', { barrier, parties, member })))
  await Promise.all(calls.map((call, index) => settle(world, call, names[index] ?? '')))
}

/** Everybody's calls end as when a line is cut. */
export async function loseConnection(world: ConcordWorld, who: string): Promise<void> {
  for (const call of waitingOf(world).calls.filter((each) => each.who === who)) call.leave()
  await world.clock.advance(0)
}

export async function withdraw(world: ConcordWorld, by: string, { who, barrier }: { who: string; barrier: string }): Promise<Reply> {
  const api = await asParty(world, by)
  return world.call(api, 'DELETE', `/api/barriers/${barrier}/members/${who}`)
}

/** A barrier as Sam finds it; undefined if nobody ever came to it. */
export async function look(world: ConcordWorld, barrier: string, api: Api = world.as('Sam')): Promise<BarrierView | undefined> {
  const reply = await atOnce(world, api.call('GET', `/api/barriers/${encodeURIComponent(barrier)}`), 'the barrier')
  return reply.status === 200 ? reply.json<BarrierView>() : undefined
}

const callsAt = (world: ConcordWorld, barrier: string): readonly Call[] => waitingOf(world).calls.filter((call) => call.barrier === barrier)

function latest(world: ConcordWorld, barrier: string | undefined, who: string): Call {
  const call = waitingOf(world).calls.findLast((each) => each.who === who && (barrier === undefined || each.barrier === barrier))
  if (call === undefined) throw new Error(`${who} never arrived there`)
  return call
}

/** What came of somebody's latest arrival, waiting for it if it has not come yet. */
export async function toldTo(world: ConcordWorld, who: string, barrier?: string): Promise<Reply> {
  const reply = await atOnce(world, latest(world, barrier, who).answer, `the answer to ${who}`)
  world.looked(reply)
  return reply
}

export interface Passed {
  readonly generation: number
  readonly position: number
}

/** Somebody was let through. */
export async function passed(world: ConcordWorld, who: string, barrier: string): Promise<Passed> {
  const reply = await toldTo(world, who, barrier)
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<Passed>()
}

/** Whoever was let through so far. */
export const passages = (world: ConcordWorld, barrier: string): readonly Passed[] =>
  callsAt(world, barrier).flatMap(({ reply }) => (reply?.status === 200 ? [reply.json<Passed>()] : []))

/** Answers that were given there so far, of whatever kind. */
export const answersAt = (world: ConcordWorld, barrier: string): readonly Reply[] => callsAt(world, barrier).flatMap(({ reply }) => reply ?? [])

const REASONS = { withdrew: 'withdrawn', 'fell silent': 'silent', 'had no time left': 'timeout' } as const
export type Doing = keyof typeof REASONS
export const DOINGS = Object.keys(REASONS).join('|')

/** Why a barrier broke, in the platform's word. */
export const reasonOf = (doing: Doing): string => REASONS[doing]

/** Somebody was told that nobody passes, and because of whom. */
export async function toldBroken(world: ConcordWorld, who: string, { member, doing }: { member: string; doing: Doing }): Promise<void> {
  const reply = await toldTo(world, who)
  const { code, reason, member: named, detail } = reply.json<Readonly<Record<string, string>>>()
  const { status, code: expected } = OUTCOMES['the barrier was broken']
  expect({ status: reply.status, code, reason, member: named }, reply.text).to.deep.equal({ status, code: expected, reason: reasonOf(doing), member })
  expect(detail).to.include(member)
}

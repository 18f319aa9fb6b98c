import { setTimeout as rest } from 'node:timers/promises'
import { expect } from 'chai'
import type { Api } from './api'
import { eventually } from './eventually'
import { recorded } from './measurements'
import { asParty, partyOf, receiverOf } from './messaging'
import type { Enough } from './parameter-types'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** What somebody wants to know. */
export interface Question {
  readonly data: unknown
  /** Agents by name, or a topic in place of them. */
  readonly to: readonly string[] | { readonly topic: string }
  readonly ms?: number
  /** Without it one agent is asked, for its own reply. */
  readonly enough?: Enough
  /** The agent for which it is asked. */
  readonly for?: string
  /** Anything else that is sent along. */
  readonly besides?: Readonly<Record<string, unknown>>
}

/** A question that was put, with what each agent finds of it. */
interface Put {
  readonly who: string
  readonly data: unknown
  readonly answer: Promise<Reply>
  readonly leave: () => void
  readonly found: readonly { readonly request: string; readonly to: string }[]
}

/** A question as the agent that is asked is shown it. */
export interface PendingView {
  readonly id: string
  readonly from: { readonly kind: string; readonly id: string }
  readonly data: unknown
}

interface Requesting {
  readonly puts: Put[]
  /** Who gave which reply, by its words. */
  readonly replied: Map<string, string>
  /** Of two replies at the same moment the one that was taken. */
  taken: string | undefined
}

export const requestingOf = perScenario((): Requesting => ({ puts: [], replied: new Map(), taken: undefined }))

/** Long enough for whoever replies at all. */
const PATIENCE_MS = 10_000
const SHORTLY_MS = 30

const idOf = (world: ConcordWorld, name: string): string => receiverOf(world, name).id

function errandOf(world: ConcordWorld, { data, to, ms = PATIENCE_MS, enough, besides, ...question }: Question): { path: string; body: object } {
  const common = { data, timeout_ms: ms, ...(question.for === undefined ? {} : { agent_id: idOf(world, question.for) }), ...besides }
  if (!('topic' in to) && to.length === 1 && enough === undefined) return { path: '/api/requests', body: { to: idOf(world, to[0] ?? ''), ...common } }
  const whom = 'topic' in to ? to : { to: to.map((name) => idOf(world, name)) }
  return { path: '/api/scatters', body: { ...whom, ...(enough ?? { wait_for: 'all' }), ...common } }
}

const askedSoFar = async (world: ConcordWorld) =>
  (await recorded(world, 'request.asked')).map(({ details }) => details as { readonly request: string; readonly to: string })

/** Puts a question, and goes on as soon as it is there for all who are asked, or was refused: then that is the last answer. */
export async function put(world: ConcordWorld, who: string, question: Question): Promise<void> {
  const [before, api, left] = [(await askedSoFar(world)).length, await asParty(world, who), new AbortController()]
  const { path, body } = errandOf(world, question)
  let refused: Reply | undefined
  const answer = api.call('POST', path, { body, signal: left.signal })
  answer.then(
    (reply) => {
      refused = reply
    },
    () => undefined,
  )
  world.afterwards(async () => left.abort())
  await world.clock.advance(0)
  let known = 0
  const found = await eventually(async () => {
    const asked = (await askedSoFar(world)).slice(before)
    // How many listen to a topic only the platform knows: all are asked once no more are.
    const whole = 'topic' in question.to ? asked.length > 0 && asked.length === known : asked.length >= question.to.length
    known = asked.length
    return refused !== undefined || whole ? asked : undefined
  }, `the question of ${who}`)
  if (refused !== undefined) world.take(refused)
  else requestingOf(world).puts.push({ who, data: question.data, answer, leave: () => left.abort(), found })
}

/** The same of a question that has to go through. */
export async function hasPut(world: ConcordWorld, who: string, question: Question): Promise<void> {
  const { puts } = requestingOf(world)
  const before = puts.length
  await put(world, who, question)
  expect(puts.length, world.replies.at(-1)?.text).to.equal(before + 1)
}

/** The question that was put with these words, or last by somebody. */
export function putOf(world: ConcordWorld, { data, who }: { readonly data?: unknown; readonly who?: string }): Put {
  const found = requestingOf(world).puts.findLast((each) => (data === undefined || each.data === data) && (who === undefined || each.who === who))
  if (found === undefined) throw new Error(`${who ?? 'nobody'} has put no such question`)
  return found
}

/** What came of a question; waits for it. It becomes the last answer. */
export async function answerTo(world: ConcordWorld, question: { readonly data?: unknown; readonly who?: string }): Promise<Reply> {
  const { answer, data } = putOf(world, question)
  return world.take(await world.wait(answer, `the answer to ${JSON.stringify(data)}`))
}

/** Whether whoever put a question is still waiting. */
export async function stillWaits(world: ConcordWorld, data: unknown): Promise<boolean> {
  await world.clock.advance(0)
  const waits = Symbol('waits')
  return (await Promise.race([putOf(world, { data }).answer, rest(SHORTLY_MS, waits)])) === waits
}

/** Goes on as soon as nobody is asked what somebody has put last. */
export async function untilWithdrawn(world: ConcordWorld, who: string): Promise<void> {
  const { found } = putOf(world, { who })
  await world.clock.advance(0)
  for (const { request, to } of found) {
    await eventually(async () => {
      const reply = await atOnce(world, world.as('Sam').call('GET', `/api/requests/pending?as=${to}`), 'what is asked')
      return reply.json<{ items: readonly PendingView[] }>().items.some(({ id }) => id === request) ? undefined : 'withdrawn'
    }, 'a question withdrawn')
  }
}

export interface Given {
  /** The words of the question, or whoever put it. */
  readonly data?: unknown
  readonly who?: string
  readonly reply: unknown
  /** The agent for which it is said. */
  readonly for?: string
}

/** Somebody replies to a question, as if it were meant for them. The answer becomes the last one. */
export async function replyTo(world: ConcordWorld, by: string, given: Given): Promise<Reply> {
  return world.take(await atOnce(world, sendReply(world, await asParty(world, by), { by, ...given }), 'the answer to the reply'))
}

function sendReply(world: ConcordWorld, api: Api, { by, reply, ...given }: Given & { readonly by: string }): Promise<Reply> {
  const asked = given.for ?? by
  const { found } = putOf(world, given)
  const own = found.find(({ to }) => to === partyOf(world, asked).id) ?? found[0]
  requestingOf(world).replied.set(JSON.stringify(reply), asked)
  const body = { data: reply, ...(given.for === undefined ? {} : { agent_id: world.agent(given.for).id }) }
  return api.call('POST', `/api/requests/${own?.request}/reply`, { body })
}

/** An agent replies twice at the same moment. */
export async function replyTwice(world: ConcordWorld, agent: string, data: unknown, replies: readonly string[]): Promise<readonly Reply[]> {
  const api = await asParty(world, agent)
  return atOnce(world, Promise.all(replies.map((reply) => sendReply(world, api, { by: agent, data, reply }))), 'the answers to both replies')
}

/** What an agent is asked, as somebody looks at it. The answer becomes the last one. */
export async function lookAtPending(world: ConcordWorld, agent: string, by = agent): Promise<Reply> {
  const api = await asParty(world, by)
  return world.take(await atOnce(world, api.call('GET', `/api/requests/pending?as=${idOf(world, agent)}`), `what ${agent} is asked`))
}

/** What an agent finds. */
export async function askedOf(world: ConcordWorld, agent: string): Promise<readonly PendingView[]> {
  const reply = await lookAtPending(world, agent)
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<{ items: readonly PendingView[] }>().items
}

import { expect } from 'chai'
import type { Api, LiveReply } from './api'
import { hear } from './asking'
import type { PersonName } from './cast'
import { hasChild } from './child-platform'
import { eventually } from './eventually'
import type { ExecutionStatus, Manner } from './parameter-types'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import type { Seen } from './seen'
import type { ConcordWorld } from './world'

/** What somebody wants of an agent, beside the message. */
export interface Wishes {
  /** Named as the platform knows it; chat, if none is. */
  readonly action?: string
  readonly manner?: Manner
  /** A human shall approve it first. */
  readonly approval?: boolean
  readonly model?: string
  /** The session that it belongs to. */
  readonly session?: string
  /** Anything else that is sent along. */
  readonly besides?: Readonly<Record<string, unknown>>
}

/** What the platform says of an execution to whoever ran it. */
export interface Told {
  readonly execution_id: string
  readonly status: ExecutionStatus
  readonly response?: string | null
  readonly agent_id: string
  readonly agent_name: string
  readonly session_id: string | null
  readonly message_id: string | null
  readonly provider: string | null
  readonly model: string | null
  readonly usage: Readonly<Record<string, number | null>> | null
  readonly error?: { readonly code: string; readonly detail: string } | null
  readonly resolution_path?: string
}

/** What it says of one to whoever looks it up. */
export interface Execution extends Omit<Told, 'execution_id' | 'agent_name'> {
  readonly id: string
  readonly asked_by: string
  readonly action: string
  readonly complexity: number
  readonly message: string
  readonly resolution_path: string
  readonly proposal_id: string | null
}

interface Running {
  /** The conversation that each person had last. */
  readonly conversations: Map<PersonName, string>
  /** An answer that somebody is still waiting for. */
  waiting: { readonly person: PersonName; readonly answer: Promise<Reply> } | undefined
  /** An answer that somebody is still listening to. */
  listening: { readonly person: PersonName; readonly live: Promise<LiveReply> } | undefined
  /** What came word by word of the execution that was begun last, also after its end. */
  heard: Promise<LiveReply> | undefined
  /** What was heard word by word before the platform was started anew. */
  readonly parts: (readonly Seen[])[]
  /** Makes whoever waits or listens go away. */
  leave: () => void
  /** The execution that was begun last. */
  execution: string | undefined
}

export const runningOf = perScenario(
  (): Running => ({ conversations: new Map(), waiting: undefined, listening: undefined, heard: undefined, parts: [], leave: () => {}, execution: undefined }),
)

/** A request that runs an agent: the named one, or whichever answers in a chat. */
interface Errand {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

/** Agents by the names that a scenario gives them. */
export const toAgent = (world: ConcordWorld, agent: string, message: string, wishes: Wishes = {}): Errand => ({
  path: `/api/agents/${world.agent(agent).id}/execute`,
  body: { message, ...wished(wishes) },
})

/** To the platform, naming an agent or none. */
export const toChat = (world: ConcordWorld, message: string, { agent, ...wishes }: Wishes & { readonly agent?: string } = {}): Errand => ({
  path: '/api/chat',
  body: { message, ...(agent === undefined ? {} : { agent_id: world.agent(agent).id }), ...wished(wishes) },
})

const wished = ({ action, manner, approval, model, session, besides }: Wishes) => ({
  ...(action === undefined ? {} : { action }),
  ...(manner === 'word by word' ? { stream: true } : {}),
  ...(approval === undefined ? {} : { require_approval: approval }),
  ...(model === undefined ? {} : { model }),
  ...(session === undefined ? {} : { session_id: session }),
  ...besides,
})

/** Runs an agent and waits for the end, moving time as it is needed. What came of it becomes the last answer. */
export async function run(world: ConcordWorld, person: PersonName, errand: Errand, as?: Api): Promise<Reply> {
  await begin(world, person, errand, { moving: true, ...(as === undefined ? {} : { api: as }) })
  return outcome(world)
}

/** Begins to run an agent, and moves no time unless `moving`: how far it has come then is as far as it can come without. */
export async function begin(world: ConcordWorld, person: PersonName, errand: Errand, { moving = false, api = world.as(person) } = {}): Promise<void> {
  const state = runningOf(world)
  state.waiting = undefined
  state.listening = undefined
  state.heard = undefined
  state.execution = undefined
  if (errand.body.stream === true) {
    state.heard = hear(world, api.live('POST', errand.path, { body: errand.body }))
    state.listening = { person, live: state.heard }
    state.leave = () => void state.heard?.then((live) => live.leave())
  } else {
    const left = new AbortController()
    const answer = api.call('POST', errand.path, { body: errand.body, signal: left.signal })
    answer.catch(() => undefined)
    state.waiting = { person, answer }
    state.leave = () => left.abort()
  }
  if (!moving) await world.clock.advance(0)
}

/** What came of the execution that was begun last, waiting for its end if it has not come yet. */
export async function outcome(world: ConcordWorld): Promise<Reply> {
  const { waiting, listening } = runningOf(world)
  if (waiting !== undefined) return remember(world, waiting.person, await world.wait(waiting.answer, `the answer to ${waiting.person}`))
  if (listening !== undefined) return remember(world, listening.person, await hearOut(world, listening.live))
  return world.reply
}

function remember(world: ConcordWorld, person: PersonName, reply: Reply): Reply {
  const state = runningOf(world)
  state.waiting = undefined
  state.listening = undefined
  if (reply.status < 300) {
    const { execution_id, session_id } = reply.json<Partial<Told>>()
    if (execution_id !== undefined) state.execution = execution_id
    if (typeof session_id === 'string') state.conversations.set(person, session_id)
  }
  return world.take(reply)
}

/** Listens to the end. What an answer word by word came to is what it would have been as a whole: as the platform tells it afterwards. */
async function hearOut(world: ConcordWorld, listening: Promise<LiveReply>): Promise<Reply> {
  const live = await world.wait(listening, 'the first event')
  if (live.reply !== undefined) return live.reply
  const ended = await world.wait(live.ended, 'the last event')
  const last = live.events.at(-1)
  expect(ended, `the stream after ${live.events.length} events`).to.equal('complete')
  expect(last?.event, `the last event: ${last?.data}`).to.be.oneOf(['streaming:complete', 'streaming:error'])
  const { execution_id, agent_name } = JSON.parse(live.events[0]?.data ?? '{}') as { execution_id: string; agent_name: string }
  const reply = await lookUp(world, execution_id)
  const text = JSON.stringify({ ...reply.json(), execution_id, agent_name })
  return { ...reply, text, json: () => JSON.parse(text) }
}

/** An answer that needs no time to pass. The clock may not move while another process is asked: a provider would speak on meanwhile. */
export const atOnce = <T>(world: ConcordWorld, promise: Promise<T>, what: string): Promise<T> => (hasChild(world) ? promise : world.wait(promise, what))

/** An execution as a supervisor finds it. */
export async function lookUp(world: ConcordWorld, execution: string): Promise<Reply> {
  const reply = await atOnce(world, world.as('Sam').call('GET', `/api/executions/${execution}`), 'the execution')
  expect(reply.status, reply.text).to.equal(200)
  return reply
}

/** What came of the execution that was begun last; it did come to something. */
export async function told(world: ConcordWorld): Promise<Told> {
  const reply = await outcome(world)
  world.looked(reply)
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<Told>()
}

/** All executions as a supervisor lists them, in the order in which they were begun. */
export async function executions(world: ConcordWorld, query = ''): Promise<readonly Execution[]> {
  const reply = await atOnce(world, world.as('Sam').call('GET', `/api/executions?limit=100${query}`), 'the list of executions')
  expect(reply.status, reply.text).to.equal(200)
  const { items } = reply.json<{ items: readonly Execution[] }>()
  return items.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** The number of the execution that this scenario is about: the one begun last. It need not have ended. */
export async function executionId(world: ConcordWorld): Promise<string> {
  const state = runningOf(world)
  state.execution ??= await eventually(async () => (await executions(world)).at(-1)?.id, 'an execution')
  return state.execution
}

/** How that execution is now, as a supervisor sees it. No time passes. */
export const execution = async (world: ConcordWorld): Promise<Execution> => (await lookUp(world, await executionId(world))).json<Execution>()

/** The conversation that a person had last. */
export function conversationOf(world: ConcordWorld, person: PersonName): string {
  const session = runningOf(world).conversations.get(person)
  if (session === undefined) throw new Error(`${person} has had no conversation`)
  return session
}

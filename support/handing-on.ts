import { expect } from 'chai'
import type { Api } from './api'
import type { AgentName, PersonName } from './cast'
import { asAgent } from './changing-agents'
import { recorded } from './measurements'
import type { ActionRecord } from './on-record'
import { perScenario } from './per-scenario'
import { complete } from './records-of-agents'
import type { Reply } from './reply'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

/** Work that somebody wants one agent to hand on to another. */
export interface Passing {
  readonly from: string
  readonly to: string
  /** What is shared; something usual, unless it is given. */
  readonly context?: unknown
  /** The handoff that brought the work to the giver. */
  readonly parent?: string | undefined
}

/** A handoff as those who may see it are told of it. */
export interface HandoffView {
  readonly id: string
  readonly from_agent_id: string
  readonly to_agent_id: string
  readonly parent_handoff_id: string | null
  readonly hop: number
  readonly context: unknown
  readonly status: string
  readonly reason: string | null
  readonly begun: boolean
}

type Handed = Passing & { readonly id: string; readonly context: unknown }

const stateOf = perScenario((): { readonly handed: Handed[] } => ({ handed: [] }))

const USUAL = { customer: 4711, promise: 'Back by noon' }

/** The handoff of a giver that was made last; without one, the last of all. */
export function latestHandoff(world: ConcordWorld, from?: string): Handed {
  const found = stateOf(world).handed.findLast((handed) => from === undefined || handed.from === from)
  if (found === undefined) throw new Error('nothing was handed on')
  return found
}

/** Asks for a handoff; the answer becomes the last one. */
export async function handOn(world: ConcordWorld, api: Api, { context = USUAL, ...passing }: Passing): Promise<Reply> {
  const { from, to, parent } = passing
  const body = { to_agent_id: world.agent(to).id, context, ...(parent === undefined ? {} : { parent_handoff_id: parent }) }
  const reply = await world.call(api, 'POST', `/api/agents/${world.agent(from).id}/handoff`, { body })
  if (reply.status < 300) stateOf(world).handed.push({ ...passing, context, id: reply.json<{ handoff_id: string }>().handoff_id })
  return reply
}

/** The same, where it has to work. */
export async function handedOn(world: ConcordWorld, person: PersonName, passing: Passing): Promise<void> {
  const { status, text } = await handOn(world, world.as(person), passing)
  expect(status, text).to.be.oneOf([200, 202])
}

/** The work that was handed on last, to be handed on by whoever got it. */
export function further(world: ConcordWorld, to: string, from?: string): Passing {
  const before = latestHandoff(world)
  return { from: from ?? before.to, to, parent: before.id }
}

/** The handoff that this scenario is about, as somebody finds it. */
export async function lookAtHandoff(world: ConcordWorld, api: Api = world.as('Sam')): Promise<HandoffView> {
  const reply = await atOnce(world, api.call('GET', `/api/handoffs/${latestHandoff(world).id}`), 'the handoff')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<HandoffView & Record<string, unknown>>()
}

/** What an agent itself knows of what was shared, as text, so that not even an order is lost. */
export const contextAt = async (world: ConcordWorld, agent: string): Promise<string> =>
  JSON.stringify((await lookAtHandoff(world, await asAgent(world, agent))).context)

/** Somebody declines for the receiver; the answer becomes the last one. */
export const decline = (world: ConcordWorld, api: Api, reason: string, from?: string): Promise<Reply> =>
  world.call(api, 'POST', `/api/handoffs/${latestHandoff(world, from).id}/decline`, { body: { reason } })

/** What an agent was told of handoffs, in order. */
export async function toldOfHandoffs(world: ConcordWorld, agent: string): Promise<readonly { readonly type: string; readonly data: object }[]> {
  const reply = await atOnce(world, world.as('Sam').call('GET', `/api/events?topic=agent:${world.agent(agent).id}`), 'the events')
  expect(reply.status, reply.text).to.equal(200)
  const { items } = reply.json<{ items: readonly { type: string; data: object }[] }>()
  return items.filter(({ type }) => type.startsWith('handoff.')).map(({ type, data }) => ({ type, data }))
}

/** A wish to hand work on, as it is on record. */
interface RecordedPassage {
  readonly actor: string
  /** What was decided, and how it ended. */
  readonly words: string
}

/** Why a wish may be decided so, given the levels of receiver and giver. */
const REASONS: Readonly<Record<string, (receiver: unknown, giver: unknown) => RegExp>> = {
  allowed: (receiver, giver) => new RegExp(`^${receiver} is not above ${giver}$`),
  needs_approval: (receiver, giver) => new RegExp(`^${receiver} is one level above ${giver}$`),
  blocked: () => /^(?:handoff_forbidden|hop_limit_reached|handoff_loop)$/,
}

/** How the wishes to hand an agent's work on to another are on record; each with a reason that fits. */
export async function passagesOnRecord(world: ConcordWorld, from: string, to: string): Promise<readonly RecordedPassage[]> {
  const decided = (await recorded(world, 'handoff.decided')) as unknown as readonly ActionRecord[]
  const ended = (await recorded(world, 'handoff.ended')) as unknown as readonly ActionRecord[]
  return decided
    .filter(({ subject, details }) => subject === world.agent(from).id && details.to === world.agent(to).id)
    .map(({ id, actor, outcome, details: { reason, level, to_level } }) => {
      expect(reason).to.match(REASONS[outcome ?? '']?.(to_level, level) ?? /^$/)
      return { actor, words: [outcome, ...ended.filter(({ of }) => of === id).map((end) => end.outcome)].join(', then ') }
    })
}

/** An intern does all that it takes to be promoted, and is. */
export async function growUp(world: ConcordWorld, agent: string): Promise<void> {
  await complete(world, agent as AgentName, 25)
  const reply = await world.call(world.as('Olivia'), 'POST', `/api/agents/${world.agent(agent).id}/promote`)
  expect(reply.status, reply.text).to.equal(200)
}

import type { Acting } from '../agents/acting'
import { standstill } from '../agents/agent'
import type { Agents } from '../agents/agents'
import { unknownAgent } from '../agents/standing'
import type { AuditEntry } from '../audit/audit'
import { NoReply, RequestClosed } from '../backplane/errors'
import type { PendingRequest, Question, Requests } from '../backplane/request'
import type { Clock } from '../shared/clock'
import { NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import { refuseLarge } from '../shared/json'

export interface Asking {
  /** The agent that is asked. */
  readonly to: string
  /** Any JSON. */
  readonly data: unknown
  readonly timeoutMs: number
  readonly as: Acting
}

export interface Replied {
  readonly id: string
  readonly reply: unknown
  readonly by: string
}

/** Questions that one agent replies to (M06.3). Whoever acts was found fit to act. */
export interface AgentRequests {
  /** The reply. Aborting withdraws the question. Throws NotFound, AgentRetired, InvalidInput, NoReply. */
  ask(asking: Asking, signal: AbortSignal): Promise<Replied>
  /** What waits for this agent, the oldest first. */
  pending(as: Acting): Promise<readonly PendingRequest[]>
  /** Throws NotFound for what is asked of somebody else, RequestClosed for what waits no more, InvalidInput. */
  reply(id: string, reply: { readonly data: unknown; readonly as: Acting }): Promise<void>
}

interface Deps {
  readonly clock: Clock
  readonly newId: NewId
  readonly agents: Pick<Agents, 'get'>
  readonly requests: Requests
  /** So many questions are shown at once. */
  readonly settings: { readonly pageMax: number }
}

export function createAgentRequests({ clock, newId, agents, requests, settings }: Deps): AgentRequests {
  return {
    async ask(asking, signal) {
      await refuseUnaskable(agents, asking.to, 'to')
      const question = questionOf(asking, { clock, newId })
      const reply = await requests.ask(question, signal)
      if (reply.kind === 'timeout') throw new NoReply(`The agent did not reply within ${asking.timeoutMs} ms`)
      return { id: question.id, reply: reply.data, by: reply.by }
    },
    pending: (as) => requests.pending(as.id, settings.pageMax),
    async reply(id, { data, as }) {
      const question = await requests.find(id)
      if (question === undefined) throw closed()
      if (question.to !== as.id) throw new NotFound('There is no such request, or somebody else is asked')
      refuseLarge(data, 'data')
      const record = entryOf('request.replied', { as, clock, newId, details: { request: id } })
      if (!(await requests.reply(id, { actor: as, data, record }))) throw closed()
    },
  }
}

/** An agent may be asked unless it is retired: a paused one finds the question later. Throws NotFound, which names the place, and AgentRetired. */
export async function refuseUnaskable(agents: Pick<Agents, 'get'>, id: string, field: string): Promise<void> {
  const agent = await agents.get(id).catch((error: unknown) => {
    throw error instanceof NotFound ? unknownAgent(id, field) : error
  })
  if (agent.status === 'retired') throw standstill(agent)
}

interface Ground {
  readonly clock: Clock
  readonly newId: NewId
}

/** The question to one agent, with what goes on the record: never what is asked. `details` say what it is part of. Throws InvalidInput. */
export function questionOf({ to, data, timeoutMs, as }: Asking, ground: Ground, details: Readonly<Record<string, unknown>> = {}): Question {
  refuseLarge(data, 'data')
  const id = ground.newId()
  return { id, from: as, to, data, timeoutMs, record: entryOf('request.asked', { ...ground, as, details: { request: id, to, ...details } }) }
}

const entryOf = (
  action: string,
  { as, details, clock, newId }: Ground & { readonly as: Acting; readonly details: Readonly<Record<string, unknown>> },
): AuditEntry => ({ id: newId(), at: clock.now(), actor: as.by, action, subject: as.id, details })

const closed = (): RequestClosed => new RequestClosed('It was replied to, its asker waits no more, its time is over, or nobody ever asked it')

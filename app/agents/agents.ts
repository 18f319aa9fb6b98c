import type { Person, Principal } from '../people/person'
import { may } from '../people/person'
import type { Clock } from '../shared/clock'
import { Conflict, Forbidden, InvalidInput, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import type { AgentRow } from '../store/tables'
import { type Agent, type AgentStatus, agentOf, type Maturity, setbacksAfter } from './agent'
import { agentById, agentsAfter, changeAgent, createAgent, ensureDefaultAgent } from './agent-store'

export interface NewAgent {
  readonly name: string
  readonly instructions: string
  readonly category: string
  readonly model?: string | undefined
  /** Only administrators give one, with a reason; otherwise an agent begins as a student. */
  readonly maturity?: Maturity | undefined
  readonly reason?: string | undefined
}

export type AgentEdit = Partial<Pick<NewAgent, 'name' | 'instructions' | 'category'>> & { readonly model?: string | null | undefined }

/** What is changed of an agent, and why. */
export interface Change {
  readonly what: string
  readonly by: string
  readonly reason?: string | undefined
  readonly details?: Readonly<Record<string, unknown>>
  /** The row as it shall be; throws to refuse. */
  apply(agent: Agent): Partial<Pick<AgentRow, 'name' | 'instructions' | 'category' | 'model' | 'maturity' | 'status' | 'term'>>
}

/** The agents of the installation; every change is in the audit trail. */
export interface Agents {
  /** Throws InvalidInput, and Forbidden for a level that somebody else than an administrator gives. */
  create(agent: NewAgent, by: Principal): Promise<Agent>
  /** As it is stored now. Throws NotFound. */
  get(id: string): Promise<Agent>
  /** As it was when it was last looked at: what is decided by it must be checked where it is written. Throws NotFound. */
  known(id: string): Promise<Agent>
  list(query: { after: string; limit: number }): Promise<readonly Agent[]>
  /** By whoever made it, or an administrator. Throws NotFound, Forbidden, InvalidInput. */
  edit(id: string, edit: AgentEdit, by: Principal): Promise<Agent>
  /** Throws NotFound, and Conflict for a retired agent, or one that is so already. */
  setStatus(id: string, status: AgentStatus, by: Pick<Person, 'id'>, reason?: string): Promise<Agent>
  /** Applies a change to the agent as it is stored, again if somebody else changed it meanwhile. Throws NotFound and what `apply` throws. */
  change(id: string, change: Change): Promise<Agent>
  /** The agent that answers where none is named; made when there is none. */
  assistant(): Promise<Agent>
}

/** The default assistant's own words. It may chat from the beginning, and no more. */
const ASSISTANT = {
  name: 'Assistant',
  instructions: 'You are a helpful assistant. Answer truthfully, and say so when you do not know.',
  category: 'assistant',
  maturity: 'intern',
} as const

const PAST: Readonly<Record<AgentStatus, string>> = { active: 'resumed', paused: 'paused', retired: 'retired' }

/** So many are remembered; then all are forgotten. */
const MOST_KNOWN = 1_000

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
}

export function createAgents({ store, clock, newId }: Deps): Agents {
  const known = new Map<string, Agent>()
  let assistant: string | undefined

  const newRow = (agent: NewAgent & { maturity: Maturity }, createdBy: string, isDefault: boolean): AgentRow => ({
    id: newId(),
    name: agent.name,
    instructions: agent.instructions,
    category: agent.category,
    model: agent.model ?? null,
    maturity: agent.maturity,
    status: 'active',
    version: 1,
    term: 1,
    setbacks: 0,
    is_default: Number(isDefault),
    created_by: createdBy,
    created_at: clock.now(),
    updated_at: clock.now(),
  })
  const entry = (action: string, actor: string, subject: string, details: Readonly<Record<string, unknown>> = {}) => ({
    id: newId(),
    at: clock.now(),
    actor,
    action: `agent.${action}`,
    subject,
    details,
  })
  const get = async (id: string): Promise<Agent> => {
    const [row] = await store.find(agentById, { id })
    if (row === undefined) throw new NotFound('There is no such agent')
    const agent = agentOf(row)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(id, agent)
    return agent
  }
  const change = async (id: string, wanted: Change): Promise<Agent> => {
    for (;;) {
      const [row] = await store.find(agentById, { id })
      if (row === undefined) throw new NotFound('There is no such agent')
      const wished = { ...row, ...wanted.apply(agentOf(row)) }
      const next = { ...wished, setbacks: setbacksAfter(row, wished), version: row.version + 1, updated_at: clock.now() }
      const details = { ...wanted.details, ...(wanted.reason === undefined ? {} : { reason: wanted.reason }) }
      const changed = await store.write(changeAgent, { next, entry: entry(wanted.what, wanted.by, id, details) })
      known.delete(id)
      if (changed) return agentOf(next)
    }
  }

  return {
    async create(agent, by) {
      const { maturity, reason } = agent
      if (maturity !== undefined && !may(by.role, 'administrator')) throw new Forbidden('Only an administrator gives an agent its level; leave maturity out')
      if (maturity !== undefined && reason === undefined) throw new InvalidInput('reason', 'reason is missing: a level that was not earned needs one')
      if (maturity === undefined && reason !== undefined) throw new InvalidInput('reason', 'reason is only for a level; maturity is missing')
      const row = newRow({ ...agent, maturity: maturity ?? 'student' }, by.id, false)
      const details = { maturity: row.maturity, ...(reason === undefined ? {} : { reason }) }
      await store.write(createAgent, { agent: row, entry: entry('created', by.id, row.id, details) })
      return agentOf(row)
    },
    get,
    known: async (id) => known.get(id) ?? get(id),
    list: async ({ after, limit }) => (await store.find(agentsAfter, { id: after, limit })).map(agentOf),
    edit: (id, { model, ...rest }, by) =>
      change(id, {
        what: 'changed',
        by: by.id,
        details: { fields: Object.keys({ ...rest, ...(model === undefined ? {} : { model }) }) },
        apply(agent) {
          if (agent.createdBy !== by.id && !may(by.role, 'administrator')) throw new Forbidden('Only who made the agent, or an administrator, may change it')
          return { ...rest, ...(model === undefined ? {} : { model }) }
        },
      }),
    setStatus: (id, status, by, reason) =>
      change(id, {
        what: PAST[status],
        by: by.id,
        reason,
        apply(agent) {
          if (agent.status === 'retired') throw new Conflict(`${agent.name} is retired, and stays so`)
          if (agent.status === status) throw new Conflict(`${agent.name} is ${status} already`)
          return { status }
        },
      }),
    change,
    async assistant() {
      if (assistant !== undefined) return known.get(assistant) ?? get(assistant)
      const row = newRow(ASSISTANT, 'platform', true)
      const present = agentOf(await store.write(ensureDefaultAgent, { agent: row, entry: entry('created', 'platform', row.id, { maturity: row.maturity }) }))
      assistant = present.id
      return present
    },
  }
}

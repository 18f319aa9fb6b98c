import { expect } from 'chai'
import { decideOn, waitingProposal } from './approving'
import type { AgentName, PersonName } from './cast'
import { begin, executionId, outcome, run, toAgent } from './running'
import type { ConcordWorld } from './world'

/** How far an agent is on its way, as the platform tells it. */
export interface Graduation {
  readonly maturity: string
  readonly next: string | null
  readonly ready: boolean
  readonly readiness: number
  readonly episodes: number
  readonly intervention_rate: number
  readonly compliance: number
  readonly missing: readonly string[]
}

/** The agent does things that even a student may do. */
export async function complete(world: ConcordWorld, agent: AgentName, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const reply = await run(world, 'Uma', toAgent(world, agent, 'Where is my parcel?', { action: 'read' }))
    expect(reply.json(), reply.text).to.include({ status: 'completed' })
  }
}

/** The agent is asked for something while it may do nothing. */
export async function block(world: ConcordWorld, agent: AgentName, count: number): Promise<void> {
  if (count === 0) return
  await administer(world, agent, 'pause')
  for (let done = 0; done < count; done += 1) {
    const reply = await run(world, 'Uma', toAgent(world, agent, 'Where is my parcel?', { action: 'read' }))
    world.looked(reply)
    expect(reply.status, reply.text).to.equal(409)
  }
  await administer(world, agent, 'resume')
}

async function administer(world: ConcordWorld, agent: AgentName, word: 'pause' | 'resume'): Promise<void> {
  const reply = await world.call(world.as('Olivia'), 'POST', `/api/agents/${world.agent(agent).id}/${word}`)
  expect(reply.status, reply.text).to.equal(200)
}

/** How a human steps in, and what is sent for it. */
const WAYS = {
  stopped: ['stop'],
  cancelled: ['cancel'],
  paused: ['pause', 'resume'],
  corrected: ['correct'],
} as const
export type Stepping = keyof typeof WAYS

/** Somebody steps in while the agent is at it; the work then comes to its end. */
export async function stepIn(world: ConcordWorld, person: PersonName, way: Stepping, agent: AgentName, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    world.fakes.openai.is({ kind: 'slow', ms: 1_000 }, { times: 1 })
    await begin(world, 'Uma', toAgent(world, agent, 'Where is my parcel?', { action: 'read' }))
    const id = await executionId(world)
    for (const word of WAYS[way]) {
      const body = word === 'correct' ? { body: { message: 'In English, please' } } : {}
      const reply = await world.call(world.as(person), 'POST', `/api/executions/${id}/${word}`, body)
      expect(reply.status, reply.text).to.equal(200)
    }
    await outcome(world)
  }
}

/** The agent asks for something that it may do only with approval, and Sam decides. */
export async function decideProposals(world: ConcordWorld, verdict: 'approve' | 'reject', agent: AgentName, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const reply = await run(world, 'Uma', toAgent(world, agent, 'Remove the old parcels', { action: 'delete' }))
    expect(reply.status, reply.text).to.equal(202)
    await decideOn(world, 'Sam', await waitingProposal(world), verdict, 'Not today')
    await world.clock.advance(1_000)
  }
}

export const agentNow = async (world: ConcordWorld, agent: string): Promise<{ readonly maturity: string }> => {
  const reply = await world.wait(world.as('Olivia').call('GET', `/api/agents/${world.agent(agent).id}`), 'the agent')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json()
}

interface Recorded {
  readonly number: number
  readonly id: string
  /** RFC 3339. */
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string | null
  readonly outcome: string | null
  readonly of: string | null
  readonly details: Readonly<Record<string, unknown>>
}

/** What the audit trail has under this action, as a supervisor reads it. */
export async function recorded(world: ConcordWorld, action: string): Promise<readonly Recorded[]> {
  const reply = await world.wait(world.as('Sam').call('GET', '/api/audit?limit=100'), 'the audit trail')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<{ items: readonly Recorded[] }>().items.filter((record) => record.action === action)
}

/** What was decided about an agent's attempts and how they ended, in the order on record. */
export async function recordedOf(world: ConcordWorld, agent: AgentName): Promise<readonly Recorded[]> {
  await world.clock.advance(0)
  const records = [...(await recorded(world, 'action.decided')), ...(await recorded(world, 'action.ended'))]
  return records.filter(({ subject }) => subject === world.agent(agent).id).toSorted((one, other) => one.number - other.number)
}

import fc from 'fast-check'
import { hours } from '../../app/shared/clock'
import { AGENT_NAMES, type AgentName } from '../cast'
import type { Reply } from '../reply'
import type { ConcordWorld } from '../world'
import { atWork, call, decide, waiting } from './calls'

// Whatever can be asked of agents and decided by humans, one after the other, made up.

const ACTIONS = ['search', 'chat', 'create', 'delete'] as const
const STRATEGIES = ['majority_vote', 'highest_maturity', 'unanimous', 'human'] as const

export type Act =
  | { readonly what: 'runs'; readonly agent: AgentName; readonly action: string; readonly approval: boolean; readonly fails: boolean }
  | { readonly what: 'is cut short'; readonly agent: AgentName; readonly action: string; readonly by: 'cancel' | 'stop' }
  | { readonly what: 'hands on'; readonly agent: AgentName; readonly to: AgentName }
  | { readonly what: 'disagrees'; readonly views: readonly string[]; readonly strategy: string }
  | { readonly what: 'is decided'; readonly which: number; readonly approved: boolean }
  | { readonly what: 'is taken back'; readonly which: number }
  | { readonly what: 'pause' | 'resume'; readonly agent: AgentName }
  | { readonly what: 'a day passes' }

const agent = fc.constantFrom(...AGENT_NAMES)
const action = fc.constantFrom(...ACTIONS)
const which = fc.nat(3)

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('runs' as const), agent, action, approval: fc.boolean(), fails: fc.nat(3).map((n) => n === 3) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('is cut short' as const), agent, action, by: fc.constantFrom('cancel' as const, 'stop' as const) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('hands on' as const), agent, to: agent }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('disagrees' as const),
      views: fc.array(fc.constantFrom('left', 'right'), { minLength: 2, maxLength: AGENT_NAMES.length }),
      strategy: fc.constantFrom(...STRATEGIES),
    }),
  },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('is decided' as const), which, approved: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('is taken back' as const), which }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('pause' as const, 'resume' as const), agent }) },
  { weight: 1, arbitrary: fc.constant({ what: 'a day passes' as const }) },
)

export const acts: fc.Arbitrary<readonly Act[]> = fc.array(act, { minLength: 1, maxLength: 12, size: 'max' })

/** An act as one tells it. */
export function actInWords(made: Act): string {
  switch (made.what) {
    case 'runs':
      return `Uma has ${made.agent} ${made.action}${made.approval ? ', if a human approves' : ''}${made.fails ? '; its model refuses' : ''}`
    case 'is cut short':
      return `Uma has ${made.agent} ${made.action}, and ${made.by === 'cancel' ? 'cancels it' : 'Sam stops it'} while it is at it`
    case 'hands on':
      return `Uma hands ${made.agent}'s work on to ${made.to}`
    case 'disagrees':
      return `${AGENT_NAMES.slice(0, made.views.length).join(', ')} want ${made.views.join(', ')}: ${made.strategy}`
    case 'is decided':
      return `Sam ${made.approved ? 'approves' : 'rejects'} number ${made.which + 1} of what waits`
    case 'is taken back':
      return `Uma cancels number ${made.which + 1} of what waits`
    case 'pause':
    case 'resume':
      return `Olivia ${made.what}s ${made.agent}`
    case 'a day passes':
      return 'A day passes'
  }
}

/** One request that has to be decided, and what was answered. */
export interface Attempt {
  readonly family: 'action' | 'handoff' | 'conflict'
  readonly agent: AgentName | undefined
  readonly reply: Reply
}

const SHORT_MS = 10_000
const marked = (word: string): string => `Please ${word}`

/** The models' part: told once. */
export function tellModels(world: ConcordWorld): void {
  for (const name of AGENT_NAMES) {
    world.fakes.voice(name).fails({ to: marked('fail') })
    world.fakes.voice(name).takes(SHORT_MS, { to: marked('take your time') })
  }
}

/** Does it; answers the attempt, if it is one. */
export async function perform(world: ConcordWorld, made: Act): Promise<Attempt | undefined> {
  const uma = world.as('Uma')
  switch (made.what) {
    case 'runs': {
      const body = { message: marked(made.fails ? 'fail' : 'go on'), action: made.action, require_approval: made.approval }
      return { family: 'action', agent: made.agent, reply: await call(world, uma, `/api/agents/${world.agent(made.agent).id}/execute`, body) }
    }
    case 'is cut short':
      return { family: 'action', agent: made.agent, reply: await cutShort(world, made) }
    case 'hands on': {
      const body = { to_agent_id: world.agent(made.to).id, context: { customer: 4711 } }
      return { family: 'handoff', agent: made.agent, reply: await call(world, uma, `/api/agents/${world.agent(made.agent).id}/handoff`, body) }
    }
    case 'disagrees': {
      const proposals = made.views.map((view, index) => ({ agent_id: world.agent(AGENT_NAMES[index] ?? '').id, action: view }))
      const reply = await call(world, uma, '/api/agents/resolve-conflict', { proposals, resolution_strategy: made.strategy })
      return { family: 'conflict', agent: undefined, reply }
    }
    case 'is decided': {
      const open = await waiting(world)
      const proposal = open[made.which % Math.max(1, open.length)]
      if (proposal !== undefined) await decide(world, proposal, made.approved)
      break
    }
    case 'is taken back': {
      const open = (await waiting(world)).flatMap(({ execution_id }) => execution_id ?? [])
      const id = open[made.which % Math.max(1, open.length)]
      if (id !== undefined) await call(world, uma, `/api/executions/${id}/cancel`)
      break
    }
    case 'pause':
    case 'resume':
      await call(world, world.as('Olivia'), `/api/agents/${world.agent(made.agent).id}/${made.what}`, { reason: 'It seems right' })
      break
    case 'a day passes':
      await world.clock.advance(hours(25))
  }
  await world.clock.advance(0)
  return undefined
}

/** Begins it, and ends it from outside while the model still thinks; where it may not even begin, that is all. */
async function cutShort(world: ConcordWorld, { agent: name, action: wanted, by }: Extract<Act, { what: 'is cut short' }>): Promise<Reply> {
  const { id } = world.agent(name)
  const body = { message: marked('take your time'), action: wanted }
  const answer = world.as('Uma').call('POST', `/api/agents/${id}/execute`, { body })
  answer.catch(() => undefined)
  await world.clock.advance(0)
  for (const { id: running } of await atWork(world)) await call(world, world.as(by === 'stop' ? 'Sam' : 'Uma'), `/api/executions/${running}/${by}`)
  return world.wait(answer, 'the answer to what was cut short')
}

/** Nobody is paused, and nothing waits or is at work, when a case begins. */
export async function putInOrder(world: ConcordWorld): Promise<void> {
  for (const name of AGENT_NAMES) await call(world, world.as('Olivia'), `/api/agents/${world.agent(name).id}/resume`, { reason: 'It seems right' })
  for (const proposal of await waiting(world)) await decide(world, proposal, false)
  if ((await atWork(world)).length > 0) await world.clock.advance(SHORT_MS)
}

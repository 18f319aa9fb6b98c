import { setTimeout as rest } from 'node:timers/promises'
import { expect } from 'chai'
import fc from 'fast-check'
import { childOf } from '../child-platform'
import { eventually } from '../eventually'
import { perScenario } from '../per-scenario'
import type { Reply } from '../reply'
import type { Execution } from '../running'
import { placeOf } from '../sharing'
import type { Ban } from '../storage/storage'
import type { ConcordWorld } from '../world'
import { executionsAfter, found, type Mark, markNow, type Noted, recordsAfter } from './calls'
import { OPEN, PROMISES, readRecord } from './on-the-record'

// A mix of work, all begun at once, a platform that is killed in the midst of it, and what has to come of it.

const AGENTS = ['Ada', 'Sol', 'Ines'] as const
const ACTIONS = ['search', 'chat', 'create', 'delete'] as const

interface Piece {
  readonly agent: (typeof AGENTS)[number]
  readonly action: (typeof ACTIONS)[number]
  /** Its model still thinks when the platform is killed. */
  readonly slow: boolean
}

type Work =
  | { readonly kind: 'runs' | 'workflow' | 'tasks'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'handoff'; readonly from: Piece['agent']; readonly to: Piece['agent'] }
  | { readonly kind: 'write' }

export interface Crash {
  readonly work: readonly Work[]
  /** Milliseconds from the first request to the kill. */
  readonly after: number
  /** How many records of what it puts right the platform can make at the next start, where that is cut off. */
  readonly noted: number
}

const agent = fc.constantFrom(...AGENTS)
/** Ada may do everything by itself: what she is at is what a crash finds. */
const piece = fc.record({ agent: fc.constantFrom(...AGENTS, 'Ada', 'Ada'), action: fc.constantFrom(...ACTIONS), slow: fc.boolean() })
const work: fc.Arbitrary<Work> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('runs' as const), pieces: fc.array(piece, { minLength: 1, maxLength: 2 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('workflow' as const, 'tasks' as const), pieces: fc.array(piece, { minLength: 1, maxLength: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('handoff' as const), from: agent, to: agent }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'write' as const }) },
)
const LATEST_MS = 200
const MOST_NOTED = 6

export const crashes: fc.Arbitrary<Crash> = fc.record({
  work: fc.array(work, { minLength: 1, maxLength: 5, size: 'max' }),
  after: fc.integer({ min: 0, max: LATEST_MS }),
  noted: fc.integer({ min: 0, max: MOST_NOTED }),
})

const pieceInWords = ({ agent: name, action, slow }: Piece): string => `${name}: ${action}${slow ? ', slowly' : ''}`

/** A case as one tells it. */
export const crashInWords = ({ work: all, after, noted }: Crash): readonly string[] => [
  ...all.map((each) => {
    if (each.kind === 'handoff') return `Uma hands ${each.from}'s work on to ${each.to}`
    if (each.kind === 'write') return 'Uma writes a value'
    const names = { runs: 'runs', workflow: 'starts a workflow of', tasks: 'has tasks done by' }
    return `Uma ${names[each.kind]} ${each.pieces.map(pieceInWords).join('; ')}`
  }),
  `The platform is killed ${after} ms after all of it was asked for, and at the next start after ${noted} records if it is cut off then`,
]

const SLOWLY = 'slowly'
const SLOW_MS = 10_000

export function tellModels(world: ConcordWorld): void {
  for (const name of AGENTS) world.fakes.voice(name).takes(SLOW_MS, { to: SLOWLY })
}

const casesOf = perScenario(() => ({ count: 0 }))

/** What was begun, what was answered before the end, and where the lists stood before. */
interface Begun {
  readonly number: number
  readonly mark: Mark
  readonly replies: readonly (Reply | undefined)[]
}

/** Begins all of it at once, and kills the platform meanwhile. */
export async function beginAndKill(world: ConcordWorld, { work: all, after }: Crash): Promise<Begun> {
  const number = ++casesOf(world).count
  const mark = await markNow(world)
  const asked = all
    .flatMap((each, place) => requestsOf(world, each, `${number}.${place}`))
    .map(({ method, path, body }) => world.as('Uma').call(method, path, { body }))
  const replies = Promise.all(asked.map((answer) => answer.catch(() => undefined)))
  await rest(after)
  await childOf(world).kill()
  return { number, mark, replies: await replies }
}

/** Starts the platform, which can note so much of what it puts right and no more, as if it had been killed then; where it had less to do it is killed. */
export async function cutOffRecovery(world: ConcordWorld, { noted }: Crash): Promise<void> {
  const { data, restart, kill } = childOf(world)
  const [head] = await data.rows<{ last: number }>('select max(seq) as last from audit')
  const ban: Ban = { name: 'no_more', table: 'audit', event: 'insert', where: `new.seq > ${Number(head?.last) + noted}` }
  await data.forbid(ban)
  await restart()
  await kill()
  await data.allow(ban)
}

interface Request {
  readonly method: 'POST' | 'PUT'
  readonly path: string
  readonly body: unknown
}

function requestsOf(world: ConcordWorld, each: Work, number: string): readonly Request[] {
  const method = 'POST'
  switch (each.kind) {
    case 'handoff': {
      const body = { to_agent_id: world.agent(each.to).id, context: { number } }
      return [{ method, path: `/api/agents/${world.agent(each.from).id}/handoff`, body }]
    }
    case 'write':
      return [{ method: 'PUT', path: placeOf(`crash/${number}`), body: { value: number, version: 0 } }]
    case 'runs':
      return each.pieces.map((one, index) => ({
        ...{ method, path: `/api/agents/${world.agent(one.agent).id}/execute` },
        body: { message: words(one, `${number}.${index}`), action: one.action },
      }))
    case 'workflow': {
      const steps = each.pieces.map((one, index) => ({ agent_id: world.agent(one.agent).id, action: one.action, message: words(one, `${number}.${index}`) }))
      return [{ method, path: '/api/workflows/sequential', body: { steps } }]
    }
    case 'tasks': {
      const tasks = each.pieces.map((one, index) => ({
        ...{ id: `${index}`, agent_id: world.agent(one.agent).id, action: one.action, task: words(one, `${number}.${index}`) },
        dependencies: index === 2 ? ['0'] : [],
      }))
      return [{ method, path: '/api/agents/parallel-execute', body: { tasks } }]
    }
  }
}

/** Said once only: whatever says the same is the same piece of work. */
const words = ({ slow }: Piece, number: string): string => `Piece ${number}: do it${slow ? ` ${SLOWLY}` : ''}`
const pieceIn = ({ message }: Execution): string => /Piece [\d.]+(?=:)/.exec(message)?.[0] ?? message

const SETTLED = ['completed', 'failed', 'cancelled', 'awaiting_approval', 'needs_attention']

interface JobView {
  readonly workflow_id?: string
  readonly coordination_id?: string
  readonly status: string
}

/** How all of it stands. */
export interface Picture {
  readonly executions: readonly Execution[]
  readonly jobs: readonly JobView[]
  readonly records: readonly Noted[]
}

async function pictureOf(world: ConcordWorld, { mark }: Begun): Promise<Picture> {
  const executions = await executionsAfter(world, mark.execution)
  const lists = ['/api/workflows?limit=100', '/api/coordinations?limit=100'].map((path) => found<{ items: readonly JobView[] }>(world, path))
  return { executions, jobs: (await Promise.all(lists)).flatMap(({ items }) => items), records: await recordsAfter(world, mark.record) }
}

/** The platform is started again, and goes on until nothing moves any more without a human. */
export async function recover(world: ConcordWorld, begun: Begun): Promise<Picture> {
  await childOf(world).restart()
  return eventually(async () => {
    const { executions, jobs, ...rest } = await pictureOf(world, begun)
    const moves = executions.some(({ status }) => ['running', 'paused'].includes(status)) || jobs.some(({ status }) => !SETTLED.includes(status))
    if (moves) await world.clock.advance(SLOW_MS)
    return moves ? undefined : { executions, jobs, ...rest }
  }, 'a platform on which nothing moves any more')
}

/** The same in words. That another process looks after a job from now on is noted each time. */
export const pictureInWords = ({ executions, jobs, records }: Picture): readonly string[] => [
  ...executions.map(({ action, message, status }) => `${action} (${message.trim()}) is ${status}`),
  ...jobs.map(({ workflow_id, coordination_id, status }) => `job ${workflow_id ?? coordination_id} is ${status}`),
  ...records.filter(({ action }) => action !== 'coordination.resumed').map(({ number, action, outcome }) => `record ${number} says ${action}, ${outcome}`),
]

/** Throws unless what is found is legal after any crash. */
export async function expectLegal(world: ConcordWorld, begun: Begun, { executions }: Picture): Promise<void> {
  PROMISES['every decision but a blocked one had exactly one outcome once it had ended, and none before']?.(await readRecord(world, [], begun.mark))
  const pieces = Map.groupBy(executions, pieceIn)
  for (const [name, runs] of pieces) {
    const stands = runs.map(({ action, status }) => `${action} ${status}`).join(', ')
    expect(runs.filter(({ status }) => status === 'completed').length, `how often ${name} was completed: ${stands}`).to.be.at.most(1)
    const again = runs.filter(({ complexity }) => complexity > 2).length
    expect(again, `how often ${name} was begun, which may not be repeated: ${stands}`).to.be.at.most(1)
  }
  for (const reply of begun.replies) if (reply !== undefined) await expectKept(world, reply, executions)
  expect((await found<{ valid: boolean }>(world, '/api/audit/verify')).valid, 'the audit trail').to.equal(true)
}

interface Acknowledged {
  readonly execution_id?: string
  readonly workflow_id?: string
  readonly coordination_id?: string
  readonly handoff_id?: string
  readonly status?: string
  readonly value?: string
}

/** What was acknowledged before the crash is there after it. */
async function expectKept(world: ConcordWorld, { status, path, json }: Reply, executions: readonly Execution[]): Promise<void> {
  if (status >= 300) return
  const { execution_id, workflow_id, coordination_id, handoff_id, status: told, value } = json<Acknowledged>()
  if (value !== undefined) expect(await found<{ value: unknown }>(world, path)).to.deep.include({ value })
  if (workflow_id !== undefined) await found(world, `/api/workflows/${workflow_id}`)
  if (coordination_id !== undefined) await found(world, `/api/coordinations/${coordination_id}`)
  if (handoff_id !== undefined)
    expect((await found<{ status: string }>(world, `/api/handoffs/${handoff_id}`)).status).to.equal(status === 202 ? 'awaiting_approval' : 'accepted')
  if (execution_id === undefined) return
  const stood = status === 202 ? 'awaiting_approval' : String(told)
  const now = executions.find(({ id }) => id === execution_id)?.status
  expect(now, `execution ${execution_id}, which was ${stood}`).to.be.oneOf(OPEN.includes(stood) ? [stood, 'interrupted'] : [stood])
}

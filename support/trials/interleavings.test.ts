import assert from 'node:assert/strict'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import type { Maturity } from '../../app/agents/agent'
import type { Order } from '../../app/executions/executor'
import { traceOf } from '../../app/shared/trace'
import { openSqlite } from '../../app/store/sqlite'
import { inspect } from './inspection'
import { buildTwo, join, type Parts, someone, TURNS, type TwoPlatforms } from './two-platforms'

const [olivia, sam, sue, uma] = [someone('Olivia', 'administrator'), someone('Sam', 'supervisor'), someone('Sue', 'supervisor'), someone('Uma', 'user')]
const TRACE = traceOf('0af7651916cd43dd8448eb211c80319c')
const MESSAGE = 'Write a report'
const CASES = Number(process.env.CASES ?? 150)

/** What the acts are about. */
interface Matter {
  readonly agentId: string
  readonly executionId: string
  readonly proposalId: string
  readonly contentHash: string
}

/** Something that may happen, in the hands of one of the platforms. */
type Act = (parts: Parts, matter: Matter, two: TwoPlatforms) => Promise<unknown>

const approvedBy =
  (supervisor: typeof sam): Act =>
  ({ proposals }, { proposalId, contentHash }) =>
    proposals.decide(proposalId, { word: 'approve', contentHash }, supervisor)

/** To work that waits for a human. */
const DECIDING: Readonly<Record<string, Act>> = {
  'Sam approves': approvedBy(sam),
  'Sue approves': approvedBy(sue),
  'Olivia approves': approvedBy(olivia),
  'Sue rejects': ({ proposals }, { proposalId, contentHash }) => proposals.decide(proposalId, { word: 'reject', contentHash }, sue),
  'a day passes': ({ proposals }, _matter, { passOneDay }) => {
    passOneDay()
    return proposals.expire()
  },
  'Uma cancels': ({ interventions }, { executionId }) => interventions.cancel(executionId, uma),
  'the agent is paused': ({ agents }, { agentId }) => agents.setStatus(agentId, 'paused', olivia),
  'the agent is resumed': ({ agents }, { agentId }) => agents.setStatus(agentId, 'active', olivia),
  'what was approved is begun': ({ executor }) => executor.lookAfter(),
}
const DECISIONS = ['Sam approves', 'Sue approves', 'Olivia approves', 'Sue rejects']

/** To work that runs under supervision on the first platform. */
const SUPERVISING: Readonly<Record<string, Act>> = {
  'Sam pauses it': ({ interventions }, { executionId }) => interventions.pause(executionId, sam),
  'Sam resumes it': ({ interventions }, { executionId }) => interventions.resume(executionId, sam),
  'Sam corrects it': ({ interventions }, { executionId }) => interventions.correct(executionId, 'Shorter', sam),
  'Sue corrects it': ({ interventions }, { executionId }) => interventions.correct(executionId, 'Longer', sue),
  'Sue stops it': ({ interventions }, { executionId }) => interventions.stop(executionId, sue),
  'Uma cancels': ({ interventions }, { executionId }) => interventions.cancel(executionId, uma),
  'the first platform is taken for gone': (_parts, _matter, { both: [, another] }) => another.executor.recover('one'),
  'changes are looked for': ({ executor }) => executor.lookAfter(),
}

/** What alone may keep an answer from being completed. */
const ENDING: Readonly<Record<string, readonly string[]>> = {
  cancelled: ['Sue stops it', 'Uma cancels'],
  interrupted: ['the first platform is taken for gone'],
}

/** A database with an agent of a level. */
async function withAgent(maturity: Maturity) {
  const database = openSqlite(':memory:', 0)
  const { both } = buildTwo(database, { seed: 1 })
  join(database, [uma, sam, olivia])
  const [parts] = both
  const agent = await parts.agents.create({ name: 'Agent', instructions: '', category: 'trial', maturity, reason: 'for the test' }, olivia)
  return { database, parts, agentId: agent.id }
}

const order = (agentId: string): Order => ({ agentId, action: 'create', message: MESSAGE, resolutionPath: 'named', by: uma, trace: TRACE })

async function somethingWaits(): Promise<{ snapshot: Buffer; matter: Matter }> {
  const { database, parts, agentId } = await withAgent('intern')
  const { execution } = await parts.executor.execute(order(agentId))
  const [proposal] = await parts.proposals.list({ asker: sam, after: '', limit: 1 })
  assert.ok(proposal)
  return { snapshot: database.serialize(), matter: { agentId, proposalId: proposal.id, executionId: execution.id, contentHash: proposal.contentHash } }
}

/** What is held back goes on, what was approved is begun, and what runs ends. */
async function untilNothingIsOpen(database: Database.Database, { both: [one, another] }: TwoPlatforms): Promise<void> {
  const open = database
    .prepare("select (select count(*) from execution where status in ('pending', 'running', 'paused')) + (select count(*) from episode_due)")
    .pluck()
  const paused = database.prepare("select id from execution where status = 'paused'").pluck()
  for (let tries = 0; Number(open.get()) > 0; tries++) {
    assert.ok(tries < 100, `${open.get()} executions or episodes stay open`)
    for (const id of paused.all() as string[]) await one.interventions.resume(id, sam).catch(refusal)
    for (const parts of [one, another]) {
      await parts.executor.lookAfter()
      await parts.episodes.makeDue()
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const REFUSALS = ['proposal_decided', 'proposal_expired', 'proposal_void', 'conflict', 'agent_paused']

/** Refusals change nothing; anything else is a fault. */
function refusal(error: unknown): false {
  if (REFUSALS.includes(String((error as { code?: unknown }).code))) return false
  throw error
}

/** Acts in every order that the scheduler finds; which of them came about. */
async function happen(acts: Readonly<Record<string, Act>>, chosen: readonly Chosen[], { scheduler, two, matter }: Stage): Promise<readonly string[]> {
  const happening = chosen.map(async ({ what, where }) => {
    await scheduler.schedule(Promise.resolve(), what)
    const cameAbout = await acts[what]?.(two.both[where], matter, two).then(() => true, refusal)
    return cameAbout ? [what] : []
  })
  return (await Promise.all(happening)).flat()
}

interface Chosen {
  readonly what: string
  readonly where: 0 | 1
}
interface Stage {
  readonly scheduler: fc.Scheduler
  readonly two: TwoPlatforms
  readonly matter: Matter
}

const someOf = (acts: Readonly<Record<string, Act>>) =>
  fc.array(fc.record({ what: fc.constantFrom(...Object.keys(acts)), where: fc.constantFrom(0 as const, 1 as const) }), { minLength: 2, maxLength: 7 })
const options = { numRuns: CASES, ...(process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) }) }

test('However decisions, expiry, cancelling and the pausing of the agent fall together on two platforms, there is one decision, at most one run, and one outcome', async () => {
  const { snapshot, matter } = await somethingWaits()
  const property = fc.asyncProperty(someOf(DECIDING), fc.scheduler(TURNS), async (chosen, scheduler) => {
    const database = new Database(snapshot)
    const two = buildTwo(database, { scheduler, seed: 3 })
    const cameAbout = await scheduler.waitFor(happen(DECIDING, chosen, { scheduler, two, matter }))
    await scheduler.waitFor(untilNothingIsOpen(database, two))
    assert.deepEqual(inspect(database, two.asked), [])
    const decisions = cameAbout.filter((what) => DECISIONS.includes(what))
    assert.ok(decisions.length <= 1, `people were told that they had decided: ${decisions}`)
    database.close()
  })
  await fc.assert(property, options)
})

test('However interventions and a recovery fall together with the words of the model, there is one end, and everything adds up', async () => {
  const { database: built, agentId } = await withAgent('supervised')
  const snapshot = built.serialize()
  const property = fc.asyncProperty(someOf(SUPERVISING), fc.scheduler(TURNS), async (chosen, scheduler) => {
    const database = new Database(snapshot)
    const two = buildTwo(database, { scheduler, seed: 3 })
    const { execution } = await scheduler.waitFor(two.both[0].executor.execute(order(agentId)))
    const matter = { agentId, executionId: execution.id, proposalId: '', contentHash: '' }
    const cameAbout = await scheduler.waitFor(happen(SUPERVISING, chosen, { scheduler, two, matter }))
    await scheduler.waitFor(untilNothingIsOpen(database, two))
    assert.deepEqual(inspect(database, two.asked), [])
    const status = database.prepare('select status from execution').pluck().get()
    assert.ok(status === 'completed' || ENDING[String(status)]?.some((what) => cameAbout.includes(what)), `it is ${status}, after ${cameAbout}`)
    database.close()
  })
  await fc.assert(property, options)
})

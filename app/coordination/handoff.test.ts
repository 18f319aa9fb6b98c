import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { LEVELS, type Maturity, rank } from '../agents/agent'
import { createAgents } from '../agents/agents'
import { createTrail } from '../audit/trail'
import { createProposals } from '../governance/proposals'
import { handClock } from '../llm/test-kit'
import { createOpenWork } from '../people/open-work'
import { hours } from '../shared/clock'
import { createIds } from '../shared/ids'
import { createLogger } from '../shared/logger'
import { seededRandom } from '../shared/random'
import { continueTrace } from '../shared/trace'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import type { Store } from '../store/store'
import type { CoordinationRow, HandoffRow, TaskRow } from '../store/tables'
import { beginCoordination, cancelCoordination, turnCoordination } from './coordination-store'
import { leastLevel, membersOf, sinceApproval } from './handoff'
import { orphanedHandoffs, voidHandoffs } from './handoff-store'
import { createHandoffs } from './handoffs'

type Link = Pick<HandoffRow, 'from_agent_id' | 'to_agent_id' | 'from_level' | 'approved'>

const level = fc.constantFrom(...LEVELS)
const link = fc.record({
  from_agent_id: fc.constantFrom('a', 'b', 'c', 'd'),
  to_agent_id: fc.constantFrom('a', 'b', 'c', 'd'),
  from_level: level,
  approved: fc.constantFrom(0, 1),
})
const chains = fc.array(link, { minLength: 1, maxLength: 6 })
const now = fc.record({ a: level, b: level, c: level, d: level })

function granted(chain: readonly Link[], levels: Readonly<Record<string, Maturity>>): number {
  const counting = sinceApproval(chain as HandoffRow[])
  return rank(
    leastLevel(
      counting,
      membersOf(counting).map((id) => ({ maturity: levels[id] ?? 'student' })),
    ),
  )
}

describe('rights along a chain', () => {
  it('are never more than those of whoever has the work', () => {
    fc.assert(fc.property(chains, now, (chain, levels) => granted(chain, levels) <= rank(levels[chain[0]?.to_agent_id as 'a'])))
  })

  it('never grow by another handoff that no human approved', () => {
    fc.assert(fc.property(chains, link, now, (chain, next, levels) => granted([{ ...next, approved: 0 }, ...chain], levels) <= granted(chain, levels)))
  })

  it('do not depend on what was before an approved step', () => {
    const step: Link = { from_agent_id: 'a', to_agent_id: 'b', from_level: 'intern', approved: 1 }
    fc.assert(fc.property(chains, now, (chain, levels) => granted([step, ...chain], levels) === rank(levels.b)))
  })

  it('are what the least of all had then and has now, where no human was asked', () => {
    const plain = fc.array(
      link.map((each) => ({ ...each, approved: 0 })),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(plain, now, (chain, levels) => {
        const ids = chain.flatMap(({ from_agent_id, to_agent_id }) => [from_agent_id, to_agent_id] as const)
        const all = [...chain.map(({ from_level }) => rank(from_level)), ...ids.map((id) => rank(levels[id as 'a']))]
        return granted(chain, levels) === Math.min(...all)
      }),
    )
  })
})

/** `meanwhile` lets something happen once, right after an agent or a handoff was looked at. */
async function house() {
  const clock = handClock()
  const stored = storeOn(openSqlite(':memory:', 0))
  let after: { readonly id: string; readonly happens: () => Promise<unknown> } | undefined
  const store: Store = {
    ...stored,
    async find(statement, input) {
      const rows = await stored.find(statement, input)
      const due = after !== undefined && 'id' in input && input.id === after.id ? after : undefined
      if (due !== undefined) after = undefined
      await due?.happens()
      return rows
    },
  }
  const newId = createIds({ clock, random: seededRandom(1) })
  const agents = createAgents({ store, clock, newId })
  const olivia = { id: 'olivia', name: 'Olivia', email: null, role: 'administrator' } as const
  const make = (name: string, maturity: Maturity) =>
    agents.create({ name, instructions: '', category: 'general', maturity, reason: 'For a test' }, olivia).then(({ id }) => id)
  const settings = { proposalHours: 24, hops: 5 }
  const meanwhile = (id: string, happens: () => Promise<unknown>) => {
    after = { id, happens }
  }
  const openWork = createOpenWork(clock)
  const parts = { store, clock, newId, instanceId: 'here', agents, openWork, settings, notify: () => {} }
  const handoffs = createHandoffs({ ...parts, decided: () => {} })
  const proposals = createProposals({ ...parts, logger: createLogger('silent'), kinds: { handoff: handoffs } as never, settings: { selfApproval: true } })
  const trail = createTrail({ store, clock, newId, knownHeads: async () => [] })
  const audit = async () =>
    (await trail.page({ after: 0, limit: 100, newestFirst: false })).records.filter(({ action }) => action.startsWith('handoff.')).map(({ action }) => action)
  const order = { by: olivia, context: 'Anything', trace: continueTrace(undefined) }
  const pause = (id: string) => agents.setStatus(id, 'paused', olivia)
  return { handoffs, proposals, store, clock, openWork, make, audit, order, meanwhile, pause }
}

describe('a handoff that is asked for again under its id', () => {
  it('is the same one, accepted once', async () => {
    const { handoffs, make, audit, order } = await house()
    const wish = { ...order, id: 'handoff-1', from: await make('Ada', 'autonomous'), to: await make('Ines', 'intern') }
    const [first, again] = await Promise.all([handoffs.hand(wish), handoffs.hand(wish)])
    assert.deepEqual(again, first)
    assert.deepEqual(await handoffs.hand(wish), first)
    assert.equal(first.kind, 'accepted')
    assert.deepEqual(await audit(), ['handoff.decided', 'handoff.ended'])
  })

  it('is the same proposal', async () => {
    const { handoffs, make, audit, order } = await house()
    const wish = { ...order, id: 'handoff-1', from: await make('Ines', 'intern'), to: await make('Sol', 'supervised') }
    const first = await handoffs.hand(wish)
    assert.deepEqual(await handoffs.hand(wish), first)
    assert.equal(first.kind, 'awaiting_approval')
    assert.deepEqual(await audit(), ['handoff.decided'])
  })

  it('says that it was declined', async () => {
    const { handoffs, make, order } = await house()
    const wish = { ...order, id: 'handoff-1', from: await make('Ada', 'autonomous'), to: await make('Ines', 'intern') }
    await handoffs.hand(wish)
    await handoffs.decline('handoff-1', 'No time', order.by)
    await assert.rejects(handoffs.hand(wish), { code: 'handoff_declined' })
  })
})

describe('a handoff that a human was asked about, asked for again under its id', () => {
  async function waiting() {
    const parts = await house()
    const { handoffs, make, order, proposals } = parts
    const wish = { ...order, id: 'handoff-1', from: await make('Ines', 'intern'), to: await make('Sol', 'supervised') }
    const first = await handoffs.hand(wish)
    const { id, contentHash } = await proposals.get(first.kind === 'accepted' ? '' : first.proposalId, order.by)
    return { ...parts, wish, id, contentHash }
  }

  it('says why it was rejected', async () => {
    const { handoffs, proposals, order, wish, id, contentHash } = await waiting()
    await proposals.decide(id, { word: 'reject', contentHash, reason: 'Not that one' }, order.by)
    await assert.rejects(handoffs.hand(wish), { code: 'proposal_rejected', message: 'Not that one' })
  })

  it('says that nobody decided in time', async () => {
    const { handoffs, proposals, clock, wish } = await waiting()
    await clock.advance(hours(25))
    await proposals.expire()
    await assert.rejects(handoffs.hand(wish), { code: 'proposal_expired' })
  })

  it('says that it is void', async () => {
    const { handoffs, store, wish } = await waiting()
    await store.write(voidHandoffs, { ids: ['handoff-1'], at: 1, reason: 'Given up', by: 'uma', instanceId: 'here' })
    await assert.rejects(handoffs.hand(wish), { code: 'proposal_void', message: 'Given up' })
  })
})

describe('a handoff that is part of a job', () => {
  const coordination: CoordinationRow = {
    ...{ id: 'job-1', kind: 'delegate', asked_by: 'olivia', asked_as: 'administrator', request: '{}', status: 'running', result: null, error_code: null },
    ...{ error_detail: null, instance_id: 'here', trace_id: 'trace', event_before: 0, created_at: 0, ended_at: null },
  }
  const task: TaskRow = {
    ...{ coordination_id: 'job-1', number: 1, name: 'part-1', role: 'part', round: 1, agent_id: 'sol', action: 'chat', message: 'Pack', after: '[]' },
    ...{ run_id: 'run-1', attempt: 1, handoff_id: 'handoff-1', replaces: null, status: 'pending', reason: null, error_code: null, error_detail: null },
    ended_at: null,
  }
  const note = (id: string) => ({ id, at: 0, actor: 'olivia', action: 'coordination.noted' })
  async function job() {
    const parts = await house()
    const { store, make, order } = parts
    await store.write(beginCoordination, { coordination, tasks: [task], note: note('note-1'), events: [] })
    const wish = { ...order, id: 'handoff-1', from: await make('Ines', 'intern'), to: await make('Sol', 'supervised') }
    const event = { id: 'event-1', topic: 'coordination:job-1', type: 'coordination.ended', source: '/', at: 0, data: {} }
    const cancel = () => store.write(cancelCoordination, { id: 'job-1', reason: 'Given up', at: 0, note: note('note-2'), event })
    return { ...parts, wish, cancel }
  }

  it('is not given once the job was given up', async () => {
    const { handoffs, audit, wish, cancel, meanwhile } = await job()
    meanwhile(wish.to, cancel)
    await assert.rejects(handoffs.hand(wish), { code: 'proposal_void' })
    assert.equal(await handoffs.get('handoff-1'), undefined)
    assert.deepEqual(await audit(), [])
  })

  it('that waits is void with the job, and on record', async () => {
    const { handoffs, audit, wish, cancel } = await job()
    await handoffs.hand(wish)
    await cancel()
    assert.equal((await handoffs.get('handoff-1'))?.status, 'void')
    assert.deepEqual(await audit(), ['handoff.decided', 'handoff.ended'])
  })

  it('is found if it still waits when the job is over', async () => {
    const { handoffs, store, wish } = await job()
    await handoffs.hand(wish)
    assert.deepEqual(await store.find(orphanedHandoffs, {}), [])
    const end = { result: null, error_code: null, error_detail: null, ended_at: 1 }
    await store.write(turnCoordination, { id: 'job-1', instanceId: 'here', ended: [], renewed: [], added: [], status: 'failed', end, notes: [], events: [] })
    assert.deepEqual(await store.find(orphanedHandoffs, {}), [{ id: 'handoff-1' }])
  })
})

it('a platform that stops hands nothing on', async () => {
  const { handoffs, openWork, make, audit, order } = await house()
  const wish = { ...order, id: 'handoff-1', from: await make('Ada', 'autonomous'), to: await make('Ines', 'intern') }
  const known = await handoffs.hand(wish)
  await openWork.drain(0)
  await assert.rejects(handoffs.hand({ ...wish, id: 'handoff-2' }), { code: 'shutting_down' })
  assert.deepEqual(await handoffs.hand(wish), known)
  assert.deepEqual(await audit(), ['handoff.decided', 'handoff.ended'])
})

describe('a handoff between agents that change at that moment', () => {
  for (const who of ['giver', 'receiver'] as const)
    it(`is decided anew when the ${who} was paused`, async () => {
      const { handoffs, make, audit, order, meanwhile, pause } = await house()
      const [from, to] = [await make('Ada', 'autonomous'), await make('Ines', 'intern')]
      meanwhile(to, () => pause(who === 'giver' ? from : to))
      await assert.rejects(handoffs.hand({ ...order, from, to }), { code: 'agent_paused' })
      assert.deepEqual(await audit(), [])
    })

  it('is decided anew when the work before it was declined', async () => {
    const { handoffs, make, order, meanwhile } = await house()
    const [from, to] = [await make('Ada', 'autonomous'), await make('Ines', 'intern')]
    const { handoff } = await handoffs.hand({ ...order, from: await make('Bo', 'autonomous'), to: from })
    const wish = { ...order, id: 'handoff-2', from, to, parentId: handoff.id }
    meanwhile(handoff.id, () => handoffs.decline(handoff.id, 'No time', order.by))
    await assert.rejects(handoffs.hand(wish), { code: 'handoff_declined' })
    assert.equal(await handoffs.get('handoff-2'), undefined)
  })
})

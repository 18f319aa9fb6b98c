import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Agent } from '../agents/agent'
import { createOpenWork } from '../people/open-work'
import { systemClock } from '../shared/clock'
import { createLogger } from '../shared/logger'
import type { ExecutionRow } from '../store/tables'
import { executionById, finishExecution, standingAt } from './execution-store'
import { createRuns } from './runs'

const answer = { content: 'Done', usage: {}, provider: 'openai', model: 'm', finishReason: 'stop', attempts: [] }

/** A store whose first write of an end fails, and a model that answers the first execution and keeps the second waiting. */
function house() {
  const rows = new Map(['first', 'second'].map((id) => [id, { id, status: 'running', intervened: 0, asked_by: 'uma', session_id: null } as ExecutionRow]))
  const ended: string[] = []
  let failures = 1
  const store = {
    find: async (statement: unknown, { id }: { id: string }) => {
      if (statement === standingAt) return [...rows.values()].filter(({ status }) => status === 'running' || status === 'paused')
      return statement === executionById ? [rows.get(id)] : []
    },
    write: async (unit: unknown, { id, from }: { id: string; from: readonly string[] }) => {
      const row = rows.get(id)
      if (unit !== finishExecution || row === undefined) throw new Error('nothing else is written')
      if (failures-- > 0) throw new Error('the disk is full')
      if (!from.includes(row.status)) return { kind: 'not_possible', status: row.status }
      ended.push(id)
      return { kind: 'ended', execution: row, events: [] }
    },
  }
  const gateway = {
    async *stream({ messages }: { messages: readonly { content: string }[] }, signal: AbortSignal) {
      if (messages[0]?.content === 'second') await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      yield { kind: 'end', answer }
    },
    spent: () => 0,
  }
  const parts = { store, gateway, clock: systemClock, newId: () => 'id', live: { publish: () => {} }, logger: createLogger('silent'), instanceId: 'here' }
  return { rows, ended, runs: createRuns({ ...(parts as never as Parameters<typeof createRuns>[0]), ended: async () => {} }) }
}

it('follows what others did to one execution also while the end of another, which was paused, cannot be written', { timeout: 60_000 }, async () => {
  const { rows, ended, runs } = house()
  const work = createOpenWork(systemClock)
  for (const row of rows.values())
    void runs
      .start(
        { ...row, trace_id: 'trace' },
        { id: 'ada', name: 'Ada' } as Agent,
        { messages: [{ role: 'user', content: row.id }], choice: {} as never },
        work.begin(row.id),
      )
      .catch(() => {})
  await othersTurn()
  Object.assign(rows.get('first') ?? {}, { status: 'paused' })
  const looks = [runs.lookAfter()]
  await othersTurn()
  Object.assign(rows.get('second') ?? {}, { status: 'cancelled' })
  looks.push(runs.lookAfter())
  await Promise.all(looks)
  await othersTurn()
  assert.equal(work.count(), 1)
  Object.assign(rows.get('first') ?? {}, { status: 'running' })
  await runs.lookAfter()
  await othersTurn()
  assert.deepEqual([ended, work.count()], [['first'], 0])
})

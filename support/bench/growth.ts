import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { recordAudit, recordsAfter } from '../../app/audit/audit-store'
import { finishExecution } from '../../app/executions/execution-store'
import { latestMessages, messagesAfter } from '../../app/executions/history-store'
import { appendJournal } from '../../app/executions/journal-store'
import type { Principal } from '../../app/people/person'
import { storeOn } from '../../app/store/open'
import { type Database, openSqlite } from '../../app/store/sqlite'
import type { Store } from '../../app/store/store'
import { type Operation, tellGrowth } from './growing'
import { platformOn, SOMEBODY } from './in-process'
import { median } from './table'

// Whether journal, history and audit stay as fast at a million rows as at a thousand. Fully durable, written in this thread.

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000,100000,1000000' }, samples: { type: 'string', default: '400' } } })
const SIZES = values.rows.split(',').map(Number)
const SAMPLES = Number(values.samples)
const GOAL = 1.5
const PAGE = 50
const PER_EXECUTION = 20
const HASH = 'a'.repeat(64)
const WORD = JSON.stringify({ message_id: '01a1fca4-c9ed-7000-8000-013851aaa997', delta: ' a word or two' })

const by: Principal = SOMEBODY
const uuid = (index: number, kind: number) => `${index.toString(16).padStart(8, '0')}-0000-7000-8000-${kind.toString(16).padStart(12, '0')}`

/** Fills journal, history and trail with so many rows each, as executions would have left them. */
function fill(db: Database.Database, rows: number, agentId: string): void {
  const last = (db.prepare('select max(seq) from audit').pluck().get() as number | null) ?? 0
  const event = db.prepare('insert into execution_event (execution_id, number, kind, data, at) values (?, ?, ?, ?, ?)')
  const message = db.prepare('insert into message (id, session_id, role, content, execution_id, created_at) values (?, ?, ?, ?, ?, ?)')
  const record = db.prepare(
    'insert into audit (seq, id, at, actor, action, subject, of, outcome, details, trace_id, instance_id, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const all = db.transaction(() => {
    for (let index = 0; index < rows; index += 1) {
      const execution = uuid(Math.floor(index / PER_EXECUTION), 1)
      event.run(execution, (index % PER_EXECUTION) + 1, 'streaming:update', WORD, 0)
      message.run(uuid(index, 2), uuid(0, 3), index % 2 === 0 ? 'user' : 'assistant', 'Something that was said, of usual length.', execution, 0)
      const of = index % 2 === 1 ? uuid(index - 1, 4) : null
      record.run(last + index + 1, uuid(index, 4), 0, by.id, 'action.ended', agentId, of, 'completed', '{}', null, 'bench', HASH)
    }
  })
  all()
  db.pragma('wal_checkpoint(truncate)')
}

async function timed(work: (sample: number) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const begun = performance.now()
    await work(sample)
    times.push(performance.now() - begun)
  }
  return median(times)
}

/** Executions that run, for the journal to be continued and ended. */
function running(db: Database.Database, agentId: string): readonly string[] {
  const columns = 'id, agent_id, level, asked_by, session_id, action, complexity, status, supervised, intervened, request, content_hash'
  const more = 'resolution_path, decision_id, instance_id, trace_id, created_at, started_at'
  const insert = db.prepare(`insert into execution (${columns}, ${more}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const request = JSON.stringify({ agent_id: agentId, action: 'chat', message: 'Hello' })
  return Array.from({ length: SAMPLES }, (_, index) => {
    const id = `f${uuid(index, 5).slice(1)}`
    insert.run(id, agentId, 'autonomous', by.id, uuid(1, 3), 'chat', 2, 'running', 0, 0, request, HASH, 'named', uuid(index, 6), 'bench', HASH.slice(32), 0, 0)
    return id
  })
}

async function measure(rows: number): Promise<readonly Operation[]> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-growth-'))
  const path = join(folder, 'concord.db')
  const db = openSqlite(path, Date.now())
  const store: Store = storeOn(db)
  const { platform, agentId } = await platformOn(store, path)
  await platform.stop(0)
  fill(db, rows, agentId)
  const executions = running(db, agentId)
  const idOf = (sample: number) => executions[sample] ?? ''
  const entry = (sample: number) => ({ id: `e${uuid(sample, 7).slice(1)}`, at: 0, actor: by.id, action: 'bench.done', details: { sample } })
  const update = { kind: 'streaming:update', data: { delta: ' a word or two' } } as const
  const complete = { kind: 'streaming:complete', data: { content: 'a word or two', usage: null } } as const
  const append = await timed((sample) => store.write(appendJournal, { executionId: idOf(sample), instanceId: 'bench', entries: [update], at: 0 }))
  const finish = await timed((sample) =>
    store.write(finishExecution, {
      ...{ id: idOf(sample), from: ['running'], status: 'completed', at: 0, entries: [complete], result: { response: 'a word or two' } },
      message: {
        id: `f${uuid(sample, 8).slice(1)}`,
        session_id: uuid(1, 3),
        role: 'assistant',
        content: 'a word or two',
        execution_id: idOf(sample),
        created_at: 0,
      },
      outcome: { ...entry(sample), id: `d${uuid(sample, 7).slice(1)}`, action: 'action.ended' },
    }),
  )
  const middle = Math.floor(rows / 2)
  const page = await timed((sample) => store.find(messagesAfter, { session_id: uuid(0, 3), id: uuid(middle + (sample % (rows / 4)), 2), limit: PAGE }))
  const latest = await timed(() => store.find(latestMessages, { session_id: uuid(0, 3), limit: PAGE }))
  const audit = await timed((sample) => store.write(recordAudit, entry(sample)))
  const records = await timed((sample) => store.find(recordsAfter, { seq: middle + (sample % (rows / 4)), limit: PAGE }))
  await store.close()
  rmSync(folder, { recursive: true, force: true })
  return [
    ['journal: append', append],
    ['journal: finish', finish],
    [`history: page of ${PAGE}`, page],
    [`history: latest ${PAGE}, for a model`, latest],
    ['audit: append', audit],
    [`audit: page of ${PAGE}`, records],
  ]
}

void tellGrowth({ sizes: SIZES, unit: 'rows', goal: GOAL, measure }).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})

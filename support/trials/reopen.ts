import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { fileHead } from '../../app/audit/head-file'
import { createModelDispatcher } from '../../app/llm/connector'
import { createPlatform, type Platform } from '../../app/platform'
import { readSettings } from '../../app/settings'
import { systemClock } from '../../app/shared/clock'
import { createLogger } from '../../app/shared/logger'
import { systemRandom } from '../../app/shared/random'
import { storeOn } from '../../app/store/open'
import { openSqlite } from '../../app/store/sqlite'
import { dump } from './books'
import { inspect } from './inspection'
import type { InstantModel } from './instant-model'
import type { Check, Finding } from './ledger'
import type { Site } from './site'

const SETTLED_WITHIN_MS = 60_000
const STOP_MS = 5_000
const SECRET_KEY = new Uint8Array(32).fill(7)

interface Reopened {
  readonly platform: Platform
  /** What was logged as an error. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** The platform started again on a site, in this process: recovery has been done when it resolves. */
async function start({ path, settings: env }: Site): Promise<Reopened> {
  const settings = readSettings(env)
  const complaints: string[] = []
  const store = storeOn(openSqlite(path, systemClock.now()))
  const dispatcher = createModelDispatcher({ clock: systemClock, connectMs: settings.llm.connectMs })
  const platform = createPlatform({
    ...{ settings, store, clock: systemClock, random: systemRandom, dispatcher, secretKey: SECRET_KEY, instanceId: randomUUID() },
    logger: createLogger('error', { write: (line: string) => void complaints.push(line) }),
    auditHead: fileHead(`${path}.audit-head`),
  })
  await platform.start()
  return {
    platform,
    complaints,
    async close() {
      await platform.stop(STOP_MS)
      await store.close()
      await dispatcher.close()
    },
  }
}

/** Recovers what a killed platform left behind, once and again, and looks at everything after each step. */
export async function recoverAndInspect(site: Site, model: InstantModel): Promise<readonly Finding[]> {
  const first = await start(site)
  const db = new Database(site.path, { readonly: true })
  try {
    const look = (when: string): readonly Finding[] =>
      [...inspect(db, model.asked), ...site.ledger.check(db)].map(({ check, text }) => ({ check, text: `${when}: ${text}` }))
    const recovered = [...stillOpen(db), ...look('after recovery')]
    const unsettled = await settle(first.platform, db)
    const verified = await first.platform.parts.trail.verify()
    await first.close()
    const trail: readonly Finding[] =
      verified.valid && verified.headMissing === undefined ? [] : [{ check: 'audit', text: `the trail is not valid: ${JSON.stringify(verified)}` }]
    const complaints = first.complaints.map((text): Finding => ({ check: 'recovery', text: `a platform that recovered complained: ${text.trim()}` }))
    const settled = look('once all had ended')
    return [...recovered, ...unsettled, ...trail, ...complaints, ...settled, ...(await again(site, db)), ...leftovers(site, db)]
  } finally {
    db.close()
  }
}

/** Nothing may be left running by a process that is gone. */
function stillOpen(db: Database.Database): readonly Finding[] {
  const isGone = 'instance_id not in (select id from instance order by started_at desc limit 1)'
  const left = `select id || ' is ' || status from execution where status in ('running', 'paused') and ${isGone}
    union all select id || ' is ' || status from coordination where status in ('pending', 'running', 'awaiting_approval') and kind != 'conflict' and ${isGone}`
  const gone = db.prepare(left).pluck().all() as string[]
  return gone.map((text) => ({ check: 'recovery', text: `left by a process that is gone: ${text}` }))
}

const OPEN = `select 'execution ' || id || ' is ' || status from execution where status in ('pending', 'running', 'paused')
  union all select 'an episode of ' || execution_id || ' is due' from episode_due
  union all select coordination.kind || ' ' || coordination.id || ' is ' || coordination.status || ': ' || group_concat(
      'task ' || number || ' ' || task.status || coalesce(', run ' || execution.status, '') || coalesce(', handoff ' || task.handoff_id, ''), '; ')
    from coordination join task on task.coordination_id = coordination.id left join execution on execution.run_id = task.run_id
    where coordination.status in ('pending', 'running') group by coordination.id`

/** What was approved begins, what is led goes on, and what is due is done, until nothing is left to do. */
async function settle(platform: Platform, db: Database.Database): Promise<readonly Finding[]> {
  const open = db.prepare(OPEN).pluck()
  const until = performance.now() + SETTLED_WITHIN_MS
  for (let left = open.all(); left.length > 0; left = open.all()) {
    if (performance.now() > until) return left.map((what) => ({ check: 'recovery', text: `it does not end: ${what}` }))
    await platform.parts.executor.lookAfter()
    await platform.parts.coordinations.lookAfter()
    await platform.parts.episodes.makeDue()
    await systemClock.sleep(5)
  }
  return []
}

/** A second recovery has nothing to do, but for leading what waits for a human. */
async function again(site: Site, db: Database.Database): Promise<readonly Finding[]> {
  const before = dump(db)
  const second = await start(site)
  await second.close()
  return [...dump(db)].flatMap(([table, rows]): readonly Finding[] => {
    const changed = difference(before.get(table) ?? [], rows).filter((row) => !LED_ANEW.some((word) => row.includes(word)))
    return changed.length === 0 ? [] : [{ check: 'recovery', text: `a second recovery changed ${table}: ${changed.join(', ')}` }]
  })
}

/** How it is told that somebody leads a coordination whose leader is gone, and waits as that one did. */
const LED_ANEW = ['"coordination.resumed"', '"coordination.awaiting_approval"']

/** Rows that are only in one of two tables. */
function difference(before: readonly string[], after: readonly string[]): readonly string[] {
  const [one, other] = [new Set(before), new Set(after)]
  return [...after.filter((row) => !one.has(row)), ...before.filter((row) => !other.has(row))]
}

/** Platforms that have stopped leave neither their names nor their locks. */
function leftovers({ path }: Site, db: Database.Database): readonly Finding[] {
  const names = db.prepare('select id from instance').pluck().all()
  const locks = readdirSync(dirname(path)).filter((name) => name.includes('.instance-'))
  const found = (check: Check, what: string, items: readonly unknown[]) =>
    items.length === 0 ? [] : [{ check, text: `${what} are left: ${items.join(', ')}` }]
  return [...found('recovery', 'instances', names), ...found('recovery', 'locks', locks)]
}

import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { expect } from 'chai'
import { headText } from '../app/audit/head'
import { checkValueOf, createSeal } from '../app/shared/seal'
import { CAST, PERSON_NAMES } from './cast'
import { type ChildPlatform, childOf } from './child-platform'
import { earlierTrail, makeEarlierData, newestTable, type Rows, VERSION_NAMES, VERSIONS, type VersionName } from './earlier-version'
import { newKey } from './own-keys'
import type { ConcordWorld } from './world'

/** What the installation of every earlier version seals with. */
const KEY = Buffer.alloc(32, 3)
const A_DAY = 86_400_000

/** A message that was sent long before the upgrade. */
export const EARLIER_SEND = '01900000-0000-7000-8000-0000000000aa'
const ANSWER = { channel: 'C0GENERAL', ts: '1700000000.000100' }

/** Makes the installation of an earlier version: the cast, with the tokens that they have, Uma's key and a message that she sent, and rows in every other table. */
export function installEarlier(world: ConcordWorld, name: VersionName, file = childOf(world, { empty: true }).databasePath): void {
  const version = VERSIONS[VERSION_NAMES.indexOf(name)] ?? ''
  const now = Date.now()
  const rows = rowsOf(world, version, now)
  makeEarlierData(file, { version, rows, now })
  const { databasePath } = childOf(world)
  writeFileSync(`${databasePath}.key`, KEY.toString('base64'), { mode: 0o600 })
  const last = rows.audit?.at(-1) as { seq: number; hash: string }
  writeFileSync(`${databasePath}.audit-head`, headText(last))
}

function rowsOf(world: ConcordWorld, version: string, now: number): Rows {
  const members = PERSON_NAMES.map((name) => ({ ...world.member(name), email: CAST[name].email }))
  const uma = world.member('Uma').id
  const sealed = createSeal(KEY).close(newKey(world, { person: 'Uma', provider: 'openai' }, 'k4Zq'), `${uma}:openai`)
  const rows: Rows = {
    person: members.map(({ id, name, email, role }) => ({ id, name, email, role, created_at: now, removed_at: null })),
    token: members.map(({ id, token }, index) => ({
      ...{ id: `token-${index}`, person_id: id, hash: createHash('sha256').update(token).digest('hex'), parent_id: null },
      ...{ created_at: now, expires_at: now + 90 * A_DAY, ended_at: null },
    })),
    provider_key: [{ person_id: uma, provider: 'openai', sealed, last4: 'k4Zq', status: 'active', allow_platform_key: 0, updated_at: now }],
    send: [
      {
        ...{ id: EARLIER_SEND, person_id: uma, service: 'slack', idempotency_key: 'earlier-1', request_hash: 'f'.repeat(64), request: '{}' },
        ...{ status: 'sent', attempt: 1, answer: JSON.stringify(ANSWER), failure: null, audit_id: 'record-1', instance_id: 'gone' },
        ...{ created_at: now, updated_at: now },
      },
    ],
    audit: earlierTrail(
      members.map(({ id }) => ({ actor: 'platform', action: 'person.invited', subject: id })),
      now,
    ),
    secret_key_check: [{ id: 1, value: checkValueOf(KEY), set_at: now }],
  }
  return Object.fromEntries(Object.entries(rows).filter(([table]) => table !== 'secret_key_check' || version >= '0006'))
}

/** Starts the platform on data in which what the last change of the schema makes is there already, and is none of ours; then that is gone again. */
export async function failOnce(child: ChildPlatform): Promise<void> {
  const change = (command: string) => {
    const db = new Sqlite(child.databasePath)
    db.exec(command)
    db.close()
  }
  const table = newestTable()
  change(`create table ${table} (remark text)`)
  await child.start({ cold: true })
  change(`drop table ${table}`)
  expect(child.exit?.code, child.output).to.equal(2)
}

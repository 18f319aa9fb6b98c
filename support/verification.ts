import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect } from 'chai'
import { type Head, headFrom } from '../app/audit/head'
import type { Api } from './api'
import { childOf } from './child-platform'
import { eventually } from './eventually'
import { lastOf } from './platform'
import type { ConcordWorld } from './world'

/** What verification says of the audit trail. */
export interface Verdict {
  readonly valid: boolean
  readonly records: number
  readonly head: string
  readonly first_bad?: number
  readonly head_missing?: number
}

/** Verifies the audit trail; as Sam, unless somebody else is to. */
export async function verify(world: ConcordWorld, api: Api = world.as('Sam')): Promise<Verdict> {
  const reply = await world.wait(api.call('GET', '/api/audit/verify'), 'the verification')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<Verdict>()
}

/** The operator's look at the data of the child platform, whatever runs on it. */
export function lookInto<T>(file: string, look: (data: Database.Database) => T): T {
  const data = new Database(file)
  try {
    return look(data)
  } finally {
    data.close()
  }
}

/** Where the child platform keeps the head. */
export const headFile = (world: ConcordWorld): string => `${childOf(world).databasePath}.audit-head`

/** The head that is kept, once it is that of the last record. */
export function caughtUp(world: ConcordWorld): Promise<Head> {
  return eventually(() => {
    const kept = headFrom(readFileSync(headFile(world), 'utf8'))
    const last = lookInto(childOf(world).databasePath, lastOf)
    return kept?.seq === last.seq && kept.hash === last.hash ? kept : undefined
  }, 'a kept head that tells of the last record')
}

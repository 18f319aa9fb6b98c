import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { type Head, headFrom } from '../app/audit/head'
import type { Api } from './api'
import { childOf } from './child-platform'
import { eventually } from './eventually'
import { lastOf } from './storage/storage'
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

/** Where the child platform keeps the head. */
export const headFile = (world: ConcordWorld): string => `${childOf(world).databasePath}.audit-head`

/** The head that is kept, once it is that of the last record. */
export function caughtUp(world: ConcordWorld): Promise<Head> {
  return eventually(async () => {
    const kept = headFrom(readFileSync(headFile(world), 'utf8'))
    const last = await lastOf(childOf(world).data)
    return kept?.seq === last.seq && kept.hash === last.hash ? kept : undefined
  }, 'a kept head that tells of the last record')
}

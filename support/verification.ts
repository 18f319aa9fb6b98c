import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { type Head, headFrom } from '../app/audit/head'
import type { Api } from './api'
import { childOf, dataOf } from './child-platform'
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

/** Verifies the audit trail; as Olivia, unless somebody else is to. */
export async function verify(world: ConcordWorld, api: Api = world.as('Olivia')): Promise<Verdict> {
  const reply = await world.wait(api.call('GET', '/api/audit/verify'), 'the verification')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<Verdict>()
}

/** Every record that there is was found to be in order, and there are some. */
export async function expectWhole(world: ConcordWorld, api: Api = world.as('Olivia')): Promise<void> {
  const before = await lastNumber(world, api)
  const { records, ...verdict } = await verify(world, api)
  expect(verdict).to.have.all.keys('valid', 'head').and.to.include({ valid: true })
  expect(records).to.be.within(Math.max(1, before), await lastNumber(world, api))
}

/** The number of the last record, as a reader of the trail sees it. */
async function lastNumber(world: ConcordWorld, api: Api): Promise<number> {
  const reply = await world.wait(api.call('GET', '/api/audit?order=newest&limit=1'), 'the last record')
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<{ items: readonly { number: number }[] }>().items[0]?.number ?? 0
}

/** Where the scenario's platform keeps the head: in a file of its own, or beside the data of a process of its own. */
export const headFile = (world: ConcordWorld): string => world.settings.CONCORD_AUDIT_HEAD ?? `${childOf(world).databasePath}.audit-head`

/** The head that is kept, once it is that of the last record. */
export function caughtUp(world: ConcordWorld): Promise<Head> {
  return eventually(async () => {
    const kept = headFrom(readFileSync(headFile(world), 'utf8'))
    const last = await lastOf(dataOf(world))
    return kept?.seq === last.seq && kept.hash === last.hash ? kept : undefined
  }, 'a kept head that tells of the last record')
}

import type { Reply } from '../reply'
import { type Errand, type Office, oneOf, post } from './office'

/** Each is always given out in the same way. */
const RESOURCES = [
  ['printer', 'fifo'],
  ['archive', 'priority'],
] as const

interface Lease {
  readonly resource_id: string
  readonly holder: string | null
  readonly fencing: number | null
}

const GIVEN = 'select 1 from resource_request where resource_id = ? and agent_id = ? and fencing = ?'
const RELEASED = "select 1 from resource_request where resource_id = ? and fencing = ? and status = 'released'"
const NUMBER = 'select fencing from resource where id = ?'
const WRITTEN = 'select version from shared_state where scope = ? and key = ?'
const SCOPE = 'trial'

/** A lease that somebody was told of was given to that agent, and no number comes again. */
function noteLease({ ledger }: Office, reply: Reply): (Lease & { readonly fencing: number }) | undefined {
  if (reply.status !== 200) return undefined
  const { resource_id, holder, fencing } = reply.json<Lease>()
  if (holder === null || fencing === null) return undefined
  ledger.told(`${resource_id} is held under ${fencing}`, (db) => db(GIVEN, resource_id, holder, fencing) === 1 && Number(db(NUMBER, resource_id)) >= fencing)
  return { resource_id, holder, fencing }
}

/** Asks for a resource; the lease that runs then, whoever has it. */
async function want(office: Office) {
  const { cast, random } = office
  const [resource_id, allocation_strategy] = oneOf(random, RESOURCES)
  const requesting_agents = [cast.agents[oneOf(random, ['Ada', 'Sol'])], cast.agents[oneOf(random, ['Ines', 'Stu'])]]
  return noteLease(office, await post(office, 'Uma', '/api/agents/allocate-resource', { resource_id, requesting_agents, allocation_strategy }))
}

async function release(office: Office, { resource_id, fencing }: { readonly resource_id: string; readonly fencing: number }): Promise<void> {
  const reply = await post(office, 'Uma', `/api/resources/${resource_id}/release`, { fencing })
  if (reply.status !== 200) return
  office.ledger.told(`${resource_id} was given back under ${fencing}`, (db) => db(RELEASED, resource_id, fencing) === 1)
  noteLease(office, reply)
}

const hold: Errand = async (office) => {
  const lease = await want(office)
  if (lease === undefined) return
  noteLease(office, await post(office, 'Uma', `/api/resources/${lease.resource_id}/renew`, { fencing: lease.fencing }))
  await release(office, lease)
}

/** Writes under a lease; what was answered is never lost. */
const write: Errand = async (office) => {
  const lease = await want(office)
  if (lease === undefined) return
  const { resource_id, fencing } = lease
  const path = `/api/state/${SCOPE}/${resource_id}`
  const seen = await office.as('Uma').call('GET', path)
  const version = seen.status === 200 ? seen.json<{ version: number }>().version : 0
  const reply = await office.as('Uma').call('PUT', path, { body: { value: office.text('value'), version, resource_id, fencing } })
  if (reply.status === 200) {
    const written = reply.json<{ version: number }>().version
    if (written !== version + 1) office.ledger.wrong(`${path} was written as version ${written}, after ${version}`)
    office.ledger.told(`${path} has version ${written}`, (db) => Number(db(WRITTEN, SCOPE, resource_id)) >= written)
  }
  await release(office, lease)
}

/** Each as often as it stands here. */
export const LEASE_ERRANDS: readonly Errand[] = [hold, hold, write]

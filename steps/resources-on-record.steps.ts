import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { PERSON_NAMES, type PersonName } from '../support/cast'
import { childOf } from '../support/child-platform'
import { eventually } from '../support/eventually'
import { hearingOf } from '../support/hearing'
import { holdingsOf } from '../support/holding'
import { recorded } from '../support/measurements'
import { fingerprint } from '../support/on-record'
import type { Owner } from '../support/parameter-types'
import { PROCESSES } from '../support/patience'
import { toldBy, toldUnder } from '../support/sharing'
import type { ConcordWorld } from '../support/world'

const idOf = (world: ConcordWorld, name: string): string => (name === 'platform' ? name : world.member(name as PersonName).id)

Then('these leases of {string} are on record', async function (this: ConcordWorld, resource: string, table: DataTable) {
  const { items } = (await this.wait(this.as('Sam').call('GET', '/api/audit?limit=100'), 'the audit trail')).json<{ items: readonly LeaseRecord[] }>()
  const rows = items
    .filter(({ action, details }) => action.startsWith('resource.') && details.resource === resource)
    .map(({ action, subject, actor, details }) => ({ what: action.replace('resource.', ''), agent: subject, number: String(details.fencing), by: actor }))
  const wanted = table.hashes().map(({ what, agent = '', number, by = '' }) => ({ what, agent: this.agent(agent).id, number, by: idOf(this, by) }))
  expect(rows).to.deep.equal(wanted)
})

interface LeaseRecord {
  readonly action: string
  readonly subject: string
  readonly actor: string
  readonly details: { readonly resource: string; readonly fencing: number }
}

interface WriteRecord {
  readonly actor: string
  readonly subject: string | null
  readonly details: { readonly scope: string; readonly key: string; readonly version: number; readonly value: string }
}

async function writes(world: ConcordWorld, name: string): Promise<readonly WriteRecord[]> {
  const found = (await recorded(world, 'state.written')) as unknown as readonly WriteRecord[]
  return found.filter(({ details }) => `${details.scope}/${details.key}` === name)
}

Then(
  'the write of {string} to {stateName} is on record in version {int}, by {person}',
  async function (this: ConcordWorld, value: string, name: string, version: number, person: PersonName) {
    const found = (await writes(this, name)).map(({ actor, details }) => ({ actor, version: details.version, value: details.value }))
    expect(found).to.deep.equal([{ actor: idOf(this, person), version, value: fingerprint(value) }])
  },
)

Then(new RegExp(`^the record says that (${PERSON_NAMES.join('|')}) wrote it for Ada$`), async function (this: ConcordWorld, person: PersonName) {
  const found = (await recorded(this, 'state.written')).map(({ actor, subject }) => ({ actor, subject }))
  expect(found).to.deep.equal([{ actor: idOf(this, person), subject: this.agent('Ada').id }])
})

Then('the writes to {stateName} on record are of version {int} alone', async function (this: ConcordWorld, name: string, version: number) {
  expect((await writes(this, name)).map(({ details }) => details.version)).to.deep.equal([version])
})

Then('the record does not say {string}', async function (this: ConcordWorld, words: string) {
  const { text } = await this.wait(this.as('Sam').call('GET', '/api/audit?limit=100'), 'the audit trail')
  expect(text).not.to.include(words)
})

async function expectTold(world: ConcordWorld, scope: string, key: string, versions: readonly number[]): Promise<void> {
  const wanted = versions.map((version) => ({ type: 'state.changed', data: { key, version } }))
  expect(await toldUnder(world, `state:${scope}`)).to.deep.equal(wanted)
}

Then(
  'those who follow {string} have been notified of {string} in versions {int} and {int}',
  async function (this: ConcordWorld, scope: string, key: string, one: number, other: number) {
    await expectTold(this, scope, key, [one, other])
  },
)

Then(
  'those who follow {string} have been notified of {string} in version {int} alone',
  async function (this: ConcordWorld, scope: string, key: string, version: number) {
    await expectTold(this, scope, key, [version])
  },
)

const toldTo = (world: ConcordWorld, agent: string) => toldBy(world, `agent:${world.agent(agent).id}`)
const about = (what: string, resource_id: string, fencing: number) => ({
  type: `resource.${what}`,
  source: `/api/resources/${resource_id}`,
  data: { resource_id, fencing },
})

Then(
  '{agentName} has heard of {string} on the line, which was granted under number {int}',
  async function (this: ConcordWorld, agent: string, resource: string, fencing: number) {
    await this.clock.advance(0)
    const heard = hearingOf(this, agent as Owner).heard()
    expect(heard.map((told) => 'data' in told && { type: told.type, source: told.source, data: told.data })).to.deep.equal([
      about('granted', resource, fencing),
    ])
  },
)

Then(
  '{agentName} has been notified that {string} was granted under number {int}, and that it has expired',
  async function (this: ConcordWorld, agent: string, resource: string, fencing: number) {
    expect(await toldTo(this, agent)).to.deep.equal([about('granted', resource, fencing), about('expired', resource, fencing)])
  },
)

Then(
  '{agentName} has been notified that {string} was granted under number {int}',
  async function (this: ConcordWorld, agent: string, resource: string, fencing: number) {
    expect(await toldTo(this, agent)).to.deep.equal([about('granted', resource, fencing)])
  },
)

Then(
  'within {duration} {agentName} has been notified that {string} was granted under number {int}',
  async function (this: ConcordWorld, ms: number, agent: string, resource: string, fencing: number) {
    await this.clock.advance(ms)
    expect(await toldTo(this, agent)).to.deep.equal([about('granted', resource, fencing)])
  },
)

Then('{agentName} has been notified nothing about resources', async function (this: ConcordWorld, agent: string) {
  expect(await toldTo(this, agent)).to.deep.equal([])
})

/** The process lives by the machine's clock. */
async function killUntilRunOut(world: ConcordWorld): Promise<void> {
  const { known, resource } = holdingsOf(world)
  const until = Date.parse(String(known.get(resource)?.expires_at))
  await childOf(world).kill()
  await eventually(() => Date.now() >= until || undefined, 'the end of the lease')
  await childOf(world).restart()
}

When('the platform is killed, and started again when the lease has run out', PROCESSES, async function (this: ConcordWorld) {
  await killUntilRunOut(this)
})

Given('the platform was killed, and started again when the lease had run out', PROCESSES, async function (this: ConcordWorld) {
  await killUntilRunOut(this)
})

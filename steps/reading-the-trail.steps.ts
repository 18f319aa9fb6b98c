import { Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { AgentName, PersonName } from '../support/cast'
import { readPages } from '../support/pages'
import type { Owner } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { verify } from '../support/verification'
import type { ConcordWorld } from '../support/world'

interface Told {
  readonly number: number
  readonly actor: string
  readonly action: string
  readonly subject: string | null
}

interface Page {
  readonly items: readonly Told[]
}

const pagesIn = perScenario((): { pages: readonly (readonly Told[])[] } => ({ pages: [] }))

const read = (world: ConcordWorld, person: PersonName, query: string) => world.call(world.as(person), 'GET', `/api/audit?${query}`)

const pageOf = ({ status, text, json }: ConcordWorld['reply']): Page => {
  expect(status, text).to.equal(200)
  return json<Page & Record<string, unknown>>()
}

const recordsRead = (world: ConcordWorld): readonly Told[] => pageOf(world.reply).items
const paused = (world: ConcordWorld, agent: AgentName) => ({ actor: world.member('Olivia').id, action: 'agent.paused', subject: world.agent(agent).id })
const core = ({ actor, action, subject }: Told) => ({ actor, action, subject })
const idOf = (world: ConcordWorld, who: string): string => (who === 'Olivia' ? world.member(who).id : world.agent(who).id)

When('{person} reads what the audit trail tells of {owner}', async function (this: ConcordWorld, person: PersonName, who: Owner) {
  await read(this, person, `agent_id=${idOf(this, who)}`)
})

When(
  '{person} reads what the audit trail tells of somebody whose name has {int} characters',
  async function (this: ConcordWorld, person: PersonName, length: number) {
    await read(this, person, `agent_id=${'x'.repeat(length)}`)
  },
)

Then('it tells nothing', function (this: ConcordWorld) {
  expect(recordsRead(this)).to.deep.equal([])
})

When('{person} reads the audit trail from {duration} ago on', async function (this: ConcordWorld, person: PersonName, ms: number) {
  await read(this, person, `from=${encodeURIComponent(new Date(this.clock.now() - ms).toISOString())}`)
})

When('{person} reads the audit trail, the {word} record first', async function (this: ConcordWorld, person: PersonName, order: string) {
  await read(this, person, `order=${order}`)
})

When('{person} reads the audit trail from a place that nobody was given', async function (this: ConcordWorld, person: PersonName) {
  await read(this, person, `cursor=${Buffer.from('2nd').toString('base64url')}`)
})

When('{person} reads the audit trail in pages of {int}, the {word} first', async function (this: ConcordWorld, person: PersonName, size: number, end: string) {
  pagesIn(this).pages = await readPages(this, person, `/api/audit?order=${end}&limit=${size}`)
})

Then('it tells at last that {agent} was paused, and of no other agent', function (this: ConcordWorld, agent: AgentName) {
  const found = recordsRead(this)
  expect(found.map(({ subject }) => subject)).to.deep.equal(found.map(() => this.agent(agent).id))
  expect(found.map(core).at(-1)).to.deep.equal(paused(this, agent))
})

Then('it tells at last that {agent} was paused, and only of what concerns {owner}', function (this: ConcordWorld, agent: AgentName, who: Owner) {
  const found = recordsRead(this).map(core)
  expect(found.filter(({ actor, subject }) => ![actor, subject].includes(idOf(this, who)))).to.deep.equal([])
  expect(found.at(-1)).to.deep.equal(paused(this, agent))
})

Then(
  /^it tells that (?:(Sol) was paused, and then that )?(Ada) was(?: paused)?, and nothing else$/,
  function (this: ConcordWorld, one: AgentName | null, other: AgentName) {
    const agents = one === null ? [other] : [one, other]
    expect(recordsRead(this).map(core)).to.deep.equal(agents.map((agent) => paused(this, agent)))
  },
)

Then('it tells first that {agent} was paused, and next that {agent} was', function (this: ConcordWorld, first: AgentName, next: AgentName) {
  const found = recordsRead(this).map(core)
  expect(found.slice(0, 2)).to.deep.equal([paused(this, first), paused(this, next)])
})

Then('every page but the last told of {int}, and none of nothing', function (this: ConcordWorld, most: number) {
  const sizes = pagesIn(this).pages.map(({ length }) => length)
  expect(sizes.slice(0, -1)).to.deep.equal(sizes.slice(1).map(() => most))
  expect(sizes.at(-1)).to.be.within(1, most)
})

Then(/^every record was read once, from the (oldest|newest) on$/, async function (this: ConcordWorld, end: string) {
  const found = pagesIn(this).pages.flatMap((page) => page.map(({ number }) => number))
  const { records } = await verify(this)
  const all = Array.from({ length: records }, (_, i) => i + 1)
  expect(found).to.deep.equal(end === 'oldest' ? all : all.toReversed())
})

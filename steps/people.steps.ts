import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { bearer } from '../support/house'
import { idOf, invite, members, membershipOf, NOBODY, recognise, tokenOf, withToken } from '../support/membership'
import type { ConcordWorld } from '../support/world'

async function change(world: ConcordWorld, by: PersonName, name: string, role: string): Promise<void> {
  await world.call(world.as(by), 'PATCH', `/api/people/${idOf(world, name)}`, { body: { role } })
}

async function remove(world: ConcordWorld, by: PersonName, name: string): Promise<void> {
  await world.call(world.as(by), 'DELETE', `/api/people/${idOf(world, name)}`)
}

Given('{person} has invited {string} as a(n) {role}', async function (this: ConcordWorld, by: PersonName, name: string, role: string) {
  await invite(this, by, { name, role })
  expect(this.reply.status, this.reply.text).to.equal(201)
})

Given('{person} has removed {string}', async function (this: ConcordWorld, by: PersonName, name: string) {
  await remove(this, by, name)
  expect(this.reply.status, this.reply.text).to.equal(204)
})

Given('{person} is the only administrator', async function (this: ConcordWorld, only: PersonName) {
  const others = (await members(this)).filter(({ name, role }) => role === 'administrator' && name !== only)
  for (const { id } of others) await this.call(this.as(only), 'DELETE', `/api/people/${id}`)
})

When('{person} invites {string} as a(n) {role}', async function (this: ConcordWorld, by: PersonName, name: string, role: string) {
  await invite(this, by, { name, role })
})

When(
  '{person} invites {string} as a(n) {role}, at the address {string}',
  async function (this: ConcordWorld, by: PersonName, name: string, role: string, email: string) {
    await invite(this, by, { name, role, email })
  },
)

When('{person} makes {string} a(n) {role}', async function (this: ConcordWorld, by: PersonName, name: string, role: string) {
  await change(this, by, name, role)
})

When('{person} removes {string}', async function (this: ConcordWorld, by: PersonName, name: string) {
  await remove(this, by, name)
})

Then('{string} is a member as a(n) {role}', async function (this: ConcordWorld, name: string, role: string) {
  const found = (await members(this)).filter((member) => member.name === name)
  expect(found.map((member) => member.role)).to.deep.equal([role])
})

Then('there is no member called {string}', async function (this: ConcordWorld, name: string) {
  expect((await members(this)).filter((member) => member.name === name)).to.deep.equal([])
})

Then(
  /^with a token "(.*)" may (not )?(read the audit trail|invite people)$/,
  async function (this: ConcordWorld, name: string, not: string | undefined, right: string) {
    const api = await withToken(this, name)
    await (right === 'invite people' ? this.call(api, 'POST', '/api/people') : this.call(api, 'GET', '/api/audit'))
    const { status, text } = this.reply
    const granted = right === 'invite people' ? 400 : 200
    expect(status, text).to.equal(not ? 403 : granted)
  },
)

Then('nobody is recognised by the token of {string}', async function (this: ConcordWorld, name: string) {
  expect(await recognise(this, bearer(tokenOf(this, name)))).to.equal(NOBODY)
})

Then('the audit trail says that {person} invited {string}', async function (this: ConcordWorld, by: PersonName, name: string) {
  const { items } = (await this.call(this.as('Sam'), 'GET', `/api/audit?agent_id=${membershipOf(this).invited.get(name)}`)).json<{ items: object[] }>()
  const [record, ...more] = items
  expect(more).to.deep.equal([])
  expect(record).to.include({ actor: idOf(this, by), action: 'person.invited', subject: idOf(this, name) })
})

import { Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { asParty, partyOf } from '../support/messaging'
import { perScenario } from '../support/per-scenario'
import { offered } from '../support/rights'
import type { ConcordWorld } from '../support/world'

const readOf = perScenario((): { texts: readonly string[] } => ({ texts: [] }))

When('{party} reads the inbox of {party}', async function (this: ConcordWorld, reader: string, owner: string) {
  await this.call(await asParty(this, reader), 'GET', `/api/agents/${partyOf(this, owner).id}/inbox`)
})

When('{party} reads its inbox as a person would', async function (this: ConcordWorld, reader: string) {
  await this.call(await asParty(this, reader), 'GET', '/api/me/inbox')
})

/** What is read at one address; streams have no end, and signing in leads elsewhere. */
const isForReading = (operation: string): boolean => operation.startsWith('GET ') && !/stream|\/auth\//.test(operation)

/** An address with everybody's id in place of its gap, and with a search where one is offered. */
function addressesOf(world: ConcordWorld, operation: string): readonly string[] {
  const template = operation.replace('GET ', '').replace('{provider}', 'openai')
  const ids = ['Uma', 'Mallory', 'Ada'].map((name) => partyOf(world, name).id)
  const addresses = template.includes('{') ? ids.map((id) => template.replaceAll(/\{\w+\}/g, id)) : [template]
  return template.endsWith('/episodes') ? addresses.flatMap((address) => [address, `${address}?like=Sesame`]) : addresses
}

When('{party} reads everything that the platform offers to read', async function (this: ConcordWorld, reader: string) {
  const api = await asParty(this, reader)
  const addresses = (await offered(this)).filter(isForReading).flatMap((operation) => addressesOf(this, operation))
  const texts: string[] = []
  for (const address of addresses) texts.push((await this.wait(api.call('GET', address), address)).text)
  readOf(this).texts = texts
})

Then('{string} stands nowhere in it', function (this: ConcordWorld, words: string) {
  const { texts } = readOf(this)
  expect(texts.length).to.be.above(50)
  expect(texts.filter((text) => text.includes(words))).to.deep.equal([])
})

import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { hearing, listen, words } from '../support/asking'
import type { PersonName } from '../support/cast'
import type { ProviderWord } from '../support/parameter-types'
import type { ConcordWorld } from '../support/world'

When(
  '{person} listens for {duration} to {provider} answering {string}',
  async function (this: ConcordWorld, person: PersonName, ms: number, provider: ProviderWord, text: string) {
    void listen(this, person, text, { provider })
    await this.clock.advance(ms)
  },
)

Given('{person} has heard {provider} for {duration} and has left', async function (this: ConcordWorld, person: PersonName, provider: ProviderWord, ms: number) {
  const live = listen(this, person, 'What do you see?', { provider })
  await this.clock.advance(ms)
  const { leave } = await live
  leave()
  await this.clock.advance(0)
})

Then('{person} heard {string} and nothing more', async function (this: ConcordWorld, _person: PersonName, text: string) {
  expect((await words(this)).join('')).to.equal(text)
})

Then('{person} heard nothing of an answer', async function (this: ConcordWorld, _person: PersonName) {
  expect(this.reply.json()).to.not.have.any.keys('content', 'choices')
  expect(await words(this)).to.deep.equal([])
})

Then('{person} heard each word by itself: {string}', async function (this: ConcordWorld, _person: PersonName, list: string) {
  expect((await words(this)).map((word) => word.trim()).join(', ')).to.equal(list)
})

Then('the words add up to the answer {string}, given by {provider}', async function (this: ConcordWorld, content: string, provider: ProviderWord) {
  expect(this.reply.json()).to.include({ content, provider })
  expect((await words(this)).join('')).to.equal(content)
})

Then('{provider} is still speaking', async function (this: ConcordWorld, provider: ProviderWord) {
  const { events } = await hearing(this)
  const [first] = events
  expect({ event: first?.event, ...JSON.parse(first?.data ?? '{}') }).to.include({ event: 'streaming:start', provider })
  expect(events.filter(({ event }) => !['streaming:start', 'streaming:update'].includes(event))).to.deep.equal([])
  expect(this.fakes[provider].calls.map(({ closedByClient }) => closedByClient)).to.deep.equal([false])
})

Then('{person} has heard nothing yet', async function (this: ConcordWorld, _person: PersonName) {
  let heard = 'nothing'
  void hearing(this).then(() => {
    heard = 'something'
  })
  await this.clock.advance(0)
  expect(heard).to.equal('nothing')
})

Then('the request is on record as failed, and never as answered', async function (this: ConcordWorld) {
  expect(await endsOnRecord(this)).to.deep.equal(['failed'])
})

Then('the request is on record as answered', async function (this: ConcordWorld) {
  expect(await endsOnRecord(this)).to.deep.equal(['answered'])
})

/** How each request to a model ended, as a supervisor reads it. */
async function endsOnRecord(world: ConcordWorld): Promise<readonly (string | null)[]> {
  const page = await world.wait(world.as('Sam').call('GET', '/api/audit'), 'the audit trail')
  const { items } = page.json<{ items: { action: string; outcome: string | null }[] }>()
  return items.filter(({ action }) => action === 'model.ended').map(({ outcome }) => outcome)
}

import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { ask, type Wishes } from '../support/asking'
import type { PersonName } from '../support/cast'
import { beset, conditionOf } from '../support/moods'
import type { Manner, ProviderWord } from '../support/parameter-types'
import { askAlongside, beginAsking, underWayOf } from '../support/under-way'
import type { ConcordWorld } from '../support/world'

Given('the breakers are switched off', function (this: ConcordWorld) {
  this.set('LLM_BREAKER_FAILURES', '0')
})

/** Asks so often and is told each time that it failed; whatever it costs in time. */
async function askInVain(world: ConcordWorld, person: PersonName, times: number, wishes: Wishes = {}): Promise<void> {
  for (let time = 1; time <= times; time++) {
    await ask(world, person, 'Is anybody there?', wishes)
    expect(world.reply.status, `answer ${time}: ${world.reply.text}`).to.be.greaterThan(399)
  }
}

Given('{person} has asked in vain {times}', async function (this: ConcordWorld, person: PersonName, times: number) {
  await askInVain(this, person, times)
})

Given('{person} has asked in vain {times}, to be answered {manner}', async function (this: ConcordWorld, person: PersonName, times: number, manner: Manner) {
  await askInVain(this, person, times, { manner })
})

Given('{person} has asked {provider} in vain {times}', async function (this: ConcordWorld, person: PersonName, provider: ProviderWord, times: number) {
  await askInVain(this, person, times, { provider })
})

Given('{person} has been answered {times}', async function (this: ConcordWorld, person: PersonName, times: number) {
  for (let time = 1; time <= times; time++) {
    await ask(this, person, 'Is anybody there?')
    expect(this.reply.status, this.reply.text).to.equal(200)
  }
})

/** The provider goes out of service and stays so, and is asked so often that each attempt is one that reached it. */
async function fail(world: ConcordWorld, provider: ProviderWord, times: number): Promise<void> {
  const before = world.fakes[provider].contacts()
  beset(world.fakes[provider], conditionOf('is out of service'))
  await askInVain(world, 'Sam', times)
  expect(world.fakes[provider].contacts() - before, 'failures that the provider knows of').to.equal(times)
}

Given('{provider} has failed {int} times in a row', async function (this: ConcordWorld, provider: ProviderWord, times: number) {
  await fail(this, provider, times)
})

Given('{provider} has failed {int} more time(s)', async function (this: ConcordWorld, provider: ProviderWord, times: number) {
  await fail(this, provider, times)
})

Given('{person} is waiting for an answer', async function (this: ConcordWorld, person: PersonName) {
  await beginAsking(this, person, 'Are you well again?')
})

Given('{person} has gone away', async function (this: ConcordWorld, person: PersonName) {
  underWayOf(this, person).leave()
  await this.clock.advance(0)
})

When('{int} people ask at the same time', async function (this: ConcordWorld, count: number) {
  const asked = Array.from({ length: count }, () => askAlongside(this, 'Uma', 'Are you well again?').answer)
  for (const reply of await this.wait(Promise.all(asked), `${count} answers`)) this.take(reply)
})

Then('{person} gets the answer {string}', async function (this: ConcordWorld, person: PersonName, content: string) {
  this.take(await this.wait(underWayOf(this, person).answer, `the answer to ${person}`))
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(this.reply.json().content).to.equal(content)
})

/** How each of the last so many answers ended, sorted. */
function lastEnds(world: ConcordWorld, count: number): readonly unknown[] {
  const replies = world.replies.slice(-count)
  for (const reply of replies) world.looked(reply)
  return replies.map((reply) => (reply.status === 200 ? 'answered' : reply.json().code)).sort()
}

Then('{int} of them is answered and {int} are told that the provider is unavailable', function (this: ConcordWorld, answered: number, refused: number) {
  expect(lastEnds(this, answered + refused)).to.deep.equal([...Array(answered).fill('answered'), ...Array(refused).fill('provider_unavailable')])
})

Then('all {int} of them are answered', function (this: ConcordWorld, count: number) {
  expect(lastEnds(this, count)).to.deep.equal(Array(count).fill('answered'))
})

/** What the breaker is in, as the metrics show it: exactly one of the three states. */
async function shownState(world: ConcordWorld, provider: ProviderWord): Promise<string> {
  const { text } = await world.wait(world.as('Sam').call('GET', '/metrics'), 'the metrics')
  const lines = text.matchAll(/^concord_provider_breaker\{provider="(\w+)",state="(\w+)"\} (\d)$/gm)
  const on = [...lines].filter(([, name, , value]) => name === provider && value === '1').map(([, , state]) => state)
  return on.join(' and ') || 'not shown'
}

Then(/^the metrics show the breaker of (OpenAI|Anthropic) as (open|half open|closed)$/, async function (this: ConcordWorld, provider: string, state: string) {
  expect(await shownState(this, provider.toLowerCase() as ProviderWord)).to.equal(state.replace(' ', '_'))
})

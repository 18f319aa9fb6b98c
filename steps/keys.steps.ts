import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { broughtKeys, keyAddress, newKey } from '../support/own-keys'
import type { ProviderWord } from '../support/parameter-types'
import { PLATFORM_KEYS } from '../support/platform'
import type { ConcordWorld } from '../support/world'

const PLATFORM_KEY: Readonly<Record<ProviderWord, string>> = { openai: PLATFORM_KEYS.OPENAI_API_KEY, anthropic: PLATFORM_KEYS.ANTHROPIC_API_KEY }

/** What a person says of a provider's key; the platform must take it. */
async function settle(world: ConcordWorld, person: PersonName, provider: ProviderWord, body: object): Promise<void> {
  await world.call(world.as(person), 'PUT', keyAddress(provider), { body })
  expect(world.reply.status, world.reply.text).to.equal(200)
}

Given(
  '{person} has brought a(n) {provider} key ending in {string}',
  async function (this: ConcordWorld, person: PersonName, provider: ProviderWord, last4: string) {
    await settle(this, person, provider, { key: newKey(this, { person, provider }, last4) })
  },
)

Given("{person} has allowed the platform's {provider} key to be used", async function (this: ConcordWorld, person: PersonName, provider: ProviderWord) {
  await settle(this, person, provider, { allow_platform_key: true })
})

Given("{person} has forbidden the platform's {provider} key to be used", async function (this: ConcordWorld, person: PersonName, provider: ProviderWord) {
  await settle(this, person, provider, { allow_platform_key: false })
})

Given('{person} has removed the {provider} key', async function (this: ConcordWorld, person: PersonName, provider: ProviderWord) {
  await this.call(this.as(person), 'DELETE', keyAddress(provider))
  expect(this.reply.status, this.reply.text).to.equal(204)
})

Given("{provider} rejects {person}'s key", function (this: ConcordWorld, provider: ProviderWord, person: PersonName) {
  for (const own of broughtKeys(this)) if (own.person === person && own.provider === provider) this.fakes[provider].refusesKey(own.key)
})

When(
  '{person} brings a(n) {provider} key of {int} characters',
  async function (this: ConcordWorld, person: PersonName, provider: ProviderWord, length: number) {
    await this.call(this.as(person), 'PUT', keyAddress(provider), { body: { key: 'k'.repeat(length) } })
  },
)

When('{person} brings a(n) {provider} key with a line break in it', async function (this: ConcordWorld, person: PersonName, provider: ProviderWord) {
  await this.call(this.as(person), 'PUT', keyAddress(provider), { body: { key: 'sk-proj-12345678\r\nx-injected: 1' } })
})

When('{person} removes the {provider} key', async function (this: ConcordWorld, person: PersonName, provider: ProviderWord) {
  await this.call(this.as(person), 'DELETE', keyAddress(provider))
})

When('{person} looks at the {provider} key', async function (this: ConcordWorld, person: PersonName, provider: ProviderWord) {
  await this.call(this.as(person), 'GET', keyAddress(provider))
})

Given(
  "an intruder has copied {person}'s stored {provider} key to {person}'s {provider} key",
  async function (this: ConcordWorld, from: PersonName, provider: ProviderWord, to: PersonName, other: ProviderWord) {
    const [owner, source] = [this.member(to).id, this.member(from).id]
    const copied = await this.data.rows(
      `insert into provider_key (person_id, provider, sealed, last4, status, allow_platform_key, updated_at)
       select ?, ?, sealed, last4, status, allow_platform_key, updated_at from provider_key where person_id = ? and provider = ?
       on conflict (person_id, provider) do update set sealed = excluded.sealed, last4 = excluded.last4 returning person_id`,
      ...[owner, other, source, provider],
    )
    expect(copied, 'rows copied').to.deep.equal([{ person_id: owner }])
  },
)

const STATUSES = { 'in use': 'active', rejected: 'rejected' } as const

Then(
  /^the (OpenAI|Anthropic) key is shown as ending in "([^"]*)" and (in use|rejected)$/,
  function (this: ConcordWorld, provider: string, last4: string, words: keyof typeof STATUSES) {
    const shown = { provider: provider.toLowerCase(), last4, status: STATUSES[words] }
    expect(this.reply.status, this.reply.text).to.equal(200)
    expect(this.reply.json()).to.include(shown)
    expect(Object.keys(this.reply.json())).to.have.members([...Object.keys(shown), 'allow_platform_key'])
  },
)

Then('no answer shows more of a key than its last four characters', function (this: ConcordWorld) {
  for (const { key } of broughtKeys(this)) {
    const body = key.slice(0, -4)
    const pieces = Array.from({ length: body.length - 7 }, (_, start) => body.slice(start, start + 8))
    for (const { text, method, path } of this.replies)
      expect(
        pieces.filter((piece) => text.includes(piece)),
        `${method} ${path}`,
      ).to.deep.equal([])
  }
})

Then('{provider} was asked with the key ending in {string}', function (this: ConcordWorld, provider: ProviderWord, last4: string) {
  expect(this.fakes[provider].calls.at(-1)?.key).to.equal(last4)
})

Then("{provider} was asked with the platform's key", function (this: ConcordWorld, provider: ProviderWord) {
  expect(this.fakes[provider].calls.at(-1)?.key).to.equal(PLATFORM_KEY[provider].slice(-4))
})

Then('what the platform has stored does not contain the key', async function (this: ConcordWorld) {
  const stored = await this.data.everything()
  expect(broughtKeys(this).map(({ key }) => stored.includes(key))).to.deep.equal([false])
  expect(await storedKeys(this), 'encrypted keys').to.have.length(1)
})

Then('nothing of a key is left in what the platform has stored', async function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(204)
  const stored = await this.data.everything()
  expect(broughtKeys(this).map(({ key }) => stored.includes(key))).to.deep.equal([false, false])
  expect(await storedKeys(this), 'encrypted keys').to.deep.equal([])
})

/** The encrypted keys in the store. */
function storedKeys(world: ConcordWorld): Promise<readonly unknown[]> {
  return world.data.rows('select sealed from provider_key where sealed is not null')
}

import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { ask } from '../support/asking'
import { signIn } from '../support/browser'
import type { PersonName } from '../support/cast'
import { keyAddress, newKey } from '../support/own-keys'
import type { ProviderWord } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { PLATFORM_KEYS } from '../support/platform'
import { givenSecrets, PLACES, type Place, type Reading, secretsFound, secretsOf, TOLD, WITNESSES } from '../support/secrets'
import type { ConcordWorld } from '../support/world'

Given("OpenAI has rejected Uma's own key and Anthropic the platform's, and both have repeated it", async function (this: ConcordWorld) {
  const { openai, anthropic } = this.fakes
  await this.call(this.as('Uma'), 'PUT', keyAddress('openai'), { body: { key: newKey(this, { person: 'Uma', provider: 'openai' }, '4242') } })
  for (const fake of [openai, anthropic]) fake.is({ kind: 'refuses_credentials', repeating: 'whole' })
  await ask(this, 'Uma', 'Hello', { provider: 'openai' })
  expect(this.reply.status, this.reply.text).to.equal(502)
  await ask(this, 'Sam', 'Hello', { provider: 'anthropic' })
  expect(this.reply.status, this.reply.text).to.equal(502)
})

Given("Slack, GitHub and Google have failed, and repeated the platform's credentials", async function (this: ConcordWorld) {
  const { google } = this.fakes
  repeatCredentials(this.fakes)
  await this.call(this.as('Uma'), 'POST', '/api/integrations/slack/send', { body: { channel: 'C0GENERAL', text: 'Hello' } })
  expect(this.reply.status, this.reply.text).to.equal(502)
  await this.call(this.as('Uma'), 'POST', '/api/integrations/github/issues', { body: { repo: 'acme/website', title: 'Hello' } })
  expect(this.reply.status, this.reply.text).to.equal(502)
  await signIn(this, 'Sam')
  expect(this.reply.status, this.reply.text).to.equal(502)
  google.recovers()
})

Given('Olivia has signed in with Google, and Sam has made a session of a new token', async function (this: ConcordWorld) {
  await signIn(this, 'Olivia')
  expect(this.reply.status, this.reply.text).to.equal(302)
  const { token } = (await this.call(this.as('Olivia'), 'POST', `/api/people/${this.member('Sam').id}/tokens`)).json<{ token: string }>()
  givenSecrets(this).push({ kind: 'platform token', name: "Sam's new token", text: token })
  const { status, headers } = await this.call(this.api({ authorization: `Bearer ${token}` }), 'POST', '/api/auth/session')
  expect(status).to.equal(204)
  const [, session = ''] = /^concord_session=([^;]+)/.exec(String(headers['set-cookie'])) ?? []
  givenSecrets(this).push({ kind: 'session secret', name: "Sam's session", text: session })
})

Given('a stranger has tried the sealing key and a token with a letter too many', async function (this: ConcordWorld) {
  for (const wrong of [`${this.member('Olivia').token}x`, 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc='])
    this.looked(await this.call(this.api({ authorization: `Bearer ${wrong}` }), 'GET', '/api/me'))
})

/** Services that say in their refusals what they were given. */
function repeatCredentials({ slack, github, google }: ConcordWorld['fakes']): void {
  slack.is({ kind: 'refuses', status: 500, reason: `Cannot serve ${PLATFORM_KEYS.SLACK_BOT_TOKEN}` })
  github.is({ kind: 'refuses', status: 400, reason: `Cannot serve ${PLATFORM_KEYS.GITHUB_TOKEN}` })
  google.is({ kind: 'refuses', status: 400, reason: `Cannot serve ${PLATFORM_KEYS.GOOGLE_CLIENT_SECRET}` }, { on: '/token' })
}

/** What somebody has in front of them who looks for secrets. */
const readings = perScenario((): Reading[] => [])

When(
  /^an operator reads through (the log|the errors|the audit trail|the metrics|the report|the addresses|the stored data)$/,
  async function (this: ConcordWorld, place: Place) {
    readings(this).push({ place, text: await PLACES[place](this) })
  },
)

Then(
  'there is no provider key, service credential, platform token, session secret or sealing key in it, but what else belongs there is',
  function (this: ConcordWorld) {
    expect(readings(this)).to.have.length(1)
    for (const reading of readings(this)) {
      expect(secretsFound(this, reading), `secrets in ${reading.place}`).to.deep.equal([])
      expect(reading.text).to.include(WITNESSES[reading.place])
    }
  },
)

Then('{person} is told what {provider} said, with the key left out', function (this: ConcordWorld, _person: PersonName, provider: ProviderWord) {
  expect(this.reply.json().detail).to.equal(TOLD[provider])
})

Then(
  '{person} is told that {provider} calls the request invalid: {string}',
  function (this: ConcordWorld, _person: PersonName, provider: ProviderWord, words: string) {
    expect(this.reply.json().detail).to.equal(`${this.fakes[provider].name} calls the request invalid: ${words}`)
  },
)

const MISPLACED: Readonly<Record<string, (key: string) => string>> = {
  'in a request that is cut short': (key) => `{"key": "${key}", "allow_platform_key": tr`,
  'under a name that is none': (key) => JSON.stringify({ api_key: key }),
  'in a list': (key) => JSON.stringify({ key: [key] }),
  'where a yes or no belongs': (key) => JSON.stringify({ allow_platform_key: key }),
  twice: (key) => `{"key": "${key}", "key": "${key}"}`,
  'as the name of a field': (key) => JSON.stringify({ [key]: true }),
}

When(/^(Uma) sends an OpenAI key (.+)$/, async function (this: ConcordWorld, person: PersonName, where: string) {
  const raw = MISPLACED[where]?.(newKey(this, { person, provider: 'openai' }, '4242'))
  if (raw === undefined) throw new Error(`nobody knows how to send a key ${where}`)
  await this.call(this.as(person), 'PUT', keyAddress('openai'), { raw, headers: { 'content-type': 'application/json' } })
})

Then('the log shows no key', function (this: ConcordWorld) {
  this.reach.lack('log', 'what the platform logged')
  const log = this.logged.join('')
  const keys = secretsOf(this).filter(({ kind }) => kind === 'provider key')
  expect(keys.filter(({ text }) => log.includes(text)).map(({ name }) => name)).to.deep.equal([])
  expect(log).to.include('answered')
})

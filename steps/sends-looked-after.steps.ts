import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { elsewhere } from '../support/changing-agents'
import { eventually } from '../support/eventually'
import { runNextDoor } from '../support/neighbour'
import type { NamedOutcome } from '../support/parameter-types'
import { asked, begin, latestSend, note, platformOf, send, sendingOf } from '../support/sending'
import type { HumanWord, ServiceWord } from '../support/service-words'
import type { ConcordWorld } from '../support/world'

/** What becomes of messages that nobody, or more than one, looks after. */

const ANSWERS_AFTER_MS = 5_000

/** Storage is in trouble from the moment at which the service was asked until everybody was answered. */
async function confirmInVain(world: ConcordWorld, { person, service, text }: { person: PersonName; service: ServiceWord; text: string }): Promise<void> {
  world.fakes[service].is({ kind: 'slow', ms: ANSWERS_AFTER_MS })
  const answer = begin(world, { person, service, text })
  await world.clock.advance(ANSWERS_AFTER_MS - 1)
  await world.storage.fail(true)
  note(world, person, world.take(await world.wait(answer, `the answer to ${person}'s send`)))
  await world.storage.fail(false)
}

When("storage fails as {service} confirms {person}'s {string}", async function (this: ConcordWorld, service: ServiceWord, person: PersonName, text: string) {
  await confirmInVain(this, { person, service, text })
})

Given("storage failed as {service} confirmed {person}'s {string}", async function (this: ConcordWorld, service: ServiceWord, person: PersonName, text: string) {
  await confirmInVain(this, { person, service, text })
  expect(this.reply.status, this.reply.text).to.equal(202)
})

/** As an operator reads it. */
Then('the log says of it that {string}', function (this: ConcordWorld, words: string) {
  this.reach.lack('log', 'what the platform logged')
  const { id } = latestSend(this)
  const said = this.logged.map((line) => JSON.parse(line)).filter(({ send }) => send === id)
  expect(said.map(({ msg, service, error, reason }) => ({ msg, service, why: (error ?? reason) !== undefined }))).to.deep.equal([
    { msg: words, service: 'slack', why: true },
  ])
})

Then('the log says nothing of it', function (this: ConcordWorld) {
  this.reach.lack('log', 'what the platform logged')
  const { id } = latestSend(this)
  expect(this.logged.filter((line) => JSON.parse(line).send === id)).to.deep.equal([])
})

Then('what was on its way is reported as unknown', async function (this: ConcordWorld) {
  const { onItsWay } = sendingOf(this)
  if (onItsWay === undefined) throw new Error('nothing was on its way')
  const { status, text, json } = await this.wait(onItsWay, 'what was on its way')
  expect([status, json().status], text).to.deep.equal([202, 'unknown'])
})

Then('what was on its way is refused because {failure}', async function (this: ConcordWorld, failure: NamedOutcome) {
  const { onItsWay } = sendingOf(this)
  if (onItsWay === undefined) throw new Error('nothing was on its way')
  const { status, text, json } = await this.wait(onItsWay, 'what was on its way')
  expect([status, json().code], text).to.deep.equal([failure.status, failure.code])
})

Given('another platform on the same data makes its rounds', async function (this: ConcordWorld) {
  await runNextDoor(this, { silent: false, begin: async () => {} })
})

When(
  '{person} says that it was {humanWord}, and at the same moment {person} that it was {humanWord}',
  async function (this: ConcordWorld, one: PersonName, word: HumanWord, other: PersonName, otherWord: HumanWord) {
    const say = (person: PersonName, outcome: HumanWord) =>
      platformOf(this, person).call('POST', `/api/integrations/sends/${latestSend(this).id}/settle`, { body: { outcome } })
    const both = [say(one, word), say(other, otherWord)].map(async (answer) => this.take(await answer))
    await this.wait(Promise.all(both), 'both answers')
  },
)

Then('one of them is believed, and the other told that the present state does not allow it', function (this: ConcordWorld) {
  const [believed, refused] = this.replies.toSorted((one, other) => one.status - other.status).filter(({ path }) => path.endsWith('/settle'))
  expect([believed?.status, refused?.status, refused?.json().code]).to.deep.equal([200, 409, 'conflict'])
  if (refused !== undefined) this.looked(refused)
})

Given(
  '{person} left while {string} was on its way through {service} under the key {string}',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, key: string) {
    const browser = new AbortController()
    const cut = begin(this, { person, text, service, key, signal: browser.signal }).then(
      () => 'answered',
      () => 'cut',
    )
    await this.clock.advance(0)
    browser.abort()
    expect(await cut).to.equal('cut')
  },
)

Given(
  'on another platform with the same data, {person} has sent {string} through {service} under the key {string}',
  async function (this: ConcordWorld, person: PersonName, text: string, service: ServiceWord, key: string) {
    await elsewhere(this, () => send(this, { person, text, service, key }))
  },
)

Given(
  /^another platform on the same data sends Uma's "([^"]*)" through Slack under the key "([^"]*)", and (falls silent|lives on)$/,
  async function (this: ConcordWorld, text: string, key: string, then: string) {
    const order = { person: 'Uma', service: 'slack', text, key } as const
    await runNextDoor(this, {
      silent: then === 'falls silent',
      begin: async () => {
        begin(this, order).catch(() => undefined)
        await eventually(() => asked(this, 'slack').includes('send') || undefined, 'a request that reached Slack')
      },
    })
  },
)

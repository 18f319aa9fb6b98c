import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { recorded } from '../support/measurements'
import type { Owner } from '../support/parameter-types'
import type { Reply } from '../support/reply'
import { addressOf, answer, asksAbout, type CloudEvent, expectDone, posts, subscribingOf, take, takeAll, textsOf } from '../support/subscribing'
import type { ConcordWorld } from '../support/world'

const NOBODY = '01900000-0000-7000-8000-000000000000'
const SILENCE_MS = 15_000
/** The platform looks twice a second, although nobody asks. */
const ROUND_MS = 500
const TRIES = 5

interface DeadLetter {
  readonly id: string
  readonly event: CloudEvent
  readonly tries: number
  readonly reason: string
  readonly status: string
}

/** What is set aside for somebody, as Sam sees it. */
async function lettersOf(world: ConcordWorld, who: Owner): Promise<readonly DeadLetter[]> {
  const { items } = expectDone(await asksAbout(world, 'Sam', who, '/dead-letters')).json<{ items: readonly DeadLetter[] }>()
  return items.filter(({ status }) => status === 'set_aside')
}

async function redeliver(world: ConcordWorld, by: Owner, whose: Owner, text: string): Promise<Reply> {
  const { items } = (await asksAbout(world, 'Sam', whose, '/dead-letters')).json<{ items: readonly DeadLetter[] }>()
  const id = items.find(({ event }) => event.data === text)?.id ?? NOBODY
  return posts(world, by, whose, `/dead-letters/${id}/redeliver`)
}

async function takeInSilence(this: ConcordWorld, who: Owner, text: string, times: number) {
  for (let time = 1; time <= times; time++) {
    expectDone(await take(this, who))
    expect(textsOf(subscribingOf(this).taken.items)).to.deep.equal([text])
    await this.clock.advance(SILENCE_MS)
  }
  await this.clock.advance(ROUND_MS)
}
Given('{owner} has taken {string} {times} and said nothing', takeInSilence)
When('{owner} takes {string} {times} and says nothing', takeInSilence)

When(
  '{owner} takes and refuses {string} {times}, because {string}',
  async function (this: ConcordWorld, who: Owner, text: string, times: number, reason: string) {
    for (let time = 1; time <= times; time++) {
      expectDone(await take(this, who))
      expectDone(await answer(this, who, { word: 'nack', text, reason }))
    }
  },
)

When('{owner} asks what was set aside', async function (this: ConcordWorld, who: Owner) {
  await asksAbout(this, who, who, '/dead-letters')
})

const redelivering = async function (this: ConcordWorld, by: Owner, text: string, whose: Owner) {
  await redeliver(this, by, whose, text)
}
When('{owner} has {string} delivered again to {owner}', redelivering)
Given('{owner} has had {string} delivered again to {owner}', async function (this: ConcordWorld, by: Owner, text: string, whose: Owner) {
  expectDone(await redeliver(this, by, whose, text))
})

When('{owner} has an unknown dead letter delivered again to {owner}', async function (this: ConcordWorld, by: Owner, whose: Owner) {
  await posts(this, by, whose, `/dead-letters/${NOBODY}/redeliver`)
})

When('{owner} acknowledges everything', async function (this: ConcordWorld, who: Owner) {
  await takeAll(this, who)
})

Then('{string} is set aside for {owner}, after {int} tries', async function (this: ConcordWorld, text: string, who: Owner, tries: number) {
  const letters = await lettersOf(this, who)
  expect(letters.map((letter) => ({ text: letter.event.data, tries: letter.tries }))).to.deep.equal([{ text, tries }])
})

Then(
  '{string} is set aside for {owner}, after {int} tries, because {string}',
  async function (this: ConcordWorld, text: string, who: Owner, tries: number, reason: string) {
    const [letter] = await lettersOf(this, who)
    expect({ event: letter?.event, tries: letter?.tries, reason: letter?.reason }).to.deep.equal({
      event: subscribingOf(this).published.get(text),
      tries,
      reason,
    })
  },
)

Then('nothing is set aside for {owner}', async function (this: ConcordWorld, who: Owner) {
  expect(await lettersOf(this, who)).to.deep.equal([])
})

Then('the record says that it was set aside', async function (this: ConcordWorld) {
  const records = await recorded(this, 'subscription.set_aside')
  expect(records.map(({ actor, subject }) => ({ actor, subject }))).to.deep.equal([{ actor: 'platform', subject: addressOf(this, 'Uma').split('/').at(-1) }])
})

Then('the record says that {owner} had it delivered again', async function (this: ConcordWorld, who: Owner) {
  const records = await recorded(this, 'subscription.redelivered')
  expect(records.map(({ actor }) => actor)).to.deep.equal([this.member(who as 'Sam').id])
})

Then('{string} came to {owner} under the name that it was published with', function (this: ConcordWorld, text: string, _who: Owner) {
  const { published, given } = subscribingOf(this)
  const [last] = given.filter(({ data }) => data === text).slice(-1)
  expect({ times: given.filter(({ data }) => data === text).length, last }).to.deep.equal({ times: TRIES + 1, last: published.get(text) })
})

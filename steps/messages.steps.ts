import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { childOf } from '../support/child-platform'
import { recorded } from '../support/measurements'
import {
  asParty,
  deliver,
  inboxOf,
  inboxPath,
  killedWhileSending,
  type Letter,
  type MessageView,
  partyOf,
  readInbox,
  send,
  sent,
  sentOf,
  UNKNOWN,
} from '../support/messaging'
import { fingerprint } from '../support/on-record'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { atOnce } from '../support/running'
import type { ConcordWorld } from '../support/world'

/** What was written last, and what was read last. */
const stateOf = perScenario((): { words: string; pages: readonly (readonly MessageView[])[] } => ({ words: '', pages: [] }))

When('{party} sends {receiver} the {word} {string}', async function (this: ConcordWorld, from: string, to: string, kind: string, words: string) {
  await send(this, { from, to, kind, words })
})

Given('{party} has sent {receiver} the {word} {string}', async function (this: ConcordWorld, from: string, to: string, kind: string, words: string) {
  await sent(this, { from, to, kind, words })
})

When(
  '{party}, for {receiver}, sends {receiver} the {word} {string}',
  async function (this: ConcordWorld, from: string, behalf: string, to: string, kind: string, words: string) {
    await send(this, { from, behalf, to, kind, words })
  },
)

When(
  '{party} sends {receiver} the {word} {string} under the key {string}',
  async function (this: ConcordWorld, from: string, to: string, kind: string, words: string, key: string) {
    await send(this, { from, to, kind, words, key })
  },
)

Given(
  '{party} has sent {receiver} the {word} {string} under the key {string}',
  async function (this: ConcordWorld, from: string, to: string, kind: string, words: string, key: string) {
    await sent(this, { from, to, kind, words, key })
  },
)

When(
  '{party} sends {receiver} the {word} {string} under the key {string}, twice at the same moment',
  async function (this: ConcordWorld, from: string, to: string, kind: string, words: string, key: string) {
    const letter: Letter = { from, to, kind, words, key }
    await Promise.all([send(this, letter), send(this, letter)])
  },
)

When(
  '{party} sends {receiver} the {word} {string} under a key of {int} signs',
  async function (this: ConcordWorld, from: string, to: string, kind: string, words: string, length: number) {
    await send(this, { from, to, kind, words, key: 'k'.repeat(length) })
  },
)

Given('{party} was refused to send {receiver} the {word} {string}', async function (this: ConcordWorld, from: string, to: string, kind: string, words: string) {
  const reply = await deliver(this, { from, to, kind, words })
  expect(reply.status, reply.text).to.equal(403)
})

Then(
  '{party} is shown the {word} {string}, from {party} to {party}, sent now',
  function (this: ConcordWorld, _reader: string, type: string, content: string, from: string, to: string) {
    const { id, sent_at, ...message } = this.reply.json<MessageView>()
    const shown = (name: string) => ({ ...partyOf(this, name), name })
    expect(message).to.deep.equal({ from: shown(from), to: shown(to), type, content })
    expect(this.reach.about(Date.parse(sent_at) - this.clock.now(), 0)).to.equal(0)
    expect(id).to.match(/^[0-9a-f-]{36}$/)
  },
)

Then(/^\w+ is shown the same message (again|twice)$/, function (this: ConcordWorld, when: string) {
  const earlier = when === 'again' ? sentOf(this).at(-1) : this.replies.at(-2)?.json<MessageView>()
  expect({ status: this.reply.status, message: this.reply.json<MessageView>() }, this.reply.text).to.deep.equal({ status: 201, message: earlier })
})

Then('the inbox of {party} holds just this', async function (this: ConcordWorld, owner: string, table: DataTable) {
  const found = (await inboxOf(this, owner)).map(({ from, type, content }) => ({ from: from.name, kind: type, words: content }))
  expect(found).to.deep.equal(table.hashes())
})

Then('the inbox of {party} holds those words, unchanged', async function (this: ConcordWorld, owner: string) {
  expect((await inboxOf(this, owner)).map(({ content }) => content)).to.deep.equal([stateOf(this).words])
})

Then('nothing is in the inbox of {party}', async function (this: ConcordWorld, owner: string) {
  expect(await inboxOf(this, owner)).to.deep.equal([])
})

Then('{int} message(s) is/are in the inbox of {party}', async function (this: ConcordWorld, count: number, owner: string) {
  expect(await inboxOf(this, owner)).to.have.length(count)
})

/** Text of all sorts. */
const FORMS: Readonly<Record<string, string>> = {
  'words in many scripts': 'größe שלום 你好 नमस्ते 👩‍🚀 ﷺ',
  'words from right to left': '\u202eשלום\u202c مرحبا',
  'letters that take no room': 'a\u200b\u200d\ufeffb e\u0301',
  'something that looks like a command to a store': "'; drop table direct_message; --",
  'something that looks like a page': '<script>alert(1)</script>&amp;',
  'something that looks like a path': '../../etc/passwd%2e%2e',
  'blanks and empty lines': ' \r\n\t\n ',
  'a telephone number': 'Call +44 20 7946 0958, or write to uma@example.com',
}

async function sendWords(world: ConcordWorld, from: string, to: string, words: string): Promise<void> {
  stateOf(world).words = words
  await send(world, { from, to, words })
}

When(
  new RegExp(`^(\\w+) sends (\\w+) a message in the form of (${Object.keys(FORMS).join('|')})$`),
  async function (this: ConcordWorld, from: string, to: string, form: string) {
    await sendWords(this, from, to, FORMS[form] ?? '')
  },
)

When('{party} sends {party} a message of {int} pictures', async function (this: ConcordWorld, from: string, to: string, count: number) {
  await sendWords(this, from, to, '🦉'.repeat(count))
})

When('{party} sends a message to nobody', async function (this: ConcordWorld, from: string) {
  await this.call(await asParty(this, from), 'POST', '/api/messages', { body: { type: 'message', content: 'Hello' } })
})

When('{party} sends a message to {party} and {party}', async function (this: ConcordWorld, from: string, agent: string, person: string) {
  const body = { to_agent_id: partyOf(this, agent).id, to_person_id: partyOf(this, person).id, type: 'message', content: 'Hello' }
  await this.call(await asParty(this, from), 'POST', '/api/messages', { body })
})

/** Messages that say who sent them and as which one. */
async function sendNumbered(world: ConcordWorld, from: string, to: readonly string[], count: number): Promise<void> {
  const before = sentOf(world).filter((message) => message.from.name === from && message.to.name === to[0]).length
  for (let number = before + 1; number <= before + count; number++)
    for (const receiver of to) await sent(world, { from, to: receiver, words: `${from} ${number}` })
}

const numbered = (from: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${from} ${index + 1}`)

When('{party} sends/has\\ sent {party} {int} messages, one after the other', async function (this: ConcordWorld, from: string, to: string, count: number) {
  await sendNumbered(this, from, [to], count)
})

When('{parties} each send {party} {int} messages at the same time', async function (this: ConcordWorld, senders: readonly string[], to: string, count: number) {
  await Promise.all(senders.map((from) => sendNumbered(this, from, [to], count)))
  stateOf(this).words = senders.join()
})

When(
  '{party} sends {party} and {party} {int} messages each, by turns',
  async function (this: ConcordWorld, from: string, one: string, other: string, count: number) {
    await sendNumbered(this, from, [one, other], count)
  },
)

Then(
  'in the inbox of {party} stand (the ){int} messages of {party} in their order, and no others',
  async function (this: ConcordWorld, owner: string, count: number, from: string) {
    expect((await inboxOf(this, owner)).map(({ content }) => content)).to.deep.equal(numbered(from, count))
  },
)

Then(
  'in the inbox of {party} stand the {int} messages of each of them in their order, and no others',
  async function (this: ConcordWorld, owner: string, count: number) {
    const found = await inboxOf(this, owner)
    const senders = stateOf(this).words.split(',')
    for (const sender of senders) expect(found.filter(({ from }) => from.name === sender).map(({ content }) => content)).to.deep.equal(numbered(sender, count))
    expect(found).to.have.length(senders.length * count)
  },
)

When(
  '{party} reads its inbox {int} at a time, and {party} sends one more in between',
  async function (this: ConcordWorld, owner: string, size: number, from: string) {
    let more = 1
    const between = async () => {
      if (more-- > 0) await sendNumbered(this, from, [owner], 1)
    }
    stateOf(this).pages = await readInbox(this, owner, { size, between })
  },
)

When('{party} reads its inbox {int} at a time', async function (this: ConcordWorld, owner: string, size: number) {
  await this.call(await asParty(this, owner), 'GET', `${inboxPath(this, owner)}?limit=${size}`)
})

Then(/^it has read the (\d+) messages of (\w+) in their order, on pages of (.+)$/, function (this: ConcordWorld, count: string, from: string, sizes: string) {
  const { pages } = stateOf(this)
  expect(pages.flat().map(({ content }) => content)).to.deep.equal(numbered(from, Number(count)))
  expect(pages.map(({ length }) => length)).to.deep.equal(sizes.split(/, | and /).map(Number))
})

const ORDINALS = ['first', 'second', 'third', 'fourth']

When(/^(\w+) reads on after the (second|fourth) message$/, async function (this: ConcordWorld, owner: string, ordinal: string) {
  const id = sentOf(this)[ORDINALS.indexOf(ordinal)]?.id
  stateOf(this).pages = await readInbox(this, owner, { after: `&after=${id}` })
})

Then('it reads the third and the fourth message, and no others', function (this: ConcordWorld) {
  expect(stateOf(this).pages.flat()).to.deep.equal(sentOf(this).slice(2, 4))
})

Then('it reads nothing', function (this: ConcordWorld) {
  expect(stateOf(this).pages.flat()).to.deep.equal([])
})

When(/^(\w+) reads on after (a message to Sol|an unknown message|a page that never was)$/, async function (this: ConcordWorld, owner: string, what: string) {
  const elsewhere = sentOf(this).find(({ to }) => to.name === 'Sol')?.id
  const places: Readonly<Record<string, string>> = {
    'a message to Sol': `after=${elsewhere}`,
    'an unknown message': `after=${UNKNOWN}`,
    'a page that never was': 'cursor=bm93',
  }
  await this.call(await asParty(this, owner), 'GET', `${inboxPath(this, owner)}?${places[what]}`)
})

Then(
  'the record says once that {party} sent a message from {party} to {party}, with the fingerprint of {string}',
  async function (this: ConcordWorld, by: string, from: string, to: string, words: string) {
    const found = (await recorded(this, 'message.sent')).map(({ actor, subject, details }) => ({ actor, subject, details }))
    const details = { from: partyOf(this, from).id, to: partyOf(this, to).id, type: 'message', content: fingerprint(words) }
    expect(found).to.deep.equal([{ actor: partyOf(this, by).id, subject: this.reply.json().id, details }])
  },
)

When(
  '{party} sends {party} {int} messages under keys of their own, the platform is killed meanwhile, and all are sent again',
  PROCESSES,
  async function (this: ConcordWorld, from: string, to: string, count: number) {
    const letters = numbered(from, count).map((words): Letter => ({ from, to, words, key: words }))
    await killedWhileSending(this, letters)
    await childOf(this).restart()
    for (const letter of letters) await sent(this, letter)
  },
)

Then('{string} stands nowhere in the log', function (this: ConcordWorld, words: string) {
  this.reach.lack('log', 'what the platform logged')
  expect(this.logged.length).to.be.above(0)
  expect(this.logged.filter((line) => line.includes(words))).to.deep.equal([])
})

Then('nothing was told under any topic', async function (this: ConcordWorld) {
  const reply = await atOnce(this, this.as('Sam').call('GET', '/api/events'), 'what was told')
  expect(reply.json().items).to.deep.equal([])
})

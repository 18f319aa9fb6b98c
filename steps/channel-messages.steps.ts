import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { channelsOf, done, pathOf, readPages, type SaidView, saidIn, write } from '../support/channels'
import { recorded } from '../support/measurements'
import { asParty, partyOf } from '../support/messaging'
import { fingerprint } from '../support/on-record'
import { perScenario } from '../support/per-scenario'
import type { ConcordWorld } from '../support/world'

const stateOf = perScenario((): { writers: readonly string[] } => ({ writers: [] }))

When('{party} writes {string} in {string}', async function (this: ConcordWorld, by: string, words: string, channel: string) {
  await write(this, { by }, channel, words)
})

When('{party}, for {party}, writes {string} in {string}', async function (this: ConcordWorld, by: string, behalf: string, words: string, channel: string) {
  await write(this, { by, behalf }, channel, words)
})

Given('{party} has written {string} in {string}', async function (this: ConcordWorld, by: string, words: string, channel: string) {
  await done(write(this, { by }, channel, words))
})

When('{party} writes a message of {int} pictures in {string}', async function (this: ConcordWorld, by: string, count: number, channel: string) {
  await write(this, { by }, channel, '🦉'.repeat(count))
})

const numbered = (by: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${by} ${index + 1}`)

async function writeNumbered(world: ConcordWorld, by: string, channel: string, count: number): Promise<void> {
  const before = channelsOf(world).said.filter(({ author }) => author.name === by).length
  for (const words of numbered(by, before + count).slice(before)) await done(write(world, { by }, channel, words))
}

When(
  '{party} writes/has\\ written {int} messages in {string}, one after the other',
  async function (this: ConcordWorld, by: string, count: number, channel: string) {
    await writeNumbered(this, by, channel, count)
  },
)

When(
  '{parties} each write {int} messages in {string} at the same time',
  async function (this: ConcordWorld, writers: readonly string[], count: number, channel: string) {
    stateOf(this).writers = writers
    await Promise.all(writers.map((by) => writeNumbered(this, by, channel, count)))
  },
)

const wordsIn = async (world: ConcordWorld, channel: string): Promise<readonly string[]> =>
  (await saidIn(world, channel, 'Mallory')).map(({ content }) => content)

Then('in {string} stands this, as {party} reads it', async function (this: ConcordWorld, channel: string, reader: string, table: DataTable) {
  const said = await saidIn(this, channel, reader)
  expect(said.map(({ author, content }) => ({ author: author.name, words: content }))).to.deep.equal(table.hashes())
})

Then('nothing stands in {string}', async function (this: ConcordWorld, channel: string) {
  expect(await wordsIn(this, channel)).to.deep.equal([])
})

Then('{int} message(s) stand(s) in {string}', async function (this: ConcordWorld, count: number, channel: string) {
  expect(await wordsIn(this, channel)).to.have.length(count)
})

Then(
  'in {string} stand the {int} messages of {party} in their order, and no others',
  async function (this: ConcordWorld, channel: string, count: number, by: string) {
    expect(await wordsIn(this, channel)).to.deep.equal(numbered(by, count))
  },
)

Then('in {string} stand the {int} messages of each of them in their order, and no others', async function (this: ConcordWorld, channel: string, count: number) {
  const said = await saidIn(this, channel, 'Mallory')
  const { writers } = stateOf(this)
  for (const by of writers) expect(said.filter(({ author }) => author.name === by).map(({ content }) => content)).to.deep.equal(numbered(by, count))
  expect(said).to.have.length(writers.length * count)
})

Then('{party} reads them in the same order as {party}', async function (this: ConcordWorld, one: string, other: string) {
  const [channel = ''] = channelsOf(this).opened.keys()
  expect(await saidIn(this, channel, one)).to.deep.equal(await saidIn(this, channel, other))
})

When('{party} reads the channel {string}', async function (this: ConcordWorld, by: string, channel: string) {
  const reply = await this.call(await asParty(this, by), 'GET', pathOf(this, channel, '/messages'))
  if (reply.status === 200) channelsOf(this).pages = [reply.json<{ items: readonly SaidView[] }>().items]
})

const wordsRead = (world: ConcordWorld): readonly string[] =>
  channelsOf(world)
    .pages.flat()
    .map((said) => (said as SaidView).content)

Then('{party} has read {string}', function (this: ConcordWorld, _reader: string, words: string) {
  expect(wordsRead(this)).to.deep.equal([words])
})

When(
  '{party} reads the channel {string} {int} at a time, and {party} writes one more in between',
  async function (this: ConcordWorld, reader: string, channel: string, size: number, by: string) {
    let more = 1
    const between = async () => {
      if (more-- > 0) await writeNumbered(this, by, channel, 1)
    }
    channelsOf(this).pages = await readPages(this, await asParty(this, reader), pathOf(this, channel, '/messages'), { size, between })
  },
)

Then(
  /^[A-Z]\w+ has read the (\d+) messages of (\w+) in their order, on pages of (.+)$/,
  function (this: ConcordWorld, count: string, by: string, sizes: string) {
    expect(wordsRead(this)).to.deep.equal(numbered(by, Number(count)))
    expect(channelsOf(this).pages.map(({ length }) => length)).to.deep.equal(sizes.split(/, | and /).map(Number))
  },
)

const after = (world: ConcordWorld, reader: string, channel: string, message: SaidView | undefined) =>
  asParty(world, reader).then((api) => world.call(api, 'GET', `${pathOf(world, channel, '/messages')}?after=${message?.id}`))

When('{party} reads the channel {string} on after the second message', async function (this: ConcordWorld, reader: string, channel: string) {
  const reply = await after(this, reader, channel, channelsOf(this).said[1])
  channelsOf(this).pages = [reply.json<{ items: readonly SaidView[] }>().items]
})

Then('{party} has read the third and the fourth message of {party}, and no others', function (this: ConcordWorld, _reader: string, by: string) {
  expect(wordsRead(this)).to.deep.equal(numbered(by, 4).slice(2))
})

When(
  '{party} reads the channel {string} on after the message in {string}',
  async function (this: ConcordWorld, reader: string, channel: string, _other: string) {
    await after(this, reader, channel, channelsOf(this).said[0])
  },
)

Then(
  'the record says once that {party} wrote in {string} for {party}, with the fingerprint of {string}',
  async function (this: ConcordWorld, by: string, channel: string, agent: string, words: string) {
    const found = (await recorded(this, 'channel.message_sent')).map(({ actor, subject, details }) => ({ actor, subject, details }))
    const details = { channel: channelsOf(this).opened.get(channel), message: this.reply.json().id, content: fingerprint(words) }
    expect(found).to.deep.equal([{ actor: partyOf(this, by).id, subject: partyOf(this, agent).id, details }])
  },
)

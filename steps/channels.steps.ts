import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { ask, bring, type ChannelView, channelsOf, done, found, membersOf, open, pathOf, readPages, saidIn, write } from '../support/channels'
import { recorded } from '../support/measurements'
import { asParty, partyOf } from '../support/messaging'
import type { ConcordWorld } from '../support/world'

When('{party} opens the channel {string}, about {string}', async function (this: ConcordWorld, by: string, name: string, type: string) {
  await open(this, { by }, { name, type })
})

When(
  '{party}, for {party}, opens the channel {string}, about {string}',
  async function (this: ConcordWorld, by: string, behalf: string, name: string, type: string) {
    await open(this, { by, behalf }, { name, type })
  },
)

Given('{party} has opened the channel {string}', async function (this: ConcordWorld, by: string, name: string) {
  await done(open(this, { by }, { name }))
})

Given('{party} has opened the private channel {string}', async function (this: ConcordWorld, by: string, name: string) {
  await done(open(this, { by }, { name, is_private: true }))
})

const channelNames = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `Channel ${index + 1}`)

Given('{party} has opened {int} channels', async function (this: ConcordWorld, by: string, count: number) {
  for (const name of channelNames(count)) await done(open(this, { by }, { name }))
})

/** What can be wrong with a channel. */
const FLAWS: Readonly<Record<string, object>> = {
  'no name': { type: 'general' },
  'a name of 201 characters': { name: 'n'.repeat(201), type: 'general' },
  'a blank name': { name: ' ', type: 'general' },
  'no type': { name: 'Deliveries' },
  'a type of 51 characters': { name: 'Deliveries', type: 't'.repeat(51) },
}

When(new RegExp(`^(\\w+) opens a channel with (${Object.keys(FLAWS).join('|')})$`), async function (this: ConcordWorld, by: string, flaw: string) {
  await ask(this, { by }, '/api/channels', FLAWS[flaw])
})

Then('{party} is shown the channel {string} about {string}, public, with 1 member', function (this: ConcordWorld, by: string, name: string, type: string) {
  const { id, created_at, ...shown } = this.reply.json<ChannelView>()
  expect(shown).to.deep.equal({ name, type, is_private: false, created_by: partyOf(this, by).id, members: 1 })
  expect(this.reach.about(Date.parse(created_at) - this.clock.now(), 0)).to.equal(0)
  expect(id).to.match(/^[0-9a-f-]{36}$/)
})

When('{party} lists the channels', async function (this: ConcordWorld, by: string) {
  channelsOf(this).pages = [await found(this, by)]
})

When('{party} lists the channels {int} at a time', async function (this: ConcordWorld, by: string, size: number) {
  channelsOf(this).pages = await readPages(this, await asParty(this, by), '/api/channels', { size })
})

When('{party} lists the channels from a place that was never given', async function (this: ConcordWorld, by: string) {
  await this.call(await asParty(this, by), 'GET', '/api/channels?cursor=bm93')
})

Then(/^\w+ has found the (\d+) channels in their order, on pages of (.+)$/, function (this: ConcordWorld, count: string, sizes: string) {
  const { pages } = channelsOf(this)
  expect(pages.flat().map((channel) => (channel as ChannelView).name)).to.deep.equal(channelNames(Number(count)))
  expect(pages.map(({ length }) => length)).to.deep.equal(sizes.split(/, | and /).map(Number))
})

Then('{party} finds no channel', async function (this: ConcordWorld, by: string) {
  expect(await found(this, by)).to.deep.equal([])
})

Then('{party} finds the channel {string}', async function (this: ConcordWorld, by: string, name: string) {
  expect((await found(this, by)).map((channel) => channel.name)).to.deep.equal([name])
})

Then('{party} finds the channels {string} and {string}', async function (this: ConcordWorld, by: string, one: string, other: string) {
  expect((await found(this, by)).map((channel) => channel.name)).to.deep.equal([one, other])
})

When('{party} joins {string}', async function (this: ConcordWorld, by: string, channel: string) {
  await ask(this, { by }, pathOf(this, channel, '/join'))
})

When('{party} joins an unknown channel', async function (this: ConcordWorld, by: string) {
  await ask(this, { by }, pathOf(this, 'an unknown channel', '/join'))
})

When('{party}, for {party}, joins {string}', async function (this: ConcordWorld, by: string, behalf: string, channel: string) {
  await ask(this, { by, behalf }, pathOf(this, channel, '/join'))
})

Given('{parties} has/have joined {string}', async function (this: ConcordWorld, newcomers: readonly string[], channel: string) {
  for (const by of newcomers) await done(ask(this, { by }, pathOf(this, channel, '/join')))
})

When('{party} leaves {string}', async function (this: ConcordWorld, by: string, channel: string) {
  await ask(this, { by }, pathOf(this, channel, '/leave'))
})

Given('{party} has left {string}', async function (this: ConcordWorld, by: string, channel: string) {
  await done(ask(this, { by }, pathOf(this, channel, '/leave')))
})

When('{party} brings {receiver} into {string}', async function (this: ConcordWorld, by: string, guest: string, channel: string) {
  await bring(this, by, guest, channel)
})

Given('{party} has brought {receiver} into {string}', async function (this: ConcordWorld, by: string, guest: string, channel: string) {
  await done(bring(this, by, guest, channel))
})

/** What an outsider may try in a channel. */
const TRIALS: Readonly<Record<string, (world: ConcordWorld, by: string, channel: string) => Promise<unknown>>> = {
  join: (world, by, channel) => ask(world, { by }, pathOf(world, channel, '/join')),
  leave: (world, by, channel) => ask(world, { by }, pathOf(world, channel, '/leave')),
  read: async (world, by, channel) => world.call(await asParty(world, by), 'GET', pathOf(world, channel, '/messages')),
  'list the members of': async (world, by, channel) => world.call(await asParty(world, by), 'GET', pathOf(world, channel, '/members')),
  'write in': (world, by, channel) => write(world, { by }, channel, 'Hello'),
  'bring Sol into': (world, by, channel) => bring(world, by, 'Sol', channel),
}

When(
  new RegExp(`^(\\w+) tries to (${Object.keys(TRIALS).join('|')}) "([^"]+)"$`),
  async function (this: ConcordWorld, by: string, what: string, channel: string) {
    await TRIALS[what]?.(this, by, channel)
  },
)

Then('the members of {string} are {parties}', async function (this: ConcordWorld, channel: string, members: readonly string[]) {
  const listed = await membersOf(this, channel, 'Mallory')
  expect(listed.map(({ kind, id, name }) => ({ kind, id, name }))).to.deep.equal(members.map((name) => ({ ...partyOf(this, name), name })))
  expect((await found(this, 'Mallory')).find(({ name }) => name === channel)?.members).to.equal(members.length)
})

Then('the members of {string} are, as {party} sees it, {party} alone', async function (this: ConcordWorld, channel: string, reader: string, member: string) {
  expect((await membersOf(this, channel, reader)).map(({ name }) => name)).to.deep.equal([member])
  expect(await saidIn(this, channel, reader)).to.deep.equal([])
})

const onRecord = async (world: ConcordWorld, action: string, channel: string) =>
  (await recorded(world, action)).filter(({ details }) => (details as { channel?: string }).channel === channelsOf(world).opened.get(channel))

Then('on record {party} has joined {string} once', async function (this: ConcordWorld, member: string, channel: string) {
  const { id } = partyOf(this, member)
  expect((await onRecord(this, 'channel.joined', channel)).map(({ actor, subject }) => [actor, subject])).to.deep.equal([[id, id]])
})

Then('on record nobody has left {string}', async function (this: ConcordWorld, channel: string) {
  expect(await onRecord(this, 'channel.left', channel)).to.deep.equal([])
})

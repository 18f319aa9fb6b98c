import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { childOf } from '../support/child-platform'
import { recorded } from '../support/measurements'
import { invite, members } from '../support/membership'
import type { NamedOutcome } from '../support/parameter-types'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import type { Reply } from '../support/reply'
import { CHANNEL, channelId } from '../support/sending'
import type { ConcordWorld } from '../support/world'

/** Who was invited until storage was full, and who was refused. */
const stateOf = perScenario((): { invited: string[]; refused: string; replies: readonly Reply[] } => ({ invited: [], refused: '', replies: [] }))

/** So many more pages, of 4 KiB each, are all that the store may grow by. */
async function room(world: ConcordWorld, pages: number): Promise<void> {
  void world.platform
  await world.storage.limit(pages * 4_096)
}

Given('storage is full', async function (this: ConcordWorld) {
  await room(this, 0)
})

Given('there is room for {int} more pages', async function (this: ConcordWorld, pages: number) {
  await room(this, pages)
})

Given('storage is failing', async function (this: ConcordWorld) {
  void this.platform
  await this.storage.fail(true)
})

Given('storage works again', async function (this: ConcordWorld) {
  await this.storage.fail(false)
})

async function hold(world: ConcordWorld): Promise<() => Promise<void>> {
  const release = await (await childOf(world).database).hold()
  world.afterwards(release)
  return release
}

Given('another program holds the data for {duration}', async function (this: ConcordWorld, ms: number) {
  setTimeout(await hold(this), ms)
})

Given('another program holds the data', async function (this: ConcordWorld) {
  await hold(this)
})

Given('{person} was refused to invite {string} while another program held the data', async function (this: ConcordWorld, by: PersonName, name: string) {
  const release = await hold(this)
  await invite(this, by, { name, role: 'user' })
  await release()
  expect(this.reply.status, this.reply.text).to.equal(503)
})

Given('the platform runs in a process of its own, with little room left', PROCESSES, async function (this: ConcordWorld) {
  const child = childOf(this)
  await child.start(await (await child.database).limit(65_536))
})

async function inviteUntilFull(world: ConcordWorld): Promise<void> {
  const state = stateOf(world)
  for (let number = 1; number <= 500; number++) {
    const name = `Guest ${number}`
    await invite(world, 'Olivia', { name, role: 'user', email: `guest-${number}@example.com` })
    if (world.reply.status !== 201) {
      state.refused = name
      expect([world.reply.status, world.reply.json().code], world.reply.text).to.deep.equal([503, 'storage_unavailable'])
      return
    }
    state.invited.push(name)
  }
  throw new Error('storage never became full')
}

When('{person} invites people one after another until storage is full', PROCESSES, async function (this: ConcordWorld, _person: PersonName) {
  await inviteUntilFull(this)
})

Given('{person} has invited people one after another until storage was full', PROCESSES, async function (this: ConcordWorld, _person: PersonName) {
  await inviteUntilFull(this)
})

When(
  'at the same moment Olivia invites {string}, Sam sends {int} characters to Slack, and Olivia invites {string}',
  async function (this: ConcordWorld, one: string, length: number, other: string) {
    const invitation = (name: string) =>
      this.as('Olivia').call('POST', '/api/people', { body: { name, email: `${name.toLowerCase()}@example.com`, role: 'user' } })
    const message = { channel: channelId(CHANNEL), text: 'x'.repeat(length) }
    const all = [invitation(one), this.as('Sam').call('POST', '/api/integrations/slack/send', { body: message }), invitation(other)]
    stateOf(this).replies = await this.wait(Promise.all(all), 'all three answers')
  },
)

Then("only Sam's request fails because {failure}", function (this: ConcordWorld, { status, code }: NamedOutcome) {
  const told = stateOf(this).replies.map((reply) => (reply.status < 400 ? reply.status : `${reply.status} ${reply.json().code}`))
  expect(told).to.deep.equal([201, `${status} ${code}`, 201])
})

/** All members called a guest, from all pages. */
async function guests(world: ConcordWorld): Promise<readonly { name: string; id: string }[]> {
  const found: { name: string; id: string }[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path: string = `/api/people?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`
    const page = (await world.call(world.as('Olivia'), 'GET', path)).json<{ items: { name: string; id: string }[]; next_cursor: string | null }>()
    found.push(...page.items.filter(({ name }) => name.startsWith('Guest')))
    cursor = page.next_cursor
  }
  return found
}

Then('everybody who was invited is a member, and has one record in the audit trail', async function (this: ConcordWorld) {
  const found = await guests(this)
  expect(stateOf(this).invited).to.have.length.above(1)
  expect(found.map(({ name }) => name)).to.deep.equal(stateOf(this).invited)
  const ids = new Set(found.map(({ id }) => id))
  const records = (await recorded(this, 'person.invited')).filter(({ subject }) => ids.has(String(subject)))
  expect(records.map(({ subject }) => subject)).to.deep.equal(found.map(({ id }) => id))
})

Then('the last one is neither a member nor on record', async function (this: ConcordWorld) {
  const { invited, refused } = stateOf(this)
  expect((await guests(this)).filter(({ name }) => name === refused)).to.deep.equal([])
  const cast = (await members(this)).filter(({ name }) => !name.startsWith('Guest'))
  expect((await recorded(this, 'person.invited')).length, 'invitations on record').to.equal(cast.length + invited.length)
})

import { type DataTable, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { LiveReply } from '../support/api'
import type { PersonName } from '../support/cast'
import { jobPath } from '../support/coordinating'
import { perScenario } from '../support/per-scenario'
import type { ConcordWorld } from '../support/world'

interface Told {
  readonly type: string
  readonly data: { readonly task?: string; readonly status?: string }
}

const stateOf = perScenario((): { live: LiveReply | undefined; ended: boolean } => ({ live: undefined, ended: false }))

When('{person} follows the coordination', async function (this: ConcordWorld, person: PersonName) {
  const state = stateOf(this)
  const live = await this.wait(this.as(person).live('GET', `${await jobPath(this)}/events`), 'the line to open')
  expect(live.reply?.text, 'the events').to.equal(undefined)
  this.afterwards(async () => live.leave())
  state.live = live
  void live.ended.then(() => {
    state.ended = true
  })
  await this.clock.advance(0)
})

When('{person} tries to follow the coordination', async function (this: ConcordWorld, person: PersonName) {
  const { reply } = await this.wait(this.as(person).live('GET', `${await jobPath(this)}/events`), 'the line to open')
  if (reply !== undefined) this.take(reply)
})

/** What somebody was told so far, in a feature's words. */
async function told(world: ConcordWorld): Promise<readonly string[]> {
  await world.clock.advance(0)
  const { live } = stateOf(world)
  if (live === undefined) throw new Error('nobody follows the coordination')
  return live.events.map(({ data }) => wordsFor(JSON.parse(data) as Told))
}

function wordsFor({ type, data: { task, status } }: Told): string {
  const [about, what = ''] = type.split('.')
  const ending = status === undefined ? '' : ` ${status}`
  return `${about === 'task' ? task : 'the job'} ${what === 'started' || what === 'begun' ? 'began' : `${what}${ending}`}`
}

Then('{person} has been told of the coordination, in this order:', async function (this: ConcordWorld, _person: PersonName, table: DataTable) {
  expect(await told(this)).to.deep.equal(table.raw().flat())
})

Then('the last that {person} has been told of the coordination is {string}', async function (this: ConcordWorld, _person: PersonName, last: string) {
  expect((await told(this)).at(-1)).to.equal(last)
})

Then('nothing more will be told of it', async function (this: ConcordWorld) {
  await this.clock.advance(0)
  expect(stateOf(this).ended).to.equal(true)
})

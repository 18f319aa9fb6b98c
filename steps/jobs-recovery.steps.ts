import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { CoordinationStatus } from '../app/coordination/coordination'
import type { PersonName } from '../support/cast'
import { childOf } from '../support/child-platform'
import { beginJob, job, jobId, jobPath, tasksOf } from '../support/coordinating'
import { eventually } from '../support/eventually'
import { PROCESSES } from '../support/patience'
import { atOnce } from '../support/running'
import type { ConcordWorld } from '../support/world'

const A_WHILE_MS = 10_000

Given(
  /^(\w+) is waiting for these tasks to be done, and (.*) (?:has|have) begun:$/,
  PROCESSES,
  async function (this: ConcordWorld, person: PersonName, agents: string, table: DataTable) {
    await beginJob(this, person, tasksOf(this, table.hashes()))
    for (const agent of agents.split(' and ')) await eventually(() => this.fakes.voice(agent).asked[0], `a question of ${agent}`)
    await jobId(this)
  },
)

/** The job once it is so; meanwhile models that take their time go on speaking. */
const jobOnce = (world: ConcordWorld, status: CoordinationStatus) =>
  eventually(async () => {
    if ((await job(world)).status === status) return true
    await world.clock.advance(A_WHILE_MS)
    return undefined
  }, `a job that is ${status}`)

Given('the platform was killed and started again, and the coordination needs attention', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).kill()
  await childOf(this).restart()
  await jobOnce(this, 'needs_attention')
})

When('{person} retries the coordination', async function (this: ConcordWorld, person: PersonName) {
  const path = `${await jobPath(this)}/retry`
  this.take(await atOnce(this, this.as(person).call('POST', path), 'the answer to retry'))
  expect(this.reply.status, this.reply.text).to.equal(200)
})

Then('the coordination is {coordinationStatus} before long', PROCESSES, async function (this: ConcordWorld, status: CoordinationStatus) {
  await jobOnce(this, status)
})

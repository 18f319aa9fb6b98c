import { type DataTable, Given, Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { beginToSplit, type Delegated, listOf, willPlan } from '../support/delegating'
import { eventually } from '../support/eventually'
import { PROCESSES } from '../support/patience'
import { hasDone, inTheEnd } from '../support/voting'
import type { ConcordWorld } from '../support/world'

/** A task that is split while its platform is killed. */

/** Longer than it takes to kill a process. */
const SOME_TIME_MS = 20_000

Given(
  '{person} is waiting for {agentName}, whose plan is a part each for {agentNames}, and {agentName} is done',
  PROCESSES,
  async function (this: ConcordWorld, person: PersonName, coordinator: string, workers: readonly string[], done: string) {
    willPlan(this, coordinator, listOf(workers.map((worker) => ({ worker, task: `${worker}'s part` }))))
    for (const worker of workers) if (worker !== done) this.fakes.voice(worker).takes(SOME_TIME_MS)
    await beginToSplit(this, person, coordinator, { task: 'Move the office', workers: workers.map((worker) => this.agent(worker).id) })
    await hasDone(this, done)
    for (const worker of workers) await eventually(() => this.fakes.voice(worker).asked[0], `a question to ${worker}`)
  },
)

Then('the parts have come to this before long', PROCESSES, async function (this: ConcordWorld, table: DataTable) {
  const { status, parts: all } = await inTheEnd<Delegated>(this)
  expect(status).to.equal('completed')
  const rows = table.hashes().map(({ worker = '', 'came to': came, answer }) => ({ worker: this.agent(worker).id, came, answer }))
  expect(all.map(({ worker, status: came, response: answer }) => ({ worker, came, answer }))).to.deep.equal(rows)
})

import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { alertsTo, listenToAlerts } from '../support/alerts'
import type { AgentName, PersonName } from '../support/cast'
import { childOf } from '../support/child-platform'
import { eventually } from '../support/eventually'
import { runNextDoor } from '../support/neighbour'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { stopMs } from '../support/platform'
import { executions } from '../support/running'
import { allowStarts, forbidNotes } from '../support/starting'
import { actedOnWorkflow, startedWorkflow, stepOf, stepsIn, workflowOnce, workflowsOf } from '../support/workflows'
import type { ConcordWorld } from '../support/world'

const stateOf = perScenario((): { agent: string; step: number } => ({ agent: '', step: 0 }))

/** Waits until a step can come no further without time passing: its model, or a human, has been asked. */
async function underWay(world: ConcordWorld, attempt: number): Promise<void> {
  const { agent, step } = stateOf(world)
  await eventually(async () => {
    const { status } = await stepOf(world, step)
    const isAsked = status === 'running' && world.fakes.voice(agent).asked.length === attempt
    return isAsked || status === 'awaiting_approval' || undefined
  }, `step ${step} under way`)
}

Given('{person} has started the workflow up to step {int}:', async function (this: ConcordWorld, person: PersonName, step: number, table: DataTable) {
  await startedWorkflow(this, person, stepsIn(this, table))
  Object.assign(stateOf(this), { step, agent: table.hashes()[step - 1]?.agent })
  await underWay(this, 1)
})

Given(
  '{person} has started the workflow, whose first step ends without anybody noting it:',
  async function (this: ConcordWorld, person: PersonName, table: DataTable) {
    await forbidNotes(this)
    await startedWorkflow(this, person, stepsIn(this, table))
    await eventually(async () => (await executions(this))[0]?.status === 'completed' || undefined, 'the end of step 1')
  },
)

Given('the workflow has come to need attention', PROCESSES, async function (this: ConcordWorld) {
  await workflowOnce(this, 'in need of attention', ({ status }) => status === 'needs_attention')
})

Given('{agent} has begun', PROCESSES, async function (this: ConcordWorld, agent: AgentName) {
  await eventually(() => this.fakes.voice(agent).asked[0], `a question to ${agent}`)
})

Given('{person} has started the workflow up to the failure of its last step:', async function (this: ConcordWorld, person: PersonName, table: DataTable) {
  await startedWorkflow(this, person, stepsIn(this, table))
  const { failed_step } = await workflowOnce(this, 'failed', ({ status }) => status === 'failed')
  expect(failed_step).to.equal(table.hashes().length)
})

Given(/^the platform was killed and started again, and step \d has begun again$/, PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).kill()
  await childOf(this).restart()
  await underWay(this, 2)
})

Then('there was one execution interrupted and one completed', async function (this: ConcordWorld) {
  expect((await executions(this)).map(({ status }) => status)).to.deep.equal(['interrupted', 'completed'])
})

Given('the operator has stopped the platform and started it again', async function (this: ConcordWorld) {
  const stopped = this.platform.stop(stopMs(this.settings))
  await this.clock.advance(stopMs(this.settings))
  await this.wait(stopped, 'the platform to stop')
  await this.restart()
  await this.startRounds()
})

Then('{person} has been notified that the workflow needs attention, once', async function (this: ConcordWorld, person: PersonName) {
  await listenToAlerts(this, person, { fromTheBeginning: true })
  const told = await eventually(async () => {
    const alerts = (await alertsTo(this, person)).filter(({ type }) => type.startsWith('coordination.'))
    return alerts.length > 0 ? alerts : undefined
  }, 'an alert')
  expect(told.map(({ type, data }) => [type, data.coordination_id])).to.deep.equal([['coordination.needs_attention', workflowsOf(this).id]])
})

for (const [fate, silent] of [
  ['falls silent', true],
  ['lives on', false],
] as const)
  Given(
    `another platform on the same data has started {person}'s workflow, and ${fate}:`,
    async function (this: ConcordWorld, person: PersonName, table: DataTable) {
      await runNextDoor(this, { silent, begin: () => startedWorkflow(this, person, stepsIn(this, table)) })
    },
  )

When('{person} cancels the workflow, and {duration} pass', async function (this: ConcordWorld, person: PersonName, ms: number) {
  await actedOnWorkflow(this, person, 'cancel')
  await this.clock.advance(ms)
})

Given('its end can be noted again, and nobody has yet', async function (this: ConcordWorld) {
  await allowStarts(this)
})

import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { CoordinationStatus } from '../app/coordination/coordination'
import type { PersonName } from '../support/cast'
import { perScenario } from '../support/per-scenario'
import { startedWorkflow, workflowsOf } from '../support/workflows'
import type { ConcordWorld } from '../support/world'

interface Line {
  readonly workflow_id?: string
  readonly coordination_id?: string
  readonly kind?: string
  readonly status: CoordinationStatus
  readonly asked_by: string
}

/** The workflows that were started, in order, and what was listed last. */
const listsOf = perScenario((): { readonly started: string[]; listed: readonly Line[] } => ({ started: [], listed: [] }))

Given(
  '{person} has started {int} workflows of one step for {agentName}',
  async function (this: ConcordWorld, person: PersonName, count: number, agent: string) {
    for (let begun = 0; begun < count; begun += 1) {
      await startedWorkflow(this, person, [{ agent_id: this.agent(agent).id, action: 'draft' }])
      listsOf(this).started.push(workflowsOf(this).id ?? '')
    }
  },
)

/** Reads a list to its end, as its own links lead. */
async function list(world: ConcordWorld, person: PersonName, address: string): Promise<void> {
  const listed: Line[] = []
  for (let path: string | undefined = address; path !== undefined; ) {
    const { status, json, headers } = await world.call(world.as(person), 'GET', path)
    if (status !== 200) return
    listed.push(...json<{ items: readonly Line[] }>().items)
    path = /<([^>]+)>; rel="next"/.exec(String(headers.link ?? ''))?.[1]
  }
  listsOf(world).listed = listed
}

When('{person} lists the workflows', async function (this: ConcordWorld, person: PersonName) {
  await list(this, person, '/api/workflows')
})

When('{person} lists the workflows, {int} at a time', async function (this: ConcordWorld, person: PersonName, limit: number) {
  await list(this, person, `/api/workflows?limit=${limit}`)
})

When('{person} lists the workflows that are {coordinationStatus}', async function (this: ConcordWorld, person: PersonName, status: CoordinationStatus) {
  await list(this, person, `/api/workflows?status=${status}`)
})

When('{person} lists the coordinations of the kind {string}', async function (this: ConcordWorld, person: PersonName, kind: string) {
  await list(this, person, `/api/coordinations?kind=${kind}`)
})

Then("{person}'s {int} workflows are listed, the latest first", function (this: ConcordWorld, person: PersonName, count: number) {
  const { started, listed } = listsOf(this)
  expect(started).to.have.lengthOf(count)
  expect(listed.map(({ workflow_id }) => workflow_id)).to.deep.equal(started.toReversed())
  expect(new Set(listed.map(({ asked_by }) => asked_by))).to.deep.equal(new Set([this.member(person).id]))
})

Then('one coordination is listed, which is {coordinationStatus}', function (this: ConcordWorld, status: CoordinationStatus) {
  expect(listsOf(this).listed.map((line) => ({ kind: line.kind, status: line.status }))).to.deep.equal([{ kind: 'parallel', status }])
})

Then('nothing is listed', function (this: ConcordWorld) {
  expect(this.reply.status, this.reply.text).to.equal(200)
  expect(listsOf(this).listed).to.deep.equal([])
})

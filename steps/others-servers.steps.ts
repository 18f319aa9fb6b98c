import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { childOf } from '../support/child-platform'
import { eventually } from '../support/eventually'
import { installationOf } from '../support/installation'
import {
  addAtTwo,
  doneElsewhere,
  emptyServer,
  endServer,
  KEEPER_NAMES,
  type KeeperName,
  keepTasksBy,
  keepValues,
  keptTasks,
  NO_SERVER_WORDS,
  NO_SERVERS,
  type NoServer,
  nextForTwo,
  readValue,
  valuesServer,
} from '../support/others-servers'
import { PROCESSES } from '../support/patience'
import type { ConcordWorld } from '../support/world'

Given(new RegExp(`^tasks are kept by (${KEEPER_NAMES.join('|')})$`), function (this: ConcordWorld, name: KeeperName) {
  keepTasksBy(this, name)
})

Given('values are kept by a Redis server that others wrote', PROCESSES, async function (this: ConcordWorld) {
  await keepValues(this)
})

Given('stand-ins take the place of the servers', function (this: ConcordWorld) {
  this.set('CONCORD_BACKPLANE', 'mcp')
  this.set('USE_MOCK_MCP', 'true')
})

Then('at the server {texts} is/are still to be done', PROCESSES, async function (this: ConcordWorld, titles: readonly string[]) {
  const open = (await keptTasks(this)).filter(({ done }) => !done)
  expect(open.map(({ title }) => title)).to.deep.equal(titles)
})

Then('at the server {string} is done', PROCESSES, async function (this: ConcordWorld, title: string) {
  expect((await keptTasks(this)).map((task) => [task.title, task.done])).to.deep.equal([[title, true]])
})

Given('the server has given {string} to two who asked it', PROCESSES, async function (this: ConcordWorld, title: string) {
  expect(await nextForTwo(this)).to.deep.equal([title, title])
})

Given('another assistant has done {string} at the server', PROCESSES, async function (this: ConcordWorld, title: string) {
  await doneElsewhere(this, title)
})

Given('the server has lost everything', PROCESSES, async function (this: ConcordWorld) {
  await endServer(this, { back: true })
  emptyServer(this)
})

Given('the server has died, and can be started again', PROCESSES, async function (this: ConcordWorld) {
  await endServer(this, { back: true })
})

Given('the server has died', PROCESSES, async function (this: ConcordWorld) {
  await endServer(this, { back: false })
})

Then(
  /^the server of values says that the breaker of "([^"]*)" is (\w+), after (\d+) failures$/,
  PROCESSES,
  async function (this: ConcordWorld, what: string, state: string, failures: number) {
    const told = JSON.parse(await readValue(this, `concord:breaker:${what}`)) as { state: string; failures: number }
    expect({ state: told.state, failures: told.failures }).to.deep.equal({ state, failures: Number(failures) })
  },
)

When(
  'two platforms on the same data add {int} tasks each to {string} at the same moment',
  PROCESSES,
  async function (this: ConcordWorld, count: number, queue: string) {
    await addAtTwo(this, queue, count)
  },
)

Then('the server keeps {int} tasks', PROCESSES, async function (this: ConcordWorld, count: number) {
  expect((await keptTasks(this)).length).to.equal(count)
})

Then('the platform says that it is not ready because of {string}', async function (this: ConcordWorld, setting: string) {
  const reason = await eventually(() => this.platform.parts.notReady()?.message, 'a platform that is not ready')
  expect(reason).to.include(setting)
})

// Choosing

const onServer = (server: string) => ({ CONCORD_BACKPLANE: 'mcp', CONCORD_MCP_TASKS: server })

When('the operator tries to start the platform on a setting without a program', PROCESSES, async function (this: ConcordWorld) {
  await installationOf(this).tryToStart(onServer('FILE_PATH=/tmp/tasks'))
})

Then('it does not start, because {string} names neither an address nor a program', function (this: ConcordWorld, setting: string) {
  const sentence = `${setting} must be an address that begins with http:// or https://, or a program with its arguments`
  expect(installationOf(this).refusal).to.equal(sentence)
})

function choose(world: ConcordWorld, server: string): void {
  for (const [name, value] of Object.entries(onServer(server))) world.set(name, value)
}

Given(new RegExp(`^tasks are to be kept by (${NO_SERVER_WORDS.join('|')})$`), function (this: ConcordWorld, words: NoServer) {
  choose(this, NO_SERVERS[words])
})

Given('tasks are to be kept by a server that keeps values alone', PROCESSES, async function (this: ConcordWorld) {
  choose(this, await valuesServer(this))
})

Then('the platform has ended in failure, saying at last that no server answers', function (this: ConcordWorld) {
  const { exit, output } = childOf(this)
  expect(exit, output).to.deep.equal({ code: 2, signal: null })
  expect(output.trimEnd().split('\n').at(-1)).to.match(/^CONCORD_MCP_TASKS names no MCP server that answers \(.+\)$/)
})

When('the operator tries to start the platform on stand-ins and on a program that is not there', async function (this: ConcordWorld) {
  await installationOf(this).tryToStart({ ...onServer(NO_SERVERS['a program that is not there']), USE_MOCK_MCP: 'true' })
})

Then('it has said that stand-ins are in place of servers', function (this: ConcordWorld) {
  expect(childOf(this).output).to.match(/^Concord is listening at .*, with STAND-INS in place of MCP servers$/m)
})

import { rmSync, statSync } from 'node:fs'
import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { childOf } from '../support/child-platform'
import { EARLIER_SEND, failOnce, installEarlier } from '../support/earlier-people'
import { contentOf, missingFrom, VERSION_NAMES, type VersionName } from '../support/earlier-version'
import { PROCESSES } from '../support/patience'
import { perScenario } from '../support/per-scenario'
import { fileOf, filesLike, nameOfData, typed } from '../support/safekeeping'
import type { ConcordWorld } from '../support/world'

const earlier = perScenario((): { content: ReturnType<typeof contentOf> } => ({ content: new Map() }))

/** Made when the step runs; what is stored then is remembered. */
function install(world: ConcordWorld, version: VersionName): void {
  installEarlier(world, version)
  earlier(world).content = contentOf(childOf(world).databasePath)
}

Given(new RegExp(`^an installation with data from the time of (${VERSION_NAMES.join('|')})$`), function (this: ConcordWorld, version: VersionName) {
  install(this, version)
})

Given('a backup {string} with data from the time of coordination', PROCESSES, async function (this: ConcordWorld, name: string) {
  install(this, 'coordination')
  await typed(this, `concord backup ${name}`)
  earlier(this).content = withNumbersRaised(earlier(this).content)
  for (const file of filesLike(this, nameOfData(this))) if (!file.endsWith('.key')) rmSync(fileOf(this, file))
})

/** A restore gives no number of a lease a second time. */
const withNumbersRaised = (content: ReturnType<typeof contentOf>): ReturnType<typeof contentOf> =>
  new Map([...content].map(([table, rows]) => [table, table === 'resource' ? rows.map((row) => ({ ...row, fencing: Number(row.fencing) + 1_000_000 })) : rows]))

When('the operator starts the platform where there is no room for a copy', PROCESSES, async function (this: ConcordWorld) {
  const child = childOf(this)
  await child.start({ largestFile: statSync(child.databasePath).size / 2 })
})

Given('the last change of the upgrade was made to fail once', PROCESSES, async function (this: ConcordWorld) {
  await failOnce(childOf(this))
  expect(contentOf(childOf(this).databasePath)).to.deep.equal(earlier(this).content)
})

Then('everything that was stored is as it was', function (this: ConcordWorld) {
  const { content } = earlier(this)
  const rows = [...content.values()].reduce((sum, each) => sum + each.length, 0)
  expect(rows).to.be.above(15)
  expect(missingFrom(contentOf(childOf(this).databasePath), content)).to.deep.equal([])
})

Given('the operator has started the platform', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).start({ cold: true })
})

Then('what Uma sent long before counts as sent', async function (this: ConcordWorld) {
  const send = await this.as('Uma').call('GET', `/api/integrations/sends/${EARLIER_SEND}`)
  expect([send.status, send.json().status], send.text).to.deep.equal([200, 'sent'])
})

Then('the copy from before the upgrade holds exactly what was stored', function (this: ConcordWorld) {
  const [copy, ...more] = filesLike(this, `${nameOfData(this)}.before-`)
  expect(more).to.deep.equal([])
  expect(contentOf(fileOf(this, copy ?? ''))).to.deep.equal(earlier(this).content)
  expect((statSync(fileOf(this, copy ?? '')).mode & 0o777).toString(8)).to.equal('600')
})

Then('the platform has ended in failure, saying at last that no copy could be kept', function (this: ConcordWorld) {
  const { exit, output, databasePath } = childOf(this)
  expect(exit, output).to.deep.equal({ code: 2, signal: null })
  const said = output.trimEnd().split('\n').at(-1)
  expect(said).to.include(
    `the database ${databasePath} has to be upgraded, and was left as it is because no copy of it could be kept first as ${databasePath}.before-`,
  )
})

Then('the data is that of the earlier version still', function (this: ConcordWorld) {
  expect(contentOf(childOf(this).databasePath)).to.deep.equal(earlier(this).content)
  expect(filesLike(this, `${nameOfData(this)}.before-`)).to.deep.equal([])
})

Then('no copy from before an upgrade lies beside the data', function (this: ConcordWorld) {
  expect(filesLike(this, `${nameOfData(this)}.before-`)).to.deep.equal([])
})

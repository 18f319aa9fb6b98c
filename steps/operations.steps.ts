import { chmodSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { childOf } from '../support/child-platform'
import { installationOf, makeDataFile, TROUBLES, takePort } from '../support/installation'
import { PROCESSES } from '../support/patience'
import type { ConcordWorld } from '../support/world'

Given('an installation without data', function (this: ConcordWorld) {
  childOf(this, { empty: true })
})

/** How long the platform, told to stop, waits for what is under way. */
Given('the operator gives running work {int} second(s) to finish', function (this: ConcordWorld, seconds: number) {
  this.set('CONCORD_STOP_SECONDS', String(seconds))
})

Given('these settings', function (this: ConcordWorld, table: DataTable) {
  for (const [name = '', value = ''] of table.raw()) this.set(name, value)
})

Given('its data is to be kept in memory alone', function (this: ConcordWorld) {
  this.set('DATABASE_URL', 'sqlite::memory:')
})

Given('a machine with Node {string}', function (this: ConcordWorld, version: string) {
  const preload = join(dirname(childOf(this).databasePath), 'node-version.cjs')
  writeFileSync(preload, `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })\n`)
  this.set('NODE_OPTIONS', `--require ${preload}`)
})

Given('another program listens where the platform is to', async function (this: ConcordWorld) {
  await takePort(this)
})

Given(new RegExp(`^the data file of an installation (${Object.keys(TROUBLES).join('|')})$`), function (this: ConcordWorld, trouble: keyof typeof TROUBLES) {
  const { file } = installationOf(this)
  makeDataFile(file)
  TROUBLES[trouble](file)
})

Given('the data shall be kept inside of a file', function (this: ConcordWorld) {
  const { file, settings } = installationOf(this)
  writeFileSync(file, 'not a folder')
  settings.DATABASE_URL = `sqlite:${file}/deeper/concord.db`
})

Given('the secret key of an installation is damaged', function (this: ConcordWorld) {
  writeFileSync(`${installationOf(this).file}.key`, 'only half of i', { mode: 0o600 })
})

Given('the secret key of an installation can be read by everybody', function (this: ConcordWorld) {
  const key = `${installationOf(this).file}.key`
  writeFileSync(key, Buffer.alloc(32, 7).toString('base64'))
  chmodSync(key, 0o644)
})

When('the operator tries to start the platform', async function (this: ConcordWorld) {
  await installationOf(this).tryToStart()
})

When('the operator tries to start the platform with {string} set to {string}', async function (this: ConcordWorld, name: string, value: string) {
  await installationOf(this).tryToStart({ [name]: value })
})

When('the operator starts the platform', PROCESSES, async function (this: ConcordWorld) {
  await childOf(this).start({ cold: true })
})

Then('it does not start, saying {string}', function (this: ConcordWorld, sentence: string) {
  const { refusal } = installationOf(this)
  const open = sentence.endsWith('…')
  expect(open ? `${refusal.slice(0, sentence.length - 1)}…` : refusal).to.equal(sentence)
  expect(refusal, 'one sentence').not.to.match(/\n\s*at /)
})

Then('nothing was written', function (this: ConcordWorld) {
  const { before, now } = installationOf(this)
  expect(Object.keys(now), 'files').to.deep.equal(Object.keys(before))
  for (const [file, content] of Object.entries(now)) expect(content === before[file], `${file} is as it was`).to.equal(true)
})

Then('the data file is the same, to the last byte', function (this: ConcordWorld) {
  const { before, now } = installationOf(this)
  expect(Object.keys(before)).to.deep.equal(['concord.db'])
  expect(now).to.deep.equal(before)
})

Then('the platform takes work', async function (this: ConcordWorld) {
  const child = childOf(this)
  expect(child.exit, child.output).to.equal(undefined)
  const { status, text } = await child.api({}).call('GET', '/readyz')
  expect({ status, text }).to.deep.equal({ status: 200, text: '{"status":"ok"}' })
})

Then(/^the platform has ended in failure, saying only "(.*)"$/, function (this: ConcordWorld, sentence: string) {
  const { exit, output } = childOf(this)
  expect({ exit, output }).to.deep.equal({ exit: { code: 2, signal: null }, output: `${sentence}\n` })
})

Then('no data was made', async function (this: ConcordWorld) {
  expect(await childOf(this).data.exists()).to.equal(false)
})

Then('the platform has ended in failure, saying at last {string}', function (this: ConcordWorld, sentence: string) {
  const { exit, output } = childOf(this)
  expect({ exit, said: output.trimEnd().split('\n').at(-1) }).to.deep.equal({ exit: { code: 2, signal: null }, said: sentence })
})

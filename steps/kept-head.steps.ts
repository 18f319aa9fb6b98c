import { mkdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { hold, keepInFile, keptHead, LINES, letGo, notKept, refusalOf, tookToBegin, tryToBegin, warnings } from '../support/kept-head'
import { PROCESSES } from '../support/patience'
import { lastOf } from '../support/storage/storage'
import { crimeOf, tamper } from '../support/tampering'
import { caughtUp, headFile } from '../support/verification'
import type { ConcordWorld } from '../support/world'

Given('the head of the audit trail is kept in a file of its own', async function (this: ConcordWorld) {
  await keepInFile(this)
})

Given('another platform is just keeping its head', function (this: ConcordWorld) {
  hold(this)
})

Given('the platform was stopped, and another platform is just keeping its head', async function (this: ConcordWorld) {
  await this.restart()
  hold(this)
})

Given('the other platform is done', function (this: ConcordWorld) {
  letGo(this)
})

When('the other platform is done, and {duration} pass', async function (this: ConcordWorld, ms: number) {
  letGo(this)
  await this.clock.advance(ms)
})

/** Once it tells of the last record: otherwise the platform may put it there again. */
Given('Mallory has removed the kept head', async function (this: ConcordWorld) {
  await caughtUp(this)
  rmSync(headFile(this))
})

Given('Mallory has written something else over the kept head', function (this: ConcordWorld) {
  writeFileSync(headFile(this), 'Dear diary')
})

/** A folder stands where the head is kept: no user of the machine can write a file over it. */
Given('the place of the kept head can no longer be written', function (this: ConcordWorld) {
  renameSync(headFile(this), `${headFile(this)}-away`)
  mkdirSync(headFile(this))
})

Given('the place of the kept head can be written again', function (this: ConcordWorld) {
  rmdirSync(headFile(this))
  renameSync(`${headFile(this)}-away`, headFile(this))
})

/** A folder stands where the next head is drafted, for the same reason. */
Given('the platform was stopped, and the kept head can only be read', async function (this: ConcordWorld) {
  await this.restart()
  mkdirSync(`${headFile(this)}.draft`)
})

Given(/^the platform was stopped, and Mallory has removed the kept head( and every record)?$/, async function (this: ConcordWorld, records: string | null) {
  await this.restart()
  rmSync(headFile(this))
  if (records !== null) await tamper(this.data, 'removes every record')
  crimeOf(this).last = records === null ? (await lastOf(this.data)).seq : 0
})

When('the platform tries to make its rounds', async function (this: ConcordWorld) {
  await tryToBegin(this)
})

When('{person} has the audit trail verified', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', '/api/audit/verify')
})

Then('it does not begin, because the head of the audit trail cannot be kept', function (this: ConcordWorld) {
  expect(refusalOf(this).slice(0, notKept(this).length)).to.equal(notKept(this))
})

Then('it has begun after {duration}', function (this: ConcordWorld, ms: number) {
  expect([refusalOf(this), tookToBegin(this)]).to.deep.equal(['it has begun', ms])
})

Then('the kept head tells of the last record', PROCESSES, async function (this: ConcordWorld) {
  await caughtUp(this)
})

Then('the log tells of no trouble', function (this: ConcordWorld) {
  expect(warnings(this)).to.deep.equal([])
})

Then('the kept head still tells of the record that was the last', function (this: ConcordWorld) {
  expect(keptHead(this).seq).to.equal(crimeOf(this).last)
})

Then('the kept head can be read by its owner alone', function (this: ConcordWorld) {
  expect(statSync(headFile(this)).mode & 0o777).to.equal(0o600)
})

Then(new RegExp(`^the log tells once that (${Object.keys(LINES).join('|')})$`), function (this: ConcordWorld, what: keyof typeof LINES) {
  const line = LINES[what](this)
  expect(warnings(this, line)).to.deep.equal([line])
})

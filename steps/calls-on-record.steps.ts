import { type DataTable, Then } from '@cucumber/cucumber'
import { expect } from 'chai'
import { callsOnRecord } from '../support/calls-on-record'
import type { ConcordWorld } from '../support/world'

Then('the question is on record as', async function (this: ConcordWorld, table: DataTable) {
  expect(await callsOnRecord(this)).to.deep.equal(table.hashes())
})

Then('{int} questions are on record', async function (this: ConcordWorld, count: number) {
  expect(await callsOnRecord(this)).to.have.lengthOf(count)
})

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { generateMessages } from '@cucumber/gherkin'
import { IdGenerator, SourceMediaType } from '@cucumber/messages'
import { readCatalogue, statementsOf } from './catalogue'
import { writtenFindings } from './guard'
import { createRunRecord } from './record'
import { skeletonOf } from './skeleton'

const catalogue = readCatalogue(join(__dirname, '../../features/requirements.yaml'))
const OPTIONS = { includeSource: true, includeGherkinDocument: true, includePickles: true, defaultDialect: 'en', newId: IdGenerator.incrementing() }

test('every statement of the catalogue has a skeleton in which nothing is wrong but that it is to be filled in', () => {
  const run = createRunRecord()
  for (const { id } of statementsOf(catalogue)) {
    const { text } = skeletonOf(id, catalogue, [])
    for (const message of generateMessages(text, `${id}.feature`, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, OPTIONS)) run.take(message)
  }
  const findings = writtenFindings({ ...catalogue, open: [] }, run, { whole: false })
  assert.deepEqual(
    findings.filter(({ kind }) => kind !== 'unfilled'),
    [],
  )
  const unfilled = new Set(findings.map(({ where }) => where?.replace(/\.feature.*/, '')))
  assert.equal(unfilled.size, statementsOf(catalogue).length)
})

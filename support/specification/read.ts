import { globSync, readFileSync } from 'node:fs'
import { generateMessages } from '@cucumber/gherkin'
import { IdGenerator, SourceMediaType } from '@cucumber/messages'
import { createRunRecord, type RunRecord } from './record'

const OPTIONS = { includeSource: true, includeGherkinDocument: true, includePickles: true, defaultDialect: 'en' }

/** Reads every feature file, as a run that runs nothing. */
export function readFeatures(): RunRecord {
  const run = createRunRecord()
  const newId = IdGenerator.incrementing()
  for (const path of globSync('features/**/*.feature').sort()) {
    const messages = generateMessages(readFileSync(path, 'utf8'), path, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, { ...OPTIONS, newId })
    for (const message of messages) run.take(message)
  }
  return run
}

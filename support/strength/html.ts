import { readFileSync } from 'node:fs'
import type { MutantResult, MutantStatus, MutationTestResult } from 'mutation-testing-report-schema/api'
import type { Example } from './examples'
import { counted } from './exclusions'
import type { Mutated } from './mutants'
import { TARGET } from './parts'
import type { Result, Results } from './results'

const STATUS: Readonly<Record<Result['status'], MutantStatus>> = { caught: 'Killed', survived: 'Survived', uncovered: 'NoCoverage' }

/** Stryker's own report: every file with what was tried in it. One file that needs nothing else. */
export function reportPage(files: readonly Mutated[], results: Results, examples: readonly Example[]): string {
  const report = JSON.stringify(reportOf(files, results, examples)).replaceAll('<', '\\u003c')
  const elements = readFileSync(require.resolve('mutation-testing-elements/dist/mutation-test-elements.js'), 'utf8')
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Strength of the specification</title>
<script>${elements.replaceAll('</script', '<\\/script')}</script></head>
<body><mutation-test-report-app title-postfix="Concord"></mutation-test-report-app>
<script>document.querySelector('mutation-test-report-app').report = ${report}</script></body>
</html>
`
}

function reportOf(files: readonly Mutated[], results: Results, examples: readonly Example[]): MutationTestResult {
  const tried = files.filter(({ mutants }) => mutants.some((mutant) => results.of(mutant) !== undefined))
  const tests = Map.groupBy(examples, ({ id }) => id.replace(/:\d+$/, ''))
  return {
    schemaVersion: '2',
    thresholds: { high: TARGET, low: 70 },
    files: Object.fromEntries(tried.map((file) => [file.file, { language: 'typescript', source: file.source, mutants: mutantsOf(file, results) }])),
    testFiles: Object.fromEntries(
      [...tests].map(([file, some]) => [
        file,
        { tests: some.map(({ id, hash, title }) => ({ id: hash, name: title, location: { start: { line: lineOf(id), column: 1 } } })) },
      ]),
    ),
  }
}

const lineOf = (id: string): number => Number(id.slice(id.lastIndexOf(':') + 1))

const mutantsOf = (file: Mutated, results: Results): MutantResult[] =>
  counted(file.mutants).flatMap((mutant) => {
    const result = results.of(mutant)
    if (result === undefined) return []
    const { id, mutator, replacement, start, end } = mutant
    return {
      ...{ id, mutatorName: mutator, replacement, location: { start, end }, status: STATUS[result.status] },
      ...(result.by ? { killedBy: [result.by] } : {}),
      coveredBy: [...result.tried, ...(result.by ? [result.by] : [])],
      ...(result.message ? { statusReason: result.message } : {}),
    }
  })

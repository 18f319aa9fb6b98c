import { type Pickle, TestStepResultStatus } from '@cucumber/messages'
import type { Query } from '@cucumber/query'
import type { Catalogue } from './catalogue'
import type { Finding, FindingKind } from './finding'
import type { RunRecord, Verdict } from './record'

const UNFIT: ReadonlyMap<TestStepResultStatus, FindingKind> = new Map([
  [TestStepResultStatus.UNDEFINED, 'undefined'],
  [TestStepResultStatus.PENDING, 'pending'],
  [TestStepResultStatus.AMBIGUOUS, 'ambiguous'],
])

/** Whether every file could be read, and every example says something. */
export function* readingFindings(run: RunRecord): Generator<Finding> {
  for (const { source, message } of run.parseErrors)
    yield { kind: 'unreadable-file', where: `${source.uri}:${source.location?.line ?? 1}`, message: message.split('\n')[0] ?? message }
  for (const pickle of run.query.findAllPickles())
    if (pickle.steps.length === 0) yield { kind: 'no-steps', where: placeOf(pickle, run.query), message: pickle.name, pickleId: pickle.id }
}

/** Whether what was selected was really run and really checked; cucumber's own verdict lets much of this pass. */
export function* outcomeFindings(catalogue: Catalogue, run: RunRecord, verdicts: readonly Verdict[]): Generator<Finding> {
  for (const { name, expression } of run.query.findAllUndefinedParameterTypes()) yield { kind: 'unknown-parameter', message: `{${name}} in "${expression}"` }
  for (const pickle of run.retried) yield { kind: 'retried', where: placeOf(pickle, run.query), message: pickle.name, pickleId: pickle.id }
  for (const verdict of verdicts) yield* verdictFindings(verdict, catalogue, run.query)
  yield* runFindings(run, verdicts)
}

/** Steps that could not be tried, examples that were not run to their end, and what kept the run from its own. */
export function* notRunFindings(run: RunRecord, verdicts: readonly Verdict[]): Generator<Finding> {
  for (const finding of verdicts.flatMap((verdict) => [...verdictFindings(verdict, { deviations: [] }, run.query)]))
    if (finding.kind !== 'skipped') yield finding
  yield* runFindings(run, verdicts)
}

/** Where an example stands, as `file:line`. */
export const placeOf = (pickle: Pickle, query: Query): string => `${pickle.uri}:${query.findLocationOf(pickle)?.line ?? 1}`

function* verdictFindings({ pickle, started, status, outcome }: Verdict, { deviations }: Pick<Catalogue, 'deviations'>, query: Query): Generator<Finding> {
  const about = { where: placeOf(pickle, query), pickleId: pickle.id }
  if (outcome === 'passed' && deviations.some(({ example }) => example === pickle.name)) yield { kind: 'deviation-holds', message: pickle.name, ...about }
  if (status === undefined) yield { kind: 'not-run', message: pickle.name, ...about }
  if (outcome !== 'failed' || !started) return
  if (status === TestStepResultStatus.SKIPPED) yield { kind: 'skipped', message: pickle.name, ...about }
  for (const [{ testStepResult }, step] of query.findTestStepFinishedAndTestStepBy(started)) {
    const kind = UNFIT.get(testStepResult.status)
    const text = query.findPickleStepBy(step)?.text
    if (kind) yield { kind, message: text === undefined ? `a hook of "${pickle.name}"` : `${text}   (in "${pickle.name}")`, ...about }
  }
}

function* runFindings({ query, parseErrors }: RunRecord, verdicts: readonly Verdict[]): Generator<Finding> {
  const hooks = query.findAllTestRunHookFinished().filter(({ result }) => result.status !== TestStepResultStatus.PASSED)
  for (const { result } of hooks) yield { kind: 'hook-failed', message: result.exception?.message ?? result.message ?? result.status }
  const finished = query.findTestRunFinished()
  const complaint = finished?.exception?.message ?? finished?.message
  if (complaint !== undefined) yield { kind: 'not-finished', message: complaint }
  if (!finished && parseErrors.length === 0) yield { kind: 'not-finished', message: 'The run broke off before its end' }
  if (finished && verdicts.length === 0 && hooks.length === 0)
    yield { kind: 'nothing-selected', message: 'No example fits; a run that tests nothing proves nothing' }
}

import {
  type Envelope,
  type GherkinDocument,
  type ParseError,
  type Pickle,
  type TestCase,
  type TestCaseStarted,
  TestStepResultStatus,
} from '@cucumber/messages'
import { Query } from '@cucumber/query'
import type { Deviation } from './catalogue'

/** How one selected example ended. `deviated`: it was left out, or an engine did not keep it, as was declared. */
export interface Verdict {
  readonly pickle: Pickle
  readonly outcome: 'passed' | 'failed' | 'deviated'
  /** The worst result of its steps and hooks; undefined if it never finished. */
  readonly status: TestStepResultStatus | undefined
  readonly started: TestCaseStarted | undefined
}

/** All that a run said about itself. */
export interface RunRecord {
  take(envelope: Envelope): void
  readonly query: Query
  readonly documents: readonly GherkinDocument[]
  readonly parseErrors: readonly ParseError[]
  /** Pickles that were tried more than once. */
  readonly retried: readonly Pickle[]
  /** Lines of each feature file, by its path. */
  readonly lines: ReadonlyMap<string, number>
  verdicts(deviations: readonly Deviation[]): Verdict[]
}

export function createRunRecord(): RunRecord {
  const query = new Query()
  const documents: GherkinDocument[] = []
  const parseErrors: ParseError[] = []
  const testCases: TestCase[] = []
  const retried = new Set<Pickle>()
  const lines = new Map<string, number>()

  const pickleOf = ({ pickleId }: TestCase, pickles: ReadonlyMap<string, Pickle>): Pickle[] => {
    const pickle = pickles.get(pickleId)
    return pickle ? [pickle] : []
  }

  const take = (envelope: Envelope) => {
    query.update(envelope)
    if (envelope.source) lines.set(envelope.source.uri, envelope.source.data.trimEnd().split('\n').length)
    if (envelope.gherkinDocument) documents.push(envelope.gherkinDocument)
    if (envelope.parseError) parseErrors.push(envelope.parseError)
    if (envelope.testCase) testCases.push(envelope.testCase)
    const again = envelope.testCaseStarted && envelope.testCaseStarted.attempt > 0 ? query.findPickleBy(envelope.testCaseStarted) : undefined
    if (again) retried.add(again)
  }

  const verdicts = (deviations: readonly Deviation[]): Verdict[] => {
    const pickles = new Map(query.findAllPickles().map((pickle) => [pickle.id, pickle]))
    const attempts = new Map(query.findAllTestCaseStarted().map((started) => [started.testCaseId, started]))
    return testCases.flatMap((testCase) =>
      pickleOf(testCase, pickles).map((pickle) => {
        const started = attempts.get(testCase.id)
        const status = started && statusOf(query, started)
        return { pickle, started, status, outcome: outcomeOf(pickle, status, deviations) }
      }),
    )
  }

  return {
    take,
    query,
    documents,
    parseErrors,
    lines,
    get retried() {
      return [...retried]
    },
    verdicts,
  }
}

function statusOf(query: Query, started: TestCaseStarted): TestStepResultStatus | undefined {
  if (!query.findTestCaseFinishedBy(started)) return undefined
  return query.findMostSevereTestStepResultBy(started)?.status ?? TestStepResultStatus.PASSED
}

function outcomeOf(pickle: Pickle, status: TestStepResultStatus | undefined, deviations: readonly Deviation[]): Verdict['outcome'] {
  if (status === TestStepResultStatus.PASSED) return pickle.steps.length > 0 ? 'passed' : 'failed'
  const declared = deviations.find(({ example }) => example === pickle.name)
  const leftOut = status === TestStepResultStatus.SKIPPED || status === TestStepResultStatus.PENDING
  const notKept = status === TestStepResultStatus.FAILED && declared?.engine !== undefined
  return declared !== undefined && (leftOut || notKept) ? 'deviated' : 'failed'
}

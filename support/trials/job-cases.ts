import fc from 'fast-check'
import type { Maturity } from '../../app/agents/agent'

// Made-up jobs for several agents, what happens to them, and both in words.

export const LEVELS: Readonly<Record<AgentName, Maturity>> = { Ada: 'autonomous', Sol: 'supervised', Ines: 'intern' }
export type AgentName = 'Ada' | 'Sol' | 'Ines'
const NAMES: readonly AgentName[] = ['Ada', 'Sol', 'Ines']
/** By their complexity. */
const ACTIONS = ['search', 'chat', 'create', 'delete'] as const
const MOST_TASKS = 8
/** Few jobs take longer. */
const MOST_TURNS = 45

export interface Piece {
  readonly agent: AgentName
  readonly action: string
  /** Numbers of earlier ones, where they are tasks of a graph. */
  readonly after: readonly number[]
}

export type MadeUp =
  | { readonly kind: 'parallel'; readonly pieces: readonly Piece[]; readonly onFailure: 'isolate' | 'cancel_siblings'; readonly places: number }
  | { readonly kind: 'workflow'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'delegate'; readonly coordinator: AgentName; readonly workers: readonly AgentName[] }

export interface Happening<What extends string> {
  readonly what: What
  /** Which of those that it can be about. */
  readonly which: number
  readonly where: 0 | 1
  /** So many turns of the scheduler later. */
  readonly after: number
}

export interface JobCase<What extends string = string> {
  readonly job: MadeUp
  readonly happenings: readonly Happening<What>[]
  /** What humans do about all that is left. */
  readonly finally: 'approve' | 'cancel'
}

const piece = fc
  .record({ agent: fc.constantFrom(...NAMES), action: fc.constantFrom(...ACTIONS), after: fc.array(fc.integer({ min: 1, max: MOST_TASKS }), { maxLength: 2 }) })
  .map((made): Piece => made)

/** Only what is earlier can be needed. */
const ordered = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.map((made, index) => ({ ...made, after: [...new Set(made.after.filter((number) => number <= index))] }))

const graph = fc.record({
  kind: fc.constant('parallel' as const),
  pieces: fc.array(piece, { minLength: 3, maxLength: MOST_TASKS }).map(ordered),
  onFailure: fc.constantFrom('isolate' as const, 'cancel_siblings' as const),
  places: fc.integer({ min: 1, max: 3 }),
})
const steps = fc.record({ kind: fc.constant('workflow' as const), pieces: fc.array(piece, { minLength: 2, maxLength: 5 }) })
const delegated = fc.constantFrom(...NAMES).chain((coordinator) =>
  fc.record({
    kind: fc.constant('delegate' as const),
    coordinator: fc.constant(coordinator),
    workers: fc.array(fc.constantFrom(...NAMES.filter((name) => name !== coordinator)), { minLength: 1, maxLength: 4 }),
  }),
)
const madeUp = fc.oneof({ weight: 3, arbitrary: graph }, { weight: 1, arbitrary: steps }, { weight: 1, arbitrary: delegated })

/** Cases of these happenings; what is named more than once happens more often. */
export const someCases = <What extends string>(whats: readonly What[]): fc.Arbitrary<JobCase<What>> =>
  fc.record({
    job: madeUp,
    happenings: fc.array(
      fc.record({ what: fc.constantFrom(...whats), which: fc.nat(7), where: fc.constantFrom(0 as const, 1 as const), after: fc.nat(MOST_TURNS) }),
      {
        minLength: 1,
        maxLength: 9,
      },
    ),
    finally: fc.constantFrom('approve' as const, 'cancel' as const),
  })

/** Each text is said once: whatever says the same is the same piece of work. */
export const errand = (number: number): string => `errand ${number}: do it`

const inWords = ({ agent, action, after }: Piece, index: number): string =>
  `  ${index + 1} ${agent}: ${action}${after.length === 0 ? '' : `, after ${after.join(' and ')}`}`

function jobInWords(job: MadeUp): readonly string[] {
  switch (job.kind) {
    case 'parallel':
      return [`Tasks, ${job.places} at once, ${job.onFailure}:`, ...job.pieces.map(inWords)]
    case 'workflow':
      return ['A workflow:', ...job.pieces.map((step, index) => inWords({ ...step, after: [] }, index))]
    case 'delegate':
      return [`A task that ${job.coordinator} splits, a part for each of: ${job.workers.join(', ')}`]
  }
}

/** A case as one tells it. */
export const caseInWords = ({ job, happenings, finally: last }: JobCase): string =>
  [
    ...jobInWords(job),
    'Platform one leads it. What happens, and after how many turns:',
    ...happenings.map(({ what, which, where, after }) => `  ${after}: ${what} (the ${which + 1}. of them, at platform ${where === 0 ? 'one' : 'another'})`),
    `In the end humans ${last} all that is left.`,
  ].join('\n')

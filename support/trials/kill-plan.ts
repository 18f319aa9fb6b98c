import type { Random } from '../../app/shared/random'

/**
 * Steps that are each one unit of writing. An execution is asked for, approved, begun, written word by word, corrected, ended, remembered;
 * a coordination begun, led from turn to turn, taken over, cancelled; work handed on, that decided, declined; a lease asked for, renewed,
 * given back, and written under.
 */
export const STEPS = [
  'execution.begin',
  'execution.decide-proposal',
  'execution.start',
  'execution.append',
  'execution.turn',
  'execution.finish',
  'episode.record',
  'coordination.begin',
  'coordination.turn',
  'coordination.take-over',
  'coordination.cancel',
  'handoff.give',
  'handoff.decide-proposal',
  'handoff.decline',
  'resource.ask',
  'resource.renew',
  'resource.release',
  'state.write',
] as const
export type Step = (typeof STEPS)[number]

/** Where in a step: it has reached the writer; its transaction has begun; between its statements; before the commit; after it, before anybody is told. */
export const PHASES = ['before', 'begun', 'middle', 'precommit', 'committed'] as const
export type Phase = (typeof PHASES)[number]

/** A moment that the dying process itself recognises. */
export interface KillPoint {
  readonly step: Step
  readonly phase: Phase
  /** The how-manieth time that the step is reached. */
  readonly nth: number
  /** In the middle: after so many statements, or after the last if there are fewer. */
  readonly statement: number
}

/** One kill: at a point; at a moment of chance; or at a point while the work of a process that was killed before is being recovered. */
export type Kill =
  | { readonly kind: 'point'; readonly point: KillPoint }
  | { readonly kind: 'random'; readonly afterMs: number }
  | { readonly kind: 'recovering'; readonly point: KillPoint; readonly afterMs: number }

/** How far into its life a step's occurrence may be: those that are reached often are also met late. */
const LATEST: Readonly<Record<Step, number>> = {
  'execution.begin': 20,
  'execution.decide-proposal': 5,
  'execution.start': 4,
  'execution.append': 30,
  'execution.turn': 3,
  'execution.finish': 15,
  'episode.record': 10,
  'coordination.begin': 6,
  'coordination.turn': 20,
  'coordination.take-over': 2,
  'coordination.cancel': 2,
  'handoff.give': 6,
  'handoff.decide-proposal': 3,
  'handoff.decline': 3,
  'resource.ask': 6,
  'resource.renew': 2,
  'resource.release': 5,
  'state.write': 3,
}
const MOST_STATEMENTS = 8
const LONGEST_LIFE_MS = 700
const IN_RECOVERY = ['execution.finish', 'coordination.take-over'] as const satisfies readonly Step[]
/** A process that has lived so long leaves some executions running: not many. */
const SOME_LIFE_MS = 150
const MOST_LEFT_RUNNING = 3
/** Of a hundred kills so many are at named points, and so many in the middle of a recovery; the rest come when they come. */
const NAMED = 0.72
const RECOVERING = 0.1

const below = (random: Random, limit: number): number => Math.floor(random.next() * limit)

/** In an order of chance; the same seed gives the same order. */
export function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  const result = [...items]
  for (let index = result.length - 1; index > 0; index--) {
    const other = below(random, index + 1)
    const [one, another] = [result[index], result[other]]
    if (one !== undefined && another !== undefined) [result[index], result[other]] = [another, one]
  }
  return result
}

const pointAt = (step: Step, phase: Phase, random: Random, latest = LATEST[step]): KillPoint => ({
  step,
  phase,
  nth: 1 + below(random, latest),
  statement: 1 + below(random, MOST_STATEMENTS),
})

/** Every step with every phase: each step once before any comes again, and each time in another phase, beginning with one of chance. */
function everywhere(random: Random): readonly (readonly [Step, Phase])[] {
  const begun = STEPS.map((step) => [step, below(random, PHASES.length)] as const)
  return PHASES.flatMap((_phase, round) => begun.map(([step, first]) => [step, PHASES[(first + round) % PHASES.length] ?? PHASES[0]] as const))
}

/** How many processes die for it. */
export const deathsOf = (kill: Kill): number => (kill.kind === 'recovering' ? 2 : 1)

/** Kills of so many processes, in an order of chance: every step equally often and each time in another phase, recoveries, and moments of chance. */
export function planKills(deaths: number, random: Random): readonly Kill[] {
  const named = Math.floor(deaths * NAMED)
  const recovering = Math.floor((deaths * RECOVERING) / 2)
  const afterMs = () => below(random, LONGEST_LIFE_MS)
  const points = everywhere(random)
  const kills = [
    ...Array.from({ length: named }, (_, index): Kill => {
      const [step, phase] = points[index % points.length] ?? [STEPS[0], PHASES[0]]
      return { kind: 'point', point: pointAt(step, phase, random) }
    }),
    ...Array.from({ length: recovering }, (_, index): Kill => {
      const phase = PHASES[index % PHASES.length] ?? PHASES[0]
      const step = IN_RECOVERY[index % IN_RECOVERY.length] ?? IN_RECOVERY[0]
      return { kind: 'recovering', point: pointAt(step, phase, random, MOST_LEFT_RUNNING), afterMs: SOME_LIFE_MS + afterMs() / 2 }
    }),
    ...Array.from({ length: deaths - named - 2 * recovering }, (): Kill => ({ kind: 'random', afterMs: afterMs() })),
  ]
  return shuffled(kills, random)
}

/** As it is told to people. */
export function titleOf(kill: Kill): string {
  if (kill.kind === 'random') return `${kill.afterMs} ms after it listened`
  const { step, phase, nth, statement } = kill.point
  const where = phase === 'middle' ? `after statement ${statement} of` : phase
  return `${where} ${step} number ${nth}${kill.kind === 'recovering' ? `, recovering from a kill after ${Math.round(kill.afterMs)} ms` : ''}`
}

import fc from 'fast-check'
import { LEVELS, type Maturity } from '../../app/agents/agent'
import { NAMES } from './permission-model'

/** By the level that each has. */
export const CAST = { student: 'Stu', intern: 'Ines', supervised: 'Sol', autonomous: 'Ada' } as const satisfies Record<Maturity, string>

const level = fc.constantFrom(...LEVELS)
const name = fc.oneof(...NAMES.map((names) => fc.constantFrom(...names)))
const letters = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz_'), minLength: 1, maxLength: 12 })

/** Names that are known, names that only resemble one, and others. */
const action = fc.oneof(
  { weight: 8, arbitrary: name },
  { weight: 1, arbitrary: fc.tuple(name, fc.constantFrom('s', ' ', '.', '_')).map(([known, more]) => known + more) },
  { weight: 1, arbitrary: name.map((known) => known.toUpperCase()) },
  { weight: 1, arbitrary: letters },
  { weight: 1, arbitrary: fc.constantFrom('toString', '__proto__', 'constructor', 'поиск', '検索') },
)

export interface LookUpCase {
  readonly action: string
  /** One of them was stopped in this way before. */
  readonly stopped: Maturity | undefined
}
export const lookUpCases: fc.Arbitrary<LookUpCase> = fc.record({ action, stopped: fc.option(level, { nil: undefined }) })

export type Standing = 'active' | 'paused' | 'retired'
export interface WishCase {
  readonly action: string
  readonly level: Maturity
  readonly approval: boolean
  readonly standing: Standing
}
export const wishCases: fc.Arbitrary<WishCase> = fc.record({
  action,
  level,
  approval: fc.boolean(),
  standing: fc.constantFrom<Standing>('active', 'active', 'active', 'active', 'paused', 'retired'),
})

export interface ChainCase {
  readonly action: string
  readonly approval: boolean
  /** Of the agents through whose hands the work goes, in order; one above the giver's takes an approval. */
  readonly levels: readonly Maturity[]
  /** Places of those who lose a level afterwards, each once more as often as it is named. */
  readonly demoted: readonly number[]
}
export const chainCases: fc.Arbitrary<ChainCase> = fc
  .record({
    action,
    approval: fc.nat(3).map((n) => n === 0),
    first: fc.integer({ min: 1, max: 3 }),
    steps: fc.array(fc.constantFrom(0, 0, -1, 1), { maxLength: 4, size: 'max' }),
    demoted: fc.array(fc.nat(4), { maxLength: 3 }),
  })
  .map(({ first, steps, demoted, ...rest }) => {
    const levels = levelsFrom(first, steps)
    return { ...rest, levels, demoted: demoted.map((place) => place % levels.length) }
  })

/** Each is so much above or below who gave it the work. A student hands on nothing. */
function levelsFrom(first: number, steps: readonly number[]): readonly Maturity[] {
  const levels = [first]
  for (const step of steps) {
    const giver = levels.at(-1) ?? 0
    if (giver === 0) break
    levels.push(Math.min(giver + step, LEVELS.length - 1))
  }
  return levels.map((each) => LEVELS[each] ?? 'student')
}

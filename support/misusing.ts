import { keptFile } from './trying'
import type { ConcordWorld } from './world'

/** A wrong use of the command that tries the patterns: what is typed, and what the one sentence about it has to name. */
interface Misuse {
  readonly typed: readonly string[]
  readonly about: string
}

const option = (name: string, value: string, about = name): (() => Misuse) => {
  return () => ({ typed: [name, value], about })
}
const faults = (value: string, about: string) => option('--faults', value, about)

const MISUSES: Readonly<Record<string, (world: ConcordWorld) => Misuse>> = {
  'an unknown pattern': option('--pattern', 'telepathy'),
  'an unknown engine': option('--backplane', 'carrier-bird'),
  'no pattern at all': option('--pattern', ',', '--pattern selects nothing'),
  'no time for any promise': option('--timeout', '0', '--timeout must be a whole'),
  '101 promises at once': option('--parallel', '101', 'from 1 to 100'),
  'something unknown': () => ({ typed: ['--telepathy'], about: '--telepathy' }),
  'an engine of which no place is known': option('--backplane', 'postgres', 'needs DATABASE_URL=postgres://'),
  'figures in a folder that is not there': option('--keep', 'not-here/figures', '--keep not-here/figures'),
  'a comparison with figures that nobody kept': (world) => ({ typed: ['--baseline', keptFile(world)], about: keptFile(world) }),
  'errors in 6 and dropped connections in 5 of 10 uses': faults('error=0.6,drop=0.5', 'add up to more'),
  'crashes in 1 of 10 uses': faults('crash=0.1', 'not crash'),
  'errors often': faults('error=often', 'name=number'),
  'errors in no use': faults('error=0', 'makes nothing fail'),
  'errors in 1 of 10 uses': faults('error=0.1', 'production'),
}

/** What nobody can ask the command for, in a feature's words. */
export const MISUSE_WORDS = Object.keys(MISUSES)

export function misuse(world: ConcordWorld, words: string): Misuse {
  const made = MISUSES[words]
  if (made === undefined) throw new Error(`nobody knows how to ask for ${words}`)
  return made(world)
}

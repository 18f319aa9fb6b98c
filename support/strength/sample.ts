import { hash } from 'node:crypto'
import { keyOf, type Mutant } from './mutants'
import { partOf } from './parts'

/** Fewer say too little of a part. */
const LEAST = 30

/**
 * Mutants in an order of chance that depends on the seed and on each of them alone, in which every beginning is spread over the parts by their size.
 * The same seed draws the same mutants of files that have not changed.
 */
export function draw(mutants: readonly Mutant[], { seed, size }: { readonly seed: string; readonly size: number }): Mutant[] {
  const chance = (mutant: Mutant) => hash('sha256', `${seed} ${mutant.file} ${keyOf(mutant)}`)
  const byPart = Map.groupBy(mutants, ({ file }) => partOf(file).name)
  const drawn = [...byPart.values()].flatMap((part) => {
    const share = Math.min(part.length, Math.max(Math.min(LEAST, size), Math.round((part.length / mutants.length) * size)))
    const shuffled = part.map((mutant) => ({ mutant, by: chance(mutant) })).sort((one, other) => (one.by < other.by ? -1 : 1))
    return shuffled.slice(0, share).map(({ mutant }, i) => ({ mutant, at: (i + 0.5) / share }))
  })
  return drawn.sort((one, other) => one.at - other.at).map(({ mutant }) => mutant)
}

/** What is known of some mutants that belong together: of files that were tried whole, and of others by those drawn by chance. */
export interface Tally {
  readonly whole: { readonly mutants: number; readonly caught: number }
  readonly rest: { readonly mutants: number; readonly drawn: number; readonly caught: number }
}

/** Shares from 0 to 1; the interval holds the true one in 95 of 100 cases. */
export interface Score {
  readonly share: number
  readonly low: number
  readonly high: number
}

const Z = 1.96

/** The share of mutants that are caught; undefined while nothing is known of a part of them. */
export function scoreOf({ whole, rest }: Tally): Score | undefined {
  const all = whole.mutants + rest.mutants
  if (all === 0 || (rest.mutants > 0 && rest.drawn === 0)) return undefined
  const { share, low, high } = rest.mutants === 0 ? { share: 0, low: 0, high: 0 } : wilson(rest)
  const over = (ofRest: number) => (whole.caught + rest.mutants * ofRest) / all
  return { share: over(share), low: over(low), high: over(high) }
}

/** Wilson's interval, narrowed by how much of all was drawn. */
function wilson({ mutants, drawn, caught }: Tally['rest']): Score {
  const share = caught / drawn
  const left = Math.max(0, (mutants - drawn) / Math.max(1, mutants - 1))
  const z2 = Z ** 2 * left
  const middle = (share + z2 / (2 * drawn)) / (1 + z2 / drawn)
  const half = (Math.sqrt(z2) * Math.sqrt((share * (1 - share)) / drawn + z2 / (4 * drawn ** 2))) / (1 + z2 / drawn)
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** The score over several parts, each counted by its size; undefined while nothing is known of one of them. */
export function scoreOver(tallies: readonly Tally[]): Score | undefined {
  const sizes = tallies.map(({ whole, rest }) => whole.mutants + rest.mutants)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const scores = tallies.map(scoreOf)
  if (all === 0 || scores.some((score, i) => score === undefined && sizes[i] !== 0)) return undefined
  const share = scores.reduce((sum, score, i) => sum + ((score?.share ?? 0) * (sizes[i] ?? 0)) / all, 0)
  const variance = scores.reduce((sum, score, i) => sum + ((((score?.high ?? 0) - (score?.low ?? 0)) / (2 * Z)) * ((sizes[i] ?? 0) / all)) ** 2, 0)
  const half = Z * Math.sqrt(variance)
  return { share, low: Math.max(0, share - half), high: Math.min(1, share + half) }
}

import type { ModelEntry, ProviderSettings } from './route'

export const COMPLEXITIES = ['simple', 'moderate', 'complex', 'advanced'] as const
export type QueryComplexity = (typeof COMPLEXITIES)[number]

/** What is asked, as far as the choice of a model looks at it. */
export interface Query {
  readonly message: string
  /** Earlier messages of the conversation that the model is given. */
  readonly historyMessages: number
}

/** Which model answers, and why; kept with the execution. */
export interface ModelChoice {
  readonly model: string
  readonly complexity: QueryComplexity
  readonly reason: string
}

interface Sign {
  readonly unit: readonly [one: string, more: string]
  readonly count: (query: Query) => number
  /** From how many on a question is moderate, complex, advanced. */
  readonly from: readonly [moderate: number, complex: number, advanced: number]
}

/** Words that ask for thought; each counts once, as a whole word, in any case. */
const REASONING = [
  ...['analyse', 'analyze', 'argue', 'assess', 'calculate', 'compare', 'contrast', 'critique', 'debug', 'deduce', 'derive', 'design'],
  ...['diagnose', 'estimate', 'evaluate', 'explain', 'infer', 'justify', 'optimise', 'optimize', 'plan', 'prove', 'refactor', 'why'],
]
export const REASONING_WORDS: ReadonlySet<string> = new Set(REASONING)

/** The published table (AR-05.11; app/README.md shows it): the complexity of a question is the highest that any sign speaks for. */
export const COMPLEXITY_TABLE: readonly Sign[] = [
  { unit: ['character', 'characters'], count: ({ message }) => [...message].length, from: [200, 1_000, 4_000] },
  { unit: ['line of code', 'lines of code'], count: ({ message }) => linesOfCode(message), from: [1, 20, 100] },
  { unit: ['reasoning word', 'reasoning words'], count: ({ message }) => reasoningWords(message), from: [1, 3, 5] },
  { unit: ['earlier message', 'earlier messages'], count: ({ historyMessages }) => historyMessages, from: [6, 20, 60] },
]

/** Lines between fences of three backticks, without empty ones, and lines elsewhere with something between two backticks. */
function linesOfCode(message: string): number {
  let within = false
  let lines = 0
  for (const line of message.split('\n')) {
    if (line.trimStart().startsWith('```')) within = !within
    else if (within ? line.trim() !== '' : /`[^`]+`/.test(line)) lines += 1
  }
  return lines
}

const reasoningWords = (message: string): number => new Set((message.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => REASONING_WORDS.has(word))).size

/** How complex a question is, by the table, and the signs that say so. Pure. */
export function complexityOf(query: Query): { readonly complexity: QueryComplexity; readonly reason: string } {
  const told = COMPLEXITY_TABLE.map(({ unit: [one, more], count, from }) => {
    const found = count(query)
    return { rank: from.filter((least) => found >= least).length, words: `${found} ${found === 1 ? one : more}` }
  })
  const rank = Math.max(...told.map((sign) => sign.rank))
  const signs = told.filter((sign) => sign.rank === rank).map(({ words }) => words)
  return { complexity: COMPLEXITIES[rank] ?? 'advanced', reason: rank === 0 ? 'nothing speaks for more' : signs.join(', ') }
}

/** From what a model is chosen. */
export interface Offer {
  readonly providers: readonly ProviderSettings[]
  readonly models: readonly ModelEntry[]
}

type Rated = ModelEntry & { readonly quality: number }

/**
 * The cheapest model whose quality is enough for the question; ties go by configured order. A model that is named wins. Only models with a
 * quality, of a provider that is asked here, are chosen; without any it is the first provider's own. Pure.
 */
export function chooseModel(query: Query & { readonly named?: string | undefined }, { providers, models }: Offer): ModelChoice {
  const { complexity, reason } = complexityOf(query)
  const chosen = (model: string, why: string): ModelChoice => ({ model, complexity, reason: `The question is ${complexity} (${reason}). ${why}` })
  if (query.named !== undefined) return chosen(query.named, 'The model was named.')
  const rated = models.filter((model): model is Rated => model.quality !== undefined && providers.some(({ name }) => name === model.provider))
  const needed = COMPLEXITIES.indexOf(complexity) + 1
  const [cheapest] = byPrice(rated.filter(({ quality }) => quality >= needed))
  if (cheapest !== undefined) return chosen(cheapest.id, 'This is the cheapest model that is good enough.')
  const highest = Math.max(...rated.map(({ quality }) => quality))
  const [best] = byPrice(rated.filter(({ quality }) => quality === highest))
  if (best !== undefined) return chosen(best.id, 'No model is good enough; this is the best there is.')
  return chosen(providers[0]?.model ?? '', "No model is configured to choose from; this is the first provider's own.")
}

/** Cheapest first; what has no price comes last, and what costs the same stays in configured order. */
const byPrice = (models: readonly Rated[]): readonly Rated[] => models.toSorted((one, other) => Math.sign(priceOf(one) - priceOf(other)) || 0)

/** A million tokens each way; the sum is small enough for any two prices to be told apart. */
const priceOf = ({ price }: ModelEntry): number => (price === undefined ? Number.POSITIVE_INFINITY : price.input + price.output)

/** Chooses among what is configured. */
export const createChooser =
  (offer: Offer) =>
  (query: Query & { readonly named?: string | undefined }): ModelChoice =>
    chooseModel(query, offer)

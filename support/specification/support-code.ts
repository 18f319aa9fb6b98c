import { type IRunConfiguration, type ISupportCodeLibrary, loadSupport } from '@cucumber/cucumber/api'
import { createMatching } from './matching'

/** What cucumber's library holds beside what it publishes. */
interface Library extends ISupportCodeLibrary {
  readonly stepDefinitions: readonly Defined[]
}

interface Defined {
  readonly pattern: string | RegExp
  readonly expression: { readonly source: string }
  matchesStepName(text: string): boolean
}

/**
 * Loads what the examples are run with, as cucumber does. Cucumber would then try each of thousands of definitions on each step; these say the
 * same without being tried, where a word is missing that they need.
 */
export async function loadSupportCode(run: IRunConfiguration): Promise<ISupportCodeLibrary> {
  const library = (await loadSupport(run)) as Library
  const matching = createMatching(
    library.stepDefinitions.map((defined) => ({
      defined,
      pattern: typeof defined.pattern === 'string' ? ('expression' as const) : ('regular expression' as const),
      source: defined.expression.source,
      fits: defined.matchesStepName.bind(defined),
    })),
  )
  let last: { readonly text: string; readonly fitting: ReadonlySet<Defined> } | undefined
  const fittingOf = (text: string): ReadonlySet<Defined> => {
    if (last?.text !== text) last = { text, fitting: new Set(matching(text).map(({ defined }) => defined)) }
    return last.fitting
  }
  for (const defined of library.stepDefinitions) defined.matchesStepName = (text) => fittingOf(text).has(defined)
  return library
}

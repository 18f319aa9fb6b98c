import { defineParameterType } from '@cucumber/cucumber'
import { PERSON_NAMES, type PersonName } from './cast'
import { FAILURE_WORDS, type FailureWords, OUTCOMES, type Outcome } from './outcomes'

/** What a phrase in a feature means: words become things of the domain here, and nowhere else. */

const anyOf = (words: readonly string[]): string => words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')

defineParameterType({ name: 'person', regexp: new RegExp(anyOf(PERSON_NAMES)), transformer: (name) => name as PersonName })

/** A model provider, by the name of its fake. */
export type ProviderWord = 'openai' | 'anthropic'
defineParameterType({ name: 'provider', regexp: /OpenAI|Anthropic/, transformer: (name): ProviderWord => (name === 'OpenAI' ? 'openai' : 'anthropic') })

/** A failure in the user's words, as the exact outcome it stands for. */
export interface NamedOutcome extends Outcome {
  readonly words: FailureWords
}
defineParameterType({
  name: 'failure',
  regexp: new RegExp(anyOf(FAILURE_WORDS)),
  transformer: (words): NamedOutcome => ({ words: words as FailureWords, ...OUTCOMES[words as FailureWords] }),
})

const UNITS = { millisecond: 1, second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const

/** A length of time, in milliseconds. */
defineParameterType({
  name: 'duration',
  regexp: /(\d+(?:\.\d+)?) (millisecond|second|minute|hour|day)s?/,
  transformer: (count: string, unit: keyof typeof UNITS) => Math.round(Number(count) * UNITS[unit]),
})

/** `once`, `twice`, `3 times`, `never`. */
defineParameterType({
  name: 'times',
  regexp: /never|once|twice|\d+ times/,
  transformer: (words) => ({ never: 0, once: 1, twice: 2 })[words] ?? Number.parseInt(words, 10),
})

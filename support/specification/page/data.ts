import type { Part, ToldKind } from './story'

/** How an example ended in this run, by one letter: passed, failed, deviated as declared, not run. */
export type Result = 'p' | 'f' | 'd' | 'n'

/** All that the page shows. It stands in the page once, as JSON, and is drawn on demand: names are short only where there are thousands of them. */
export interface PageData {
  readonly run: RunFacts
  readonly families: readonly FamilyData[]
  readonly glossary: readonly (readonly [term: string, meaning: string])[]
  /** What somebody may look for, with the words that the examples use instead. */
  readonly synonyms: readonly (readonly [word: string, meant: readonly string[]])[]
  /** Each failure in the words of the features, with what the API answers. */
  readonly failures: readonly (readonly [words: string, code: string, status: number])[]
  readonly tags: Readonly<Record<string, string>>
  readonly features: readonly FeatureData[]
  readonly findings: readonly (readonly [heading: string, message: string])[]
  readonly changes?: Changes
  readonly strength?: StrengthData
}

export interface RunFacts {
  /** When, as `2026-11-21T12:00:00.000Z`. */
  readonly at: string
  readonly seconds: number
  /** What this run left out, in a sentence; absent for a whole one. */
  readonly part?: string
  /** Whether every feature file was read, so that it can be said what is missing. */
  readonly whole: boolean
  readonly profiles: readonly string[]
  readonly order: string
}

export interface FamilyData {
  readonly id: string
  readonly title: string
  readonly seam: string
  readonly why: string
  readonly statements: readonly StatementData[]
}

export interface StatementData {
  readonly id: string
  readonly name: string
  readonly statement: string
  readonly open?: true
  /** It must survive a restart, and no example kills and restarts the platform. */
  readonly unproven?: true
}

export interface FeatureData {
  readonly uri: string
  readonly name: string
  readonly text: readonly string[]
  readonly seam: string
  readonly tags: readonly string[]
  readonly background: readonly StepData[]
  readonly rules: readonly RuleData[]
}

export interface RuleData {
  readonly name: string
  readonly tags: readonly string[]
  readonly background: readonly StepData[]
  readonly examples: readonly ExampleData[]
}

/** An example, or an outline with the tables that fill it in. */
export interface ExampleData {
  readonly name: string
  readonly line: number
  readonly tags: readonly string[]
  readonly steps: readonly StepData[]
  readonly tables?: readonly TableData[]
  /** Of an example that is no outline. */
  readonly end?: EndData
}

export interface TableData {
  readonly name: string
  readonly tags: readonly string[]
  readonly head: readonly string[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly line: number; readonly end: EndData }[]
}

/** Keyword, text, and what stands below it: a table or a text. */
export type StepData = readonly [keyword: string, text: string, below?: string | readonly (readonly string[])[]]

/** How an example ended. */
export interface EndData {
  readonly r: Result
  /** Milliseconds that it took. */
  readonly ms?: number
  /** The place of its story among the stories. */
  readonly s?: number
  /** Made-up cases: how many, from which seed, and which one if only one. */
  readonly c?: readonly [count: number, seed: number, known?: string]
  /** Why it is known to deviate here. */
  readonly w?: string
  /** Where it failed: the step, and what came instead. */
  readonly f?: readonly [step: string, message: string]
}

/** Every story of the run, kept apart from the rest because it is only needed once a diagram is opened. */
export interface StoryData {
  readonly words: readonly string[]
  readonly lanes: readonly (readonly [name: string, part: Part])[]
  readonly kinds: readonly ToldKind[]
  /** Its lanes, what was told in fives (milliseconds since the one before, from, to, kind, words), and how much more there was. */
  readonly stories: readonly (readonly [lanes: readonly number[], told: readonly number[], more: number])[]
}

/** What changed in the wording since a revision. */
export interface Changes {
  readonly since: string
  /** When that revision was made, as `2026-11-21`. */
  readonly date: string
  readonly changes: readonly Change[]
}

export interface Change {
  readonly how: 'added' | 'removed' | 'reworded'
  readonly what: 'feature' | 'rule' | 'example'
  /** The feature, and the rule of an example, as they are called now, or were. */
  readonly where: readonly string[]
  readonly title: string
  /** What it was called before, where that is another title. */
  readonly was?: string
  /** The words that changed below the title, a line each: gone with `-`, new with `+`. */
  readonly lines?: readonly string[]
}

/** How many deliberate faults of the platform the examples notice, as it was last tried. Shares from 0 to 1. */
export interface StrengthData {
  readonly at: string
  readonly revision: string
  /** Whether the platform has changed since. */
  readonly changed: boolean
  /** So many examples at most were tried on one fault. */
  readonly tries: number
  /** The last is over all. */
  readonly parts: readonly PartData[]
  /** Of each rule that examples were tried of: the places of its feature and of itself, how many faults it noticed first, and on how many it was tried. */
  readonly rules: readonly (readonly [feature: number, rule: number, caught: number, tried: number])[]
  /** Some of the faults that nobody noticed, and how many there are. */
  readonly survivors: readonly (readonly [place: string, was: string, became: string])[]
  readonly survived: number
}

export interface PartData {
  readonly name: string
  readonly faults: number
  readonly tried: number
  readonly caught: number
  /** What it is, and what it lies between in 95 of 100 cases; absent while it is not known. */
  readonly score?: readonly [share: number, low: number, high: number]
  /** In percent. */
  readonly target: number
  /** The share of its lines that the examples go through. */
  readonly lines?: number
}

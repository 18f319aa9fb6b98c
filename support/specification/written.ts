import type { Background, Feature, GherkinDocument, Rule, Scenario, Tag } from '@cucumber/messages'

/** A feature file that has a feature. */
export interface WrittenFeature {
  readonly uri: string
  readonly feature: Feature
}

/** One example with all that stands around it. */
export interface WrittenExample extends WrittenFeature {
  readonly rule: Rule | undefined
  readonly scenario: Scenario
}

export interface WrittenRule extends WrittenFeature {
  readonly rule: Rule
}

export const featuresOf = (documents: readonly GherkinDocument[]): WrittenFeature[] =>
  documents.flatMap(({ uri = '', feature }) => (feature ? [{ uri, feature }] : []))

export const rulesOf = ({ uri, feature }: WrittenFeature): WrittenRule[] => feature.children.flatMap(({ rule }) => (rule ? [{ uri, feature, rule }] : []))

export const examplesOf = ({ uri, feature }: WrittenFeature): WrittenExample[] =>
  feature.children.flatMap(({ rule, scenario }) => {
    const scenarios = rule ? rule.children.flatMap((child) => child.scenario ?? []) : (scenario ?? [])
    return [scenarios].flat().map((one) => ({ uri, feature, rule, scenario: one }))
  })

export const backgroundsOf = ({ feature }: WrittenFeature): Background[] =>
  feature.children.flatMap(({ background, rule }) =>
    [background, ...(rule?.children.map((child) => child.background) ?? [])].filter((one) => one !== undefined),
  )

/** How many times an example runs: once, or once for each row that fills it in. */
export const timesRun = ({ examples, keyword }: Scenario): number =>
  examples.length === 0 ? Number(!isOutline(keyword)) : examples.reduce((sum, { tableBody }) => sum + tableBody.length, 0)

export const isOutline = (keyword: string): boolean => /Outline|Template/.test(keyword)

export const isIdentifier = (tag: string): boolean => /^@[A-Z][A-Z0-9]*(-\d+)?\.\d+$/.test(tag)

/** The identifiers among tags, without their `@`. */
export const identifiersIn = (tags: readonly Tag[]): string[] => tags.filter(({ name }) => isIdentifier(name)).map(({ name }) => name.slice(1))

export const at = (uri: string, { location }: { location: { line: number } }): string => `${uri}:${location.line}`

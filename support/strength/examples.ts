import { hash } from 'node:crypto'
import { readFeatures } from '../specification/read'
import { identifiersIn } from '../specification/written'

/** One example, or one row of an outline. */
export interface Example {
  /** File and line. */
  readonly id: string
  readonly title: string
  readonly feature: string
  readonly rule: string
  /** The catalogue's identifier of its rule. */
  readonly requirement: string
  readonly tags: readonly string[]
  /** All that it says, with what stands above it. */
  readonly words: string
  /** Of all its words: what was found out about it holds as long as they are the same. */
  readonly hash: string
}

/** All examples of the specification, by file and line. */
export function readExamples(): Map<string, Example> {
  const { query } = readFeatures()
  const all = query.findAllPickles().map((pickle): Example => {
    const { feature, rule } = query.findLineageBy(pickle) ?? {}
    const words = pickle.steps.map(({ text, argument }) => [text, argument ?? ''])
    return {
      id: `${pickle.uri}:${pickle.location?.line ?? 0}`,
      title: pickle.name,
      feature: feature?.name ?? '',
      rule: rule?.name ?? '',
      requirement: identifiersIn([...(rule?.tags ?? []), ...(feature?.tags ?? [])])[0] ?? '',
      words: [feature?.name, rule?.name, pickle.name, ...pickle.tags.map(({ name }) => name), ...pickle.steps.map(({ text }) => text)].join(' '),
      tags: pickle.tags.map(({ name }) => name),
      hash: hash('sha256', JSON.stringify([pickle.uri, pickle.name, words])).slice(0, 16),
    }
  })
  return new Map(all.map((example) => [example.id, example]))
}

/** Why some examples are never tried in this process. */
const APART: Readonly<Record<string, string>> = {
  '@browser': 'drives a page in a browser',
  '@redis': 'needs Redis',
}

export const isApart = ({ tags }: Example): boolean => tags.some((tag) => tag in APART)

import { OUTCOMES } from '../../outcomes'
import type { Catalogue } from '../catalogue'
import { coverageOf } from '../completeness'
import { FINDINGS } from '../finding'
import type { Judgement } from '../guard'
import type { RunRecord } from '../record'
import { featuresOf } from '../written'
import type { Changes, FamilyData, FeatureData, PageData, RunFacts, StoryData, StrengthData } from './data'
import { endings } from './endings'
import { featuresData } from './features'
import { createStories } from './stories'

export interface Gathered {
  readonly catalogue: Catalogue
  readonly run: RunRecord
  readonly judgement: Judgement
  readonly facts: RunFacts
  readonly changes?: Changes | undefined
  /** What is known of the strength of these features. */
  readonly strengthOf?: (features: readonly FeatureData[]) => StrengthData | undefined
}

/** All that the page shows of a run, and apart from it what went over the wire. */
export function gather({ catalogue, run, judgement, facts, changes, strengthOf = () => undefined }: Gathered): {
  readonly page: PageData
  readonly stories: StoryData
} {
  const stories = createStories()
  const ends = endings(run, judgement.verdicts, { stories, deviations: catalogue.deviations })
  const features = featuresData(run, ends)
  const strength = strengthOf(features)
  const page: PageData = {
    run: facts,
    families: familiesData(catalogue, run),
    glossary: Object.entries(catalogue.glossary),
    synonyms: Object.entries(catalogue.synonyms ?? {}),
    failures: Object.entries(OUTCOMES).map(([words, { code, status }]) => [words, code, status]),
    tags: Object.fromEntries(Object.entries(catalogue.tags).map(([tag, meaning]) => [tag.slice(1), meaning])),
    features,
    findings: judgement.findings.map(({ kind, message, where }) => [FINDINGS[kind], where === undefined ? message : `${message} (${where})`]),
    ...(changes === undefined ? {} : { changes }),
    ...(strength === undefined ? {} : { strength }),
  }
  return { page, stories: stories.data() }
}

function familiesData({ families, open }: Catalogue, run: RunRecord): FamilyData[] {
  const coverage = coverageOf(featuresOf(run.documents))
  return families.map(({ id, title, seam, why, statements }) => ({
    ...{ id, title, seam, why },
    statements: statements.map(({ id, name, statement, restart }) => ({
      ...{ id, name, statement },
      ...(open.includes(id) ? { open: true as const } : {}),
      ...(restart === true && coverage.get(id)?.recovery === false ? { unproven: true as const } : {}),
    })),
  }))
}

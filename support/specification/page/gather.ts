import type { Catalogue } from '../catalogue'
import { coverageOf } from '../completeness'
import { FINDINGS } from '../finding'
import type { Judgement } from '../guard'
import type { RunRecord } from '../record'
import { featuresOf } from '../written'
import type { Changes, FamilyData, PageData, RunFacts, StoryData } from './data'
import { endings } from './endings'
import { featuresData } from './features'
import { createStories } from './stories'

export interface Gathered {
  readonly catalogue: Catalogue
  readonly run: RunRecord
  readonly judgement: Judgement
  readonly facts: RunFacts
  readonly changes?: Changes | undefined
}

/** All that the page shows of a run, and apart from it what went over the wire. */
export function gather({ catalogue, run, judgement, facts, changes }: Gathered): { readonly page: PageData; readonly stories: StoryData } {
  const stories = createStories()
  const ends = endings(run, judgement.verdicts, { stories, deviations: catalogue.deviations })
  const page: PageData = {
    run: facts,
    families: familiesData(catalogue, run),
    glossary: Object.entries(catalogue.glossary),
    tags: Object.fromEntries(Object.entries(catalogue.tags).map(([tag, meaning]) => [tag.slice(1), meaning])),
    features: featuresData(run, ends),
    findings: judgement.findings.map(({ kind, message, where }) => [FINDINGS[kind], where === undefined ? message : `${message} (${where})`]),
    ...(changes === undefined ? {} : { changes }),
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

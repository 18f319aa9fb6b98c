import type { Background, Examples, Feature, FeatureChild, RuleChild, Scenario, Step, TableRow, Tag } from '@cucumber/messages'
import type { RunRecord } from '../record'
import { featuresOf, isOutline, type WrittenFeature } from '../written'
import type { EndData, ExampleData, FeatureData, RuleData, StepData, TableData } from './data'

type Ends = ReadonlyMap<string, EndData>

/** Every feature that was read, as it is written, with how each of its examples ended. */
export const featuresData = ({ documents }: RunRecord, ends: Ends): FeatureData[] =>
  featuresOf(documents)
    .toSorted((one, other) => (one.uri < other.uri ? -1 : 1))
    .map((written) => featureData(written, ends))

function featureData({ uri, feature }: WrittenFeature, ends: Ends): FeatureData {
  const lines = feature.description.split('\n').map((line) => line.trim())
  const seam = lines.find((line) => line.startsWith('Seam: '))
  const outside = feature.children.flatMap(({ scenario }) => scenario ?? [])
  return {
    uri,
    name: feature.name,
    text: lines.filter((line) => line !== '' && line !== seam),
    seam: seam?.slice('Seam: '.length) ?? '',
    tags: namesOf(feature.tags),
    background: backgroundOf(feature.children),
    rules: [...rulesData(feature, ends), ...(outside.length > 0 ? [{ name: '', tags: [], background: [], examples: examplesData(outside, ends) }] : [])],
  }
}

const rulesData = ({ children }: Feature, ends: Ends): RuleData[] =>
  children.flatMap(({ rule }) =>
    rule
      ? [
          {
            name: rule.name,
            tags: namesOf(rule.tags),
            background: backgroundOf(rule.children),
            examples: examplesData(
              rule.children.flatMap(({ scenario }) => scenario ?? []),
              ends,
            ),
          },
        ]
      : [],
  )

const backgroundOf = (children: readonly (FeatureChild | RuleChild)[]): StepData[] =>
  children.flatMap(({ background }: { background?: Background }) => background?.steps ?? []).map(stepData)

const examplesData = (scenarios: readonly Scenario[], ends: Ends): ExampleData[] => scenarios.map((scenario) => exampleData(scenario, ends))

function exampleData({ id, name, keyword, location, tags, steps, examples }: Scenario, ends: Ends): ExampleData {
  const outline = isOutline(keyword) || examples.length > 0
  const about = { name, line: location.line, tags: namesOf(tags), steps: steps.map(stepData) }
  return outline ? { ...about, tables: examples.map((table) => tableData(table, ends)) } : { ...about, end: endOf(id, ends) }
}

const tableData = ({ name, tags, tableHeader, tableBody }: Examples, ends: Ends): TableData => ({
  name,
  tags: namesOf(tags),
  head: cellsOf(tableHeader),
  rows: tableBody.map((row) => ({ cells: cellsOf(row), line: row.location.line, end: endOf(row.id, ends) })),
})

function stepData({ keyword, text, dataTable, docString }: Step): StepData {
  const below = dataTable ? dataTable.rows.map(cellsOf) : docString?.content
  return below === undefined ? [keyword.trim(), text] : [keyword.trim(), text, below]
}

const endOf = (id: string, ends: Ends): EndData => ends.get(id) ?? { r: 'n' }
const cellsOf = (row: TableRow | undefined): string[] => row?.cells.map(({ value }) => value) ?? []
const namesOf = (tags: readonly Tag[]): string[] => tags.map(({ name }) => name.slice(1))

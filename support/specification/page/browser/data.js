import { at } from './dom.js'

/** @typedef {import('../data').PageData} PageData */
/** @typedef {import('../data').FeatureData} Feature */
/** @typedef {import('../data').RuleData} Rule */
/** @typedef {import('../data').ExampleData} Example */
/** @typedef {import('../data').TableData} Table */
/** @typedef {import('../data').EndData} End */
/** @typedef {import('../data').StepData} Step */
/** @typedef {{ readonly cells: readonly string[], readonly line: number, readonly end: End }} Row */
/** One example as it runs. @typedef {{ feature: Feature, rule: Rule, example: Example, table?: Table, row?: Row, place?: number, end: End, tags: ReadonlySet<string>, title: string, index: number }} Run */

/** All that the page shows. @type {PageData} */
export const data = JSON.parse(at('data').textContent ?? '')

const IDENTIFIER = /^[A-Z][A-Z0-9]*(-\d+)?\.\d+$/

/** The identifiers of a rule. @param {Rule} rule */
export const identifiersOf = (rule) => rule.tags.filter((tag) => IDENTIFIER.test(tag))

/** The folder that a feature lies in, in words. @param {Feature} feature */
export const areaOf = (feature) => {
  const [folder = ''] = pathOf(feature).split('/')
  return (folder.charAt(0).toUpperCase() + folder.slice(1)).replaceAll('-', ' ')
}

/** Its place below `features/`, without its ending. @param {Feature} feature */
export const pathOf = ({ uri }) => uri.replace(/^.*?features\//, '').replace(/\.feature$/, '')

/** Where a feature is shown. @param {Feature} feature */
export const featureLink = (feature) => `#/feature/${encodeURI(pathOf(feature))}`

/** Where an example is shown. @param {Feature} feature @param {string} name */
export const exampleLink = (feature, name) => `${featureLink(feature)}/~${slugOf(name)}`

/** Where a run is shown: its example, or its row of an outline. @param {Pick<Run, 'feature' | 'example' | 'place'>} run */
export const runLink = ({ feature, example, place }) => `#/feature/${encodeURI(`${pathOf(feature)}/${runId(example, place)}`)}`

/** Where a rule is shown. @param {Feature} feature @param {Rule} rule */
export const ruleLink = (feature, rule) => `#/feature/${encodeURI(`${pathOf(feature)}/${ruleId(rule)}`)}`

/** What an example is called on the page, or one of its rows, counted from 1 over all its tables. @param {Example} example @param {number} [place] */
export const runId = ({ name }, place) => `~${slugOf(name)}${place === undefined ? '' : `/${place}`}`

/** @param {Rule} rule */
export const ruleId = ({ name }) => `~rule/${slugOf(name)}`

/** @param {string} text */
export const slugOf = (text) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')

/** A cell is shortened to this where it tells a row from another. */
const LONGEST_CELL = 60

/** Every example as it runs, in the order of the files. @type {readonly Run[]} */
export const runs = data.features
  .flatMap((feature) => feature.rules.flatMap((rule) => rule.examples.flatMap((example) => runsOf(feature, rule, example))))
  .map((run, index) => ({ ...run, index }))

/** @param {Feature} feature @param {Rule} rule @param {Example} example @returns {Omit<Run, 'index'>[]} */
function runsOf(feature, rule, example) {
  const tags = [...feature.tags, ...rule.tags, ...example.tags]
  if (example.end !== undefined) return [{ feature, rule, example, end: example.end, tags: new Set(tags), title: example.name }]
  const rows = (example.tables ?? []).flatMap((table) =>
    table.rows.map((row) => ({
      feature,
      rule,
      example,
      table,
      row,
      end: row.end,
      tags: new Set([...tags, ...table.tags]),
      title: filled(example.name, table, row),
    })),
  )
  return toldApart(rows.map((run, index) => ({ ...run, place: index + 1 })))
}

/** @typedef {Omit<Run, 'index'> & { table: Table, row: Row }} RowRun */

/** Rows whose titles are the same are called by what differs too. @param {readonly RowRun[]} rows @returns {RowRun[]} */
function toldApart(rows) {
  const alike = Map.groupBy(rows, ({ title }) => title)
  return rows.map((run) => {
    const several = alike.get(run.title) ?? []
    return several.length < 2 ? run : { ...run, title: `${run.title} (${differenceOf(run, several)})` }
  })
}

/** The column that differs in every row, or else all that differ. @param {RowRun} run @param {readonly RowRun[]} several */
function differenceOf(run, several) {
  const values = (/** @type {string} */ column) => new Set(several.map((one) => cellOf(one, column))).size
  const columns = run.table.head.filter((column) => values(column) > 1)
  const one = columns.find((column) => values(column) === several.length)
  const named = (one === undefined ? columns : [one]).map((column) => `${column}: ${cellOf(run, column)}`)
  return named.length === 0 ? run.table.name : named.join(', ')
}

/** @param {RowRun} run @param {string} column */
function cellOf({ table, row }, column) {
  const cell = row.cells[table.head.indexOf(column)] ?? ''
  return cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL - 1)}…` : cell || 'nothing'
}

const FIRST_VALUES = 2

/** What stands in a gap of an outline's title: the first values, and an ellipsis for more. @param {Example} example @param {string} gap */
export function firstValues({ tables = [] }, gap) {
  const values = [...new Set(tables.flatMap(({ head, rows }) => rows.map(({ cells }) => cells[head.indexOf(gap)] ?? '')))].filter((value) => value !== '')
  return `${values.slice(0, FIRST_VALUES).join(', ')}${values.length > FIRST_VALUES ? ' …' : ''}`
}

/** The title of an example as it reads: an outline's with the first values in its gaps. @param {Example} example */
export const readable = (example) =>
  (example.tables?.[0]?.head ?? []).reduce((words, gap) => words.replaceAll(`<${gap}>`, () => firstValues(example, gap)), example.name)

/** A text of an outline with the cells of a row in its gaps. @param {string} text @param {Table} table @param {Row} row */
export function filled(text, { head }, { cells }) {
  return head.reduce((words, name, index) => words.replaceAll(`<${name}>`, () => cells[index] ?? ''), text)
}

/** From bad to good. @type {readonly import('../data').Result[]} */
const FROM_BAD_TO_GOOD = ['f', 'd', 'p', 'n']

/** How something stands that is made of several examples: failed if one of them is. @param {Iterable<{ readonly end: End }>} several */
export function worst(several) {
  const results = new Set([...several].map(({ end }) => end.r))
  return FROM_BAD_TO_GOOD.find((result) => results.has(result)) ?? 'n'
}

/** The runs of a feature. @type {ReadonlyMap<Feature, readonly Run[]>} */
export const runsByFeature = Map.groupBy(runs, ({ feature }) => feature)

/** The runs of a statement, by its identifier. @type {ReadonlyMap<string, readonly Run[]>} */
export const runsByIdentifier = byIdentifier()

function byIdentifier() {
  /** @type {Map<string, Run[]>} */
  const found = new Map()
  for (const run of runs) {
    for (const identifier of identifiersOf(run.rule)) {
      const known = found.get(identifier)
      if (known === undefined) found.set(identifier, [run])
      else known.push(run)
    }
  }
  return found
}

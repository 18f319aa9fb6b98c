import type { GherkinDocument, Scenario, Step, TableRow } from '@cucumber/messages'
import type { Change } from '../page/data'
import { backgroundsOf, examplesOf, featuresOf, identifiersIn, rulesOf } from '../written'
import { changedLines, likeness, likestPairs } from './likeness'

/** A feature, a rule or an example as it is compared: its title, the lines below it, and what it belongs to. */
interface Entry {
  readonly what: Change['what']
  readonly title: string
  readonly lines: readonly string[]
  readonly where: readonly string[]
  /** Only what has this in common can be the same thing in other words. */
  readonly family: string
}

/** What was added, removed and reworded between two times, in the order of the files: features, rules and examples. */
export function compare(before: readonly GherkinDocument[], after: readonly GherkinDocument[]): Change[] {
  const [old, now] = [entriesOf(before), entriesOf(after)]
  const changes = (['feature', 'rule', 'example'] as const).flatMap((what) => changesOf(of(old, what), of(now, what)))
  const whole = new Set(changes.flatMap(({ how, what, title }) => (how !== 'reworded' && what === 'rule' ? [`${how} ${title}`] : [])))
  // What stands under a rule that is new or gone is told with the rule.
  return changes.filter(({ how, what, where }) => what !== 'example' || !whole.has(`${how} ${where[1]}`))
}

const of = (entries: readonly Entry[], what: Change['what']): Entry[] => entries.filter((entry) => entry.what === what)

function changesOf(before: readonly Entry[], after: readonly Entry[]): Change[] {
  const same = pairsByTitle(before, after)
  const paired = new Set(same.flat())
  const gone = before.filter((entry) => !paired.has(entry))
  const fresh = after.filter((entry) => !paired.has(entry))
  const families = new Set(gone.map(({ family }) => family))
  const reworded = [...families].flatMap((family) => likestPairs(gone.filter(ofFamily(family)), fresh.filter(ofFamily(family)), alike))
  const told = new Set(reworded.flat())
  return [
    ...[...same, ...reworded].flatMap(([one, other]) => rewording(one, other)),
    ...fresh.filter((entry) => !told.has(entry)).map((entry) => plain('added', entry)),
    ...gone.filter((entry) => !told.has(entry)).map((entry) => plain('removed', entry)),
  ]
}

const ofFamily = (family: string) => (entry: Entry) => entry.family === family

/** A title may stand in several places; those of the same place belong together. */
function pairsByTitle(before: readonly Entry[], after: readonly Entry[]): [Entry, Entry][] {
  const known = Map.groupBy(before, ({ title }) => title)
  return after.flatMap((entry): [Entry, Entry][] => {
    const several = known.get(entry.title) ?? []
    const place = several.findIndex(({ where }) => where.join() === entry.where.join())
    const [found] = several.splice(Math.max(place, 0), 1)
    return found === undefined ? [] : [[found, entry]]
  })
}

const alike = (one: Entry, other: Entry): number => {
  if (one.what === 'feature') return 1
  return Math.max(likeness(one.title, other.title), likeness([one.title, ...one.lines].join('\n'), [other.title, ...other.lines].join('\n')))
}

function rewording(before: Entry, after: Entry): Change[] {
  // The examples of a rule are compared by themselves.
  const lines = after.what === 'rule' ? [] : changedLines(before.lines, after.lines)
  if (before.title === after.title && lines.length === 0) return []
  const { what, where, title } = after
  return [{ how: 'reworded', what, where, title, ...(before.title === title ? {} : { was: before.title }), ...(lines.length === 0 ? {} : { lines }) }]
}

function plain(how: 'added' | 'removed', { what, where, title, lines }: Entry): Change {
  const sign = how === 'added' ? '+' : '-'
  return { how, what, where, title, ...(lines.length === 0 ? {} : { lines: lines.map((line) => `${sign} ${line}`) }) }
}

function entriesOf(documents: readonly GherkinDocument[]): Entry[] {
  return featuresOf(documents).flatMap((written): Entry[] => {
    const { uri, feature } = written
    const always = backgroundsOf(written).flatMap(({ steps }) => steps.flatMap(stepLines))
    const about = feature.description.split('\n').map((line) => line.trim())
    const lines = [...about.filter((line) => line !== ''), ...always.map((line) => `In every example: ${line}`)]
    return [
      { what: 'feature', title: feature.name, lines, where: [], family: uri },
      ...rulesOf(written).map(
        ({ rule }): Entry => ({
          ...{ what: 'rule', title: rule.name, where: [feature.name], family: identifiersIn(rule.tags).join() },
          lines: rule.children.flatMap(({ scenario }) => (scenario ? [scenario.name] : [])),
        }),
      ),
      ...examplesOf(written).map(
        ({ rule, scenario }): Entry => ({
          ...{ what: 'example', title: scenario.name, lines: scenarioLines(scenario), where: [feature.name, rule?.name ?? ''] },
          family: identifiersIn(rule?.tags ?? []).join(),
        }),
      ),
    ]
  })
}

const scenarioLines = ({ steps, examples }: Scenario): string[] => [
  ...steps.flatMap(stepLines),
  ...examples.flatMap(({ name, tableHeader, tableBody }) => [`Examples: ${name}`, ...[tableHeader ?? [], tableBody].flat().map(rowLine)]),
]

const stepLines = ({ keyword, text, dataTable, docString }: Step): string[] => [
  `${keyword}${text}`,
  ...(dataTable?.rows.map(rowLine) ?? []),
  ...(docString?.content.split('\n') ?? []),
]

const rowLine = ({ cells }: TableRow): string => `| ${cells.map(({ value }) => value).join(' | ')} |`

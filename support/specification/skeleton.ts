import { type Catalogue, type Family, familyOf, type Statement } from './catalogue'
import { Misuse } from './misuse'
import { identifiersIn, rulesOf, type WrittenFeature } from './written'

/** A feature file that somebody is to fill in. */
export interface Skeleton {
  readonly folder: string
  /** Its name, unless the writer has a better one: the statement's, as a file is called. */
  readonly name: string
  readonly text: string
}

/** What to begin with for one statement: its rules, each with one that holds and one that is refused. Throws Misuse for one that is not in the catalogue. */
export function skeletonOf(identifier: string, catalogue: Catalogue, features: readonly WrittenFeature[]): Skeleton {
  const { family, statement } = statementIn(catalogue, identifier)
  const near = nearest(identifier, features)
  return {
    folder: mostFrequent(near.map(({ uri }) => uri.replace(/[\\/][^\\/]*$/, ''))) ?? `features/${fileName(family.title)}`,
    name: fileName(statement.name),
    text: textOf({ family, statement, tag: mostFrequent(near.flatMap((written) => capabilitiesOf(written, catalogue))) }),
  }
}

function statementIn({ families }: Catalogue, identifier: string): { family: Family; statement: Statement } {
  const family = families.find(({ id }) => id === familyOf(identifier))
  if (family === undefined) throw new Misuse(`${identifier} is not in the catalogue, whose requirements are ${families.map(({ id }) => id).join(', ')}.`)
  const statement = family.statements.find(({ id }) => id === identifier)
  if (statement) return { family, statement }
  throw new Misuse(`${identifier} is not in the catalogue, where ${family.id} goes from ${family.statements[0]?.id} to ${family.statements.at(-1)?.id}.`)
}

/** The features that specify the statement already, or else those of its requirement. */
function nearest(identifier: string, features: readonly WrittenFeature[]): readonly WrittenFeature[] {
  const own = features.filter((written) => rulesOf(written).some(({ rule }) => identifiersIn(rule.tags).includes(identifier)))
  return own.length > 0 ? own : features.filter(({ feature }) => feature.tags.some(({ name }) => name === `@${familyOf(identifier)}`))
}

/** Tags that say how an example runs, not what it is about. */
const MANNERS = ['@recovery', '@property', '@backplane', '@browser', '@redis']

const capabilitiesOf = ({ feature }: WrittenFeature, { tags }: Catalogue): string[] =>
  feature.tags.map(({ name }) => name).filter((name) => Object.hasOwn(tags, name) && !MANNERS.includes(name))

function mostFrequent(items: readonly string[]): string | undefined {
  const counts = [...Map.groupBy(items, (item) => item)].map(([item, same]) => ({ item, count: same.length }))
  return counts.sort((a, b) => b.count - a.count)[0]?.item
}

export const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

interface Filling {
  readonly family: Family
  readonly statement: Statement
  readonly tag: string | undefined
}

const place = (asked: string): string => `[… ${asked}]`

function textOf({ family, statement, tag }: Filling): string {
  const rules = sentencesOf(statement.statement)
  return `@${family.id}${tag ? ` ${tag}` : ''}
Feature: ${place(`${statement.name}, in two or three words that no other feature has`)}
  ${place(`what the user gains, in two sentences. Why it matters: ${family.why}`)}
  Seam: ${place(`only what is exercised here of: ${family.seam}`)}.

${rules.map((sentence, i) => ruleText(statement, sentence, `${i + 1}`)).join('\n')}`
}

/** More do not go into one file. */
const MOST_RULES = 6

/** A statement has a rule for each of its clauses; whoever writes divides them further. */
function sentencesOf(statement: string): string[] {
  const sentences = statement.split(/(?<=[.;]) /)
  const rules = [...sentences.slice(0, MOST_RULES - 1), sentences.slice(MOST_RULES - 1).join(' ')]
  return rules.filter((sentence) => sentence !== '').map((sentence) => sentence.replace(/[.;]$/, ''))
}

const steps = (given: string, when: string, then: string): string =>
  [`Given ${place(given)}`, `When ${place(when)}`, `Then ${place(then)}`].map((line) => `      ${line}\n`).join('')

const example = (title: string, said: string): string => `\n    Example: ${place(title)}\n${said}`

const ruleText = ({ id, backplane, restart }: Statement, sentence: string, number: string): string =>
  [
    `  @${id}${backplane ? ' @backplane' : ''}\n`,
    `  Rule: ${place(`one policy in one full sentence, from: ${sentence}`)}\n`,
    example(`what comes out where rule ${number} holds`, steps('what is so beforehand', 'what somebody does', 'what comes of it')),
    example(
      `what comes out where rule ${number} refuses, or at its boundary`,
      steps('what is so beforehand', 'what somebody does', 'what they are told, and what did not happen'),
    ),
    restart && number === '1'
      ? example('what is kept when the platform is killed', steps('what is under way', 'the platform is killed and started', 'what is still so')).replace(
          '\n    Example',
          '\n    @recovery\n    Example',
        )
      : '',
  ].join('')

import type { Definition, ParameterKind, Vocabulary } from './definitions'
import type { Use, Uses } from './uses'

/** A phrase that a feature may use. */
export interface Phrase {
  readonly keyword: string
  /** What is said, piece by piece: fixed words, or what varies. */
  readonly pieces: readonly Piece[]
  readonly uses: number
  /** The example of it that is shown. */
  readonly example: Use | undefined
}

export interface Piece {
  readonly text: string
  readonly varies: boolean
}

export interface Capability {
  readonly title: string
  readonly phrases: readonly Phrase[]
}

/** A parameter type: the words that it takes, or how they are built, and some that were used. */
export interface Kind {
  readonly name: string
  readonly words: readonly string[]
  readonly seen: readonly string[]
  readonly uses: number
}

export interface Phrasebook {
  readonly capabilities: readonly Capability[]
  readonly kinds: readonly Kind[]
}

const KEYWORDS = ['Given', 'When', 'Then']
const MOST_SEEN = 8

/** All phrases by the capability whose steps they are, the most used first, and all parameter types that occur in them. */
export function phrasesOf({ definitions, kinds }: Pick<Vocabulary, 'definitions' | 'kinds'>, { of }: Uses): Phrasebook {
  const capabilities = [...Map.groupBy(definitions, ({ uri }) => titleOf(uri))].map(([title, own]) => ({
    title,
    phrases: own.map((definition) => phraseOf(definition, of.get(definition) ?? [])).sort(byUse),
  }))
  const seen = seenOf(of)
  return {
    capabilities: capabilities.sort((a, b) => a.title.localeCompare(b.title)),
    kinds: kinds.flatMap((kind) => kindOf(kind, seen.get(kind.name) ?? [])).sort((a, b) => a.name.localeCompare(b.name)),
  }
}

const byUse = (one: Phrase, other: Phrase): number => KEYWORDS.indexOf(one.keyword) - KEYWORDS.indexOf(other.keyword) || other.uses - one.uses

/** `steps/dead-letters.steps.ts` is about "Dead letters". */
function titleOf(uri: string): string {
  const name = uri.replace(/^.*[\\/]/, '').replace(/(\.steps)?\.\w+$/, '')
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
}

/** The shortest example says it best. */
const phraseOf = (definition: Definition, uses: readonly Use[]): Phrase => ({
  keyword: definition.keyword,
  pieces: piecesOf(definition),
  uses: uses.length,
  example: [...uses].sort((a, b) => a.text.length - b.text.length)[0],
})

/** What a regular expression says in plain words: `(\d+)` is a number, `"([^"]*)"` a text. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/^\^|\$$/g, ''],
  [/"?\((?:\?:)?\[\^"\][*+]\)"?|"\(\.[*+]\??\)"/g, '{string}'],
  [/\(-?\??(?:\\d|\[\\d[.,]+\])\+\)/g, '{int}'],
  [/\(\\w\+\)|\\w\+/g, '{word}'],
  [/\\d\+|\[\\d[.,]+\]\+/g, '{int}'],
  [/\(\.[*+]\??\)/g, '{words}'],
  [/\(\?:/g, '('],
  [/\\(.)/g, '$1'],
]

export function piecesOf({ pattern, source }: Pick<Definition, 'pattern' | 'source'>): Piece[] {
  const said = pattern === 'expression' ? source.replace(/\\(.)/g, '$1') : PLAIN.reduce((text, [what, instead]) => text.replace(what, instead), source)
  const pieces = said.split(/(\{[^}]*\}|\([^()]*\))/).filter((text) => text !== '')
  return pieces.map((text) => ({ text, varies: /^[{(]/.test(text) }))
}

function seenOf(of: Uses['of']): ReadonlyMap<string, readonly string[]> {
  const seen = new Map<string, string[]>()
  for (const [definition, uses] of of) {
    for (const { text } of uses)
      for (const { type, words } of definition.parametersOf(text)) {
        if (type === undefined) continue
        const before = seen.get(type)
        if (before) before.push(words)
        else seen.set(type, [words])
      }
  }
  return seen
}

/** Types that occur nowhere are left out: cucumber brings more than are needed. */
function kindOf({ name, regexps }: ParameterKind, words: readonly string[]): Kind[] {
  if (words.length === 0) return []
  const counts = [...Map.groupBy(words, (word) => word)].sort(([, a], [, b]) => b.length - a.length)
  return [{ name, words: regexps.flatMap(closedWords), seen: counts.slice(0, MOST_SEEN).map(([word]) => word), uses: words.length }]
}

/** The words of a list of alternatives; none where words are built by a rule. */
export function closedWords(regexp: string): string[] {
  const words = regexp.replaceAll('\\.', '.').split('|')
  return words.every((word) => /^[^\\()[\]{}*+?]+$/.test(word)) ? words : []
}

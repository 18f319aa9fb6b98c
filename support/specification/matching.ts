import type { Definition } from './definitions'

/** Finds the definitions that a step's text fits. Most cannot fit, because a word of theirs is missing: they are not tried. */
export function createMatching<Fitting extends Pick<Definition, 'pattern' | 'source' | 'fits'>>(
  definitions: readonly Fitting[],
): (text: string) => readonly Fitting[] {
  const byWord = Map.groupBy(definitions, neededWord)
  const known = new Map<string, readonly Fitting[]>()
  return (text) => {
    const candidates = known.get(text) ?? [...new Set(['', ...text.split(' ')])].flatMap((word) => byWord.get(word) ?? []).filter(({ fits }) => fits(text))
    known.set(text, candidates)
    return candidates
  }
}

/** What varies, in the place of anything that is no word. */
const VARIES = '\0'
const GROUP = /\((?:[^()\\]|\\.)*\)/g

/** The longest word that every text has, between blanks, which fits a definition; none if there is no such word. */
export function neededWord({ pattern, source }: Pick<Definition, 'pattern' | 'source'>): string {
  const fixed =
    pattern === 'expression' ? source.replace(/\{[^}]*\}|\([^)]*\)|(?:\\.|\S)*\/(?:\\.|\S)*/g, VARIES) : withoutGroups(source.replace(/^\^|\$$/g, ''))
  if (fixed.includes('|')) return ''
  const words = fixed.split(' ').filter((word) => /^[\w,'-]+$/.test(word))
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '')
}

function withoutGroups(source: string): string {
  const less = source.replace(/\[(?:[^\]\\]|\\.)*\]/g, VARIES)
  const without = (text: string): string => {
    const shorter = text.replace(GROUP, VARIES)
    return shorter === text ? text : without(shorter)
  }
  return without(less)
}

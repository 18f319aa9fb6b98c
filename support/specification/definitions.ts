import { readFileSync } from 'node:fs'
import { type ISupportCodeLibrary, loadConfiguration, loadSupport } from '@cucumber/cucumber/api'
import type { Finding } from './finding'

/** A step that may be written, as steps/ defines it. */
export interface Definition {
  readonly keyword: string
  /** The pattern as it is written, a regular expression without its slashes. */
  readonly source: string
  readonly pattern: 'expression' | 'regular expression'
  readonly uri: string
  readonly line: number
  /** Lines of its body. */
  readonly length: number
  fits(text: string): boolean
  /** The parameters in a text that fits: type, if it has a name, and the words. */
  parametersOf(text: string): readonly Parameter[]
}

export interface Parameter {
  readonly type: string | undefined
  readonly words: string
}

/** A parameter type, by the words that it takes. */
export interface ParameterKind {
  readonly name: string
  readonly regexps: readonly string[]
}

export interface Vocabulary {
  readonly definitions: readonly Definition[]
  readonly kinds: readonly ParameterKind[]
  readonly findings: readonly Finding[]
}

/** What cucumber's library holds beside what it publishes. */
interface Library extends ISupportCodeLibrary {
  readonly stepDefinitions: readonly Defined[]
  readonly undefinedParameterTypes: readonly { readonly name: string; readonly expression: string }[]
  readonly parameterTypeRegistry: { readonly parameterTypes: Iterable<{ readonly name: string | undefined; readonly regexpStrings: readonly string[] }> }
}

interface Defined {
  readonly keyword: string
  readonly pattern: string | RegExp
  readonly uri: string
  readonly line: number
  readonly expression: { readonly source: string; readonly regexp: RegExp; match(text: string): readonly Argument[] | null }
}

interface Argument {
  readonly group: { readonly value: string | null }
  getParameterType(): { readonly name: string | undefined }
}

/** Loads all that steps/ defines, by cucumber's own loader and settings, and runs nothing. TypeScript must be loadable already. */
export async function loadVocabulary(): Promise<Vocabulary> {
  const { runConfiguration } = await loadConfiguration()
  const { sources, support } = runConfiguration
  const library = (await loadSupport({ sources, support: { ...support, requireModules: [] } })) as Library
  const lines = new Map<string, readonly string[]>()
  const linesOf = (uri: string) => {
    const read = lines.get(uri) ?? readFileSync(uri, 'utf8').split('\n')
    lines.set(uri, read)
    return read
  }
  return {
    definitions: library.stepDefinitions.map((defined) => definition(defined, linesOf(defined.uri))),
    kinds: [...library.parameterTypeRegistry.parameterTypes].flatMap(({ name, regexpStrings }) => (name ? [{ name, regexps: regexpStrings }] : [])),
    findings: library.undefinedParameterTypes.map(({ name, expression }) => ({ kind: 'unknown-parameter', message: `{${name}} in "${expression}"` })),
  }
}

function definition({ keyword, pattern, uri, line, expression }: Defined, lines: readonly string[]): Definition {
  const { source, regexp } = expression
  return {
    keyword,
    source,
    pattern: typeof pattern === 'string' ? 'expression' : 'regular expression',
    uri,
    line,
    length: lengthOf(lines, line),
    fits: (text) => regexp.test(text),
    parametersOf: (text) =>
      (expression.match(text) ?? []).map((argument) => ({ type: argument.getParameterType().name || undefined, words: argument.group.value ?? '' })),
  }
}

/** The lines within the braces of a definition's function, by the margin at which they are closed. */
export function lengthOf(lines: readonly string[], line: number): number {
  const head = lines.findIndex((text, i) => i >= line - 1 && (/\{$/.test(text) || /\)$/.test(text)))
  const opening = lines[head] ?? ''
  if (!/(\bfunction\b.*|=> )\{$/.test(opening)) return 1
  const margin = /^ */.exec(opening)?.[0] ?? ''
  const end = lines.findIndex((text, i) => i > head && text.startsWith(`${margin}}`))
  return end - head - 1
}

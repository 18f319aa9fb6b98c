import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { hashOf, platformFiles } from './platform-files'

/** One change to the platform that the specification should notice. Lines and columns count from 1. */
export interface Mutant {
  /** What stands in the instrumented code; another one after any change of the platform. */
  readonly id: string
  readonly file: string
  /** Its place among the mutants of its file. */
  readonly index: number
  readonly mutator: string
  readonly start: Place
  readonly end: Place
  readonly original: string
  readonly replacement: string
}

export interface Place {
  readonly line: number
  readonly column: number
}

/** A file of the platform with all its mutants in it. */
export interface Mutated {
  readonly file: string
  readonly source: string
  /** Of the source: what was found out about the file holds as long as it is the same. */
  readonly hash: string
  readonly instrumented: string
  readonly mutants: readonly Mutant[]
}

const silent = { isDebugEnabled: () => false, debug: () => {}, info: () => {}, warn: () => {} }
const OPTIONS = { plugins: null, excludedMutations: [], ignorers: [] }

/** All mutants of the platform in `root`, less those that are excluded, by file. */
export async function mutate(root: string): Promise<Mutated[]> {
  const files = platformFiles(root).map((name) => ({ name, mutate: true, content: readFileSync(join(root, name), 'utf8') }))
  const instrumenter = new Instrumenter(silent as unknown as ConstructorParameters<typeof Instrumenter>[0])
  const result = await instrumenter.instrument(files, OPTIONS)
  const found = Map.groupBy(result.mutants, ({ fileName }) => fileName)
  const instrumented = new Map(result.files.map(({ name, content }) => [name, content]))
  return files.map(({ name, content }) => ({
    file: name,
    source: content,
    hash: hashOf(content),
    instrumented: instrumented.get(name) ?? content,
    mutants: (found.get(name) ?? []).map((mutant, index) => mutantOf(mutant, { index, content })),
  }))
}

type Found = Awaited<ReturnType<Instrumenter['instrument']>>['mutants'][number]

function mutantOf({ id, fileName, mutatorName, replacement, location: { start, end } }: Found, { index, content }: { index: number; content: string }): Mutant {
  const place = ({ line, column }: Found['location']['start']): Place => ({ line: line + 1, column: column + 1 })
  return {
    id,
    file: fileName,
    index,
    mutator: mutatorName,
    start: place(start),
    end: place(end),
    original: textBetween(content, place(start), place(end)),
    replacement,
  }
}

/** What stands between two places, the second not included. */
export function textBetween(source: string, start: Place, end: Place): string {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  const last = lines.length - 1
  return lines.map((line, i) => line.slice(i === 0 ? start.column - 1 : 0, i === last ? end.column - 1 : undefined)).join('\n')
}

/** Names a mutant as long as its file is the same. */
export const keyOf = ({ mutator, start, end, replacement }: Mutant): string =>
  `${start.line}:${start.column}-${end.line}:${end.column} ${mutator} ${hash('sha256', replacement).slice(0, 8)}`

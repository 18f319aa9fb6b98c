import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** One promise of the platform. */
export interface Statement {
  readonly id: string
  readonly name: string
  readonly statement: string
  /** It must also hold after the platform was killed and started anew. */
  readonly restart?: boolean
  /** It must hold on every engine. */
  readonly backplane?: boolean
}

export interface Family {
  readonly id: string
  readonly title: string
  readonly seam: string
  readonly why: string
  readonly statements: readonly Statement[]
}

/** An example that an engine is known not to keep. */
export interface Deviation {
  readonly example: string
  readonly reason: string
  /** The engine, where it is about one only; then the example is run, and has to fail. */
  readonly engine?: string
}

/** Everything the specification promises, and the words it may use. */
export interface Catalogue {
  readonly families: readonly Family[]
  /** Identifiers of the statements that have no rule yet. */
  readonly open: readonly string[]
  readonly deviations: readonly Deviation[]
  readonly tags: Readonly<Record<string, string>>
  readonly glossary: Readonly<Record<string, string>>
  /** Words that a reader may look for, with those that the examples use instead. */
  readonly synonyms?: Readonly<Record<string, readonly string[]>>
  readonly minimum_scenarios: number
}

/** Reads the catalogue; throws one sentence naming what is wrong with it. */
export function readCatalogue(path: string): Catalogue {
  const catalogue = parse(readFileSync(path, 'utf8')) as Catalogue
  const [fault] = faultsOf(catalogue)
  if (fault !== undefined) throw new Error(`${path}: ${fault}`)
  return catalogue
}

/** Reads what engines are known not to keep, and takes over what concerns those of a run. Throws one sentence naming what is wrong. */
export function withDeviations(catalogue: Catalogue, path: string, engines: readonly string[]): Catalogue {
  const declared = parse(readFileSync(path, 'utf8')) as readonly Deviation[]
  const faulty = declared.find(({ engine, example, reason }) => !(engine && example && reason))
  if (faulty !== undefined) throw new Error(`${path}: the deviation of "${faulty.example}" lacks its engine, example or reason`)
  return { ...catalogue, deviations: [...catalogue.deviations, ...declared.filter(({ engine = '' }) => engines.includes(engine))] }
}

export const statementsOf = (catalogue: Catalogue): readonly Statement[] => catalogue.families.flatMap(({ statements }) => statements)

/** The family that an identifier such as `INTG-04.11` belongs to. */
export const familyOf = (identifier: string): string => identifier.slice(0, identifier.lastIndexOf('.'))

function* faultsOf({ families, open, deviations, tags, glossary, synonyms = {}, minimum_scenarios }: Catalogue): Generator<string> {
  if (!Number.isInteger(minimum_scenarios) || minimum_scenarios < 0) yield 'minimum_scenarios is a count of examples'
  const identifiers = new Set<string>()
  for (const family of families) {
    if (!(family.id && family.title && family.seam && family.why)) yield `the family ${family.id} lacks its id, title, seam or why`
    for (const { id, name, statement } of family.statements) {
      if (!(id && name && statement)) yield `the statement ${id} lacks its id, name or statement`
      if (familyOf(id) !== family.id) yield `${id} does not belong to ${family.id}`
      if (identifiers.has(id)) yield `${id} stands there twice`
      identifiers.add(id)
    }
  }
  for (const id of open) if (!identifiers.has(id)) yield `${id} is listed as open but not in the catalogue`
  if (new Set(open).size !== open.length) yield 'a statement is listed as open twice'
  for (const { example, reason } of deviations) if (!(example && reason)) yield `the deviation of "${example}" lacks its example or reason`
  for (const [tag, meaning] of Object.entries(tags)) if (!/^@[a-z][a-z-]*$/.test(tag) || !meaning) yield `${tag} is no tag with a meaning`
  for (const [term, meaning] of Object.entries(glossary)) if (!meaning) yield `the glossary does not say what ${term} means`
  for (const [word, meant] of Object.entries(synonyms)) {
    if (word !== word.toLowerCase() || !Array.isArray(meant) || meant.length === 0) yield `the synonym ${word} is no small word with a list of others`
  }
}

import { existsSync, readFileSync } from 'node:fs'
import type { Mutant } from './mutants'

/** Mutants that no example could catch, and why. */
export interface Exclusion {
  readonly reason: string
  readonly concerns: (mutant: Pick<Mutant, 'file' | 'mutator' | 'start' | 'original' | 'replacement'>) => boolean
}

const sources = new Map<string, string>()

function sourceOf(file: string): string {
  const source = sources.get(file) ?? (existsSync(file) ? readFileSync(file, 'utf8') : '')
  sources.set(file, source)
  return source
}

/** Whether a text is the first argument of `unit(`. */
const namesUnit = (file: string, text: string): boolean =>
  /^'[a-z-]+\.[a-z-]+'$/.test(text) && new RegExp(`\\bunit\\(\\s*${text.replace('.', '\\.')},`).test(sourceOf(file))

/** Whether a text is the second argument of `idOnceFor(`. */
const namesOccurrence = (file: string, text: string): boolean =>
  /^'[a-z-]+\.[a-z-]+'$/.test(text) && new RegExp(`\\bidOnceFor\\([^(),]+, ${text.replace('.', '\\.')}\\)`).test(sourceOf(file))

/** What spares work and changes nothing that comes of it, by the file, what is written there, and what stands in its place. */
const SPARING: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'app/audit/own-words.ts': { '!MAY_HOLD_WORDS.test(details)': ['false'], 'words.length === 0': ['false'] },
  'app/integrations/send-record.ts': {
    'last === undefined': ['false'],
    'rows.length < PAGE': ['false'],
    'last === undefined || rows.length < PAGE': ['last === undefined && rows.length < PAGE'],
  },
  'app/integrations/send-store.ts': { 'row.idempotency_key === null': ['false'] },
  'app/audit/own-records.ts': { 'rows.length === TAKEN_AT_ONCE': ['true', 'false', 'rows.length !== TAKEN_AT_ONCE'] },
}

const PERSONAL_DATA = 'app/store/personal-data.ts'
/** What the erasing looks at, and what only the test of the list does. */
const FATES = /\b(gone|with|emptied|columns|kept|by): /g
const TOLD_ONLY = ['columns', 'kept', 'by']

/** Whether something stands in a part of the list of personal data that says what becomes of a column, and does nothing. */
function onlyTells({ mutator, start: { line, column } }: Pick<Mutant, 'mutator' | 'start'>): boolean {
  const lines = sourceOf(PERSONAL_DATA).split('\n')
  const before = [...lines.slice(0, line - 1), (lines[line - 1] ?? '').slice(0, column - 1)].join('\n')
  const last = [...before.matchAll(FATES)].at(-1)
  if (last === undefined || !TOLD_ONLY.includes(last[1] ?? '')) return false
  // What begins right there; within it no object begins but the fate of the next table.
  return mutator !== 'ObjectLiteral' || last.index + last[0].length === before.length
}

/** All of them. Whatever is not here is counted. */
export const EXCLUSIONS: readonly Exclusion[] = [
  {
    reason: 'the name of a unit of writing, by which the writing thread finds it: any other does as well, as long as no second unit has it',
    concerns: ({ file, mutator, original }) => mutator === 'StringLiteral' && namesUnit(file, original),
  },
  {
    reason: 'the name of what happens to a thing once, from which an id is made: any other does as well, as long as nothing else is called so',
    concerns: ({ file, mutator, original }) => mutator === 'StringLiteral' && namesOccurrence(file, original),
  },
  {
    reason: "the number of an agent's term at a level: counted down it is as new as counted up, and nobody is told it",
    concerns: ({ original, replacement }) => original === 'agent.term + 1' && replacement === 'agent.term - 1',
  },
  {
    reason: 'what the list of personal data says of columns that are not erased by it: only its own test reads that, against the schema',
    concerns: (mutant) => mutant.file === PERSONAL_DATA && onlyTells(mutant),
  },
  {
    reason: 'a shortcut, or how much is written at once: without it, or with more or less at once, the same comes of it',
    concerns: ({ file, original, replacement }) => SPARING[file]?.[original]?.includes(replacement) ?? false,
  },
]

/** What is not changed at all, and why. */
export const LEFT_OUT: readonly { readonly what: string; readonly reason: string }[] = [
  { what: 'the adapters of engines (app/backplane/redis, temporal and mcp, app/store/postgres)', reason: 'they are measured on their engines' },
  {
    what: 'what leads jobs through an engine outside (app/coordination/leading-outside, turns, task-runs and steps-store)',
    reason: 'it is measured on that engine too',
  },
  { what: 'the scripts of the page (app/http/page)', reason: 'they run in a browser, where nothing can be switched' },
]

/** Why a mutant is not counted; undefined if it is. */
export const exclusionOf = (mutant: Parameters<Exclusion['concerns']>[0]): string | undefined => EXCLUSIONS.find(({ concerns }) => concerns(mutant))?.reason

/** Those that count. */
export const counted = (mutants: readonly Mutant[]): Mutant[] => mutants.filter((mutant) => exclusionOf(mutant) === undefined)

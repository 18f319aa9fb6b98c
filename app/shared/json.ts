import { visit } from 'jsonc-parser'
import { InvalidInput } from './errors'

const DEEPEST = 100

/** What goes from one to another, and is listed by the hundred: no larger than what every consumer of CloudEvents takes (CloudEvents 1.0.2, "Size Limits"). */
const MOST_BYTES = 65_536

/** Throws InvalidInput, which names the field, if a value is too large to be carried. */
export function refuseLarge(value: unknown, field: string): void {
  if (Buffer.byteLength(JSON.stringify(value)) > MOST_BYTES) throw new InvalidInput(field, `${field} must be at most ${MOST_BYTES} bytes as JSON`)
}

type Path = readonly (string | number)[]

/** A place in a JSON document as people write it: `messages[0].role`; the whole document is `body`. */
export const fieldName = (path: Path): string =>
  path.reduce<string>((name, part) => (typeof part === 'number' ? `${name}[${part}]` : name === '' ? part : `${name}.${part}`), '') || 'body'

/**
 * JSON from outside. Refused beyond what JSON itself refuses, because readers disagree on it or a store cannot keep it:
 * duplicate members, more than 100 levels, numbers that lose digits beyond 2^53, NUL, lone surrogates, `__proto__`.
 * Throws InvalidInput that names the place.
 */
export function parseJson(text: string): unknown {
  const value = syntax(text)
  if (!isKeptWhole(value, text)) examine(text)
  return value
}

/** Whether nothing of the text is refused or was lost in the value, told from the value: a fraction of what a second reading costs. Escapes may stand for colons. */
const isKeptWhole = (value: unknown, text: string): boolean => !text.includes('\\u') && colonsOf(value, 0) === colonsIn(text)

/** The colons in the text of a value, if no member was given twice: one for each, and those within names and texts. NaN for what is refused. */
function colonsOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return isStorable(value) ? colonsIn(value) : Number.NaN
  if (typeof value === 'number') return isExact(value) ? 0 : Number.NaN
  if (typeof value !== 'object' || value === null) return 0
  if (depth >= DEEPEST) return Number.NaN
  let colons = 0
  if (Array.isArray(value)) {
    for (const item of value) colons += colonsOf(item, depth + 1)
    return colons
  }
  for (const name of Object.keys(value)) {
    if (name === '__proto__') return Number.NaN
    colons += 1 + colonsOf(name, depth) + colonsOf((value as Record<string, unknown>)[name], depth + 1)
  }
  return colons
}

function colonsIn(text: string): number {
  let colons = 0
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) colons += 1
  return colons
}

const isExact = (value: number): boolean => Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** Reads the text once more, for the place of what is refused. */
function examine(text: string): void {
  const members: Set<string>[] = []
  const enter = (path: Path) => {
    if (path.length >= DEEPEST) throw new InvalidInput(fieldName(path.slice(0, 3)), `${fieldName(path.slice(0, 3))} is nested more than ${DEEPEST} levels deep`)
  }
  visit(text, {
    onObjectBegin: (_offset, _length, _line, _column, path) => {
      enter(path())
      members.push(new Set())
    },
    onObjectEnd: () => void members.pop(),
    onArrayBegin: (_offset, _length, _line, _column, path) => enter(path()),
    onObjectProperty: (name, _offset, _length, _line, _column, path) => checkMember(name, [...path(), name], members.at(-1)),
    onLiteralValue: (literal, offset, length, _line, _column, path) => {
      if (typeof literal === 'string') checkText(literal, fieldName(path()))
      if (typeof literal === 'number') checkNumber(literal, text.slice(offset, offset + length), fieldName(path()))
    },
  })
}

function syntax(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidInput('body', 'The body is not valid JSON')
  }
}

function checkMember(name: string, path: Path, seen: Set<string> | undefined): void {
  const field = fieldName(path)
  checkText(name, field)
  if (name === '__proto__') throw new InvalidInput(field, `${field} is not a name that a field can have`)
  if (seen?.has(name)) throw new InvalidInput(field, `${field} is given twice`)
  seen?.add(name)
}

function checkNumber(value: number, source: string, field: string): void {
  if (!isExact(value)) throw new InvalidInput(field, `${field} is a number too large to be kept exactly: ${source.slice(0, 40)}`)
}

/** Any text in any script is welcome; NUL and lone surrogates cannot be stored and are refused. */
export function checkText(text: string, field: string): void {
  if (text.includes('\0')) throw new InvalidInput(field, `${field} contains the character NUL, which cannot be stored`)
  if (!text.isWellFormed()) throw new InvalidInput(field, `${field} contains half a character (a lone surrogate), which cannot be stored`)
}

import { readFileSync } from 'node:fs'
import { isMap, isSeq, parseDocument } from 'yaml'
import { messageOf } from '../../../app/shared/errors'
import { type Catalogue, statementsOf } from '../../specification/catalogue'
import { Misuse } from '../../specification/misuse'

/** Something that a platform does not claim: a statement or family of the catalogue, a tag, or one example; and why. */
export interface Unclaimed {
  readonly kind: 'id' | 'tag' | 'example'
  readonly name: string
  readonly reason: string
}

/** What an example is known by. */
export interface Known {
  readonly title: string
  readonly tags: readonly string[]
  readonly id: string
}

const KINDS = ['id', 'tag', 'example'] as const

/** Reads the file that CONCORD_CAPABILITIES names; `titles` are those of all examples. Throws Misuse, one sentence that names the file and the entry. */
export function readCapabilities(path: string, catalogue: Catalogue, titles: ReadonlySet<string>): readonly Unclaimed[] {
  const wrong = (sentence: string): never => {
    throw new Misuse(`CONCORD_CAPABILITIES (${path}): ${sentence}`)
  }
  const file = parseDocument(textOf(path))
  const [error] = file.errors
  if (error !== undefined) return wrong(`it is no YAML: ${error.message.split('\n')[0]}`)
  const list = isMap(file.contents) ? file.contents.get('not_claimed') : undefined
  if (!isSeq(list) || !isMap(file.contents) || file.contents.items.length !== 1) return wrong('it must hold one list, called not_claimed.')
  const entries = (list.toJSON() as readonly unknown[]).map((entry, index) => entryOf(entry, (fault) => wrong(`entry ${index + 1} ${fault}`)))
  const known = { id: new Set(idsOf(catalogue)), tag: new Set(Object.keys(catalogue.tags)), example: titles }
  for (const [index, { kind, name }] of entries.entries()) {
    if (!known[kind].has(name)) wrong(`entry ${index + 1} names the ${kind} "${name}", which the specification does not have.`)
    if (entries.findIndex((other) => other.kind === kind && other.name === name) !== index) wrong(`entry ${index + 1} names "${name}" a second time.`)
  }
  return entries
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Misuse(`CONCORD_CAPABILITIES names a file that cannot be read: ${messageOf(error)}.`)
  }
}

/** Entries may name a whole family, such as INTG-05. */
const idsOf = (catalogue: Catalogue): readonly string[] => [...catalogue.families.map(({ id }) => id), ...statementsOf(catalogue).map(({ id }) => id)]

function entryOf(entry: unknown, wrong: (fault: string) => never): Unclaimed {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return wrong('must be an id, a tag or an example with its reason.')
  const given = entry as Readonly<Record<string, unknown>>
  const kinds = KINDS.filter((kind) => given[kind] !== undefined)
  const [kind] = kinds
  if (kind === undefined || kinds.length !== 1) return wrong('must name one of id, tag and example.')
  const stray = Object.keys(given).find((key) => key !== kind && key !== 'reason')
  if (stray !== undefined) return wrong(`has the field "${stray}", which means nothing; there are id, tag, example and reason.`)
  const { [kind]: name, reason } = given
  if (typeof name !== 'string' || name.trim() === '') return wrong(`must give its ${kind} as a text.`)
  if (typeof reason !== 'string' || reason.trim() === '') return wrong(`("${name}") lacks its reason.`)
  return { kind, name, reason }
}

/** The first entry that an example falls under. */
export const unclaimedBy = (entries: readonly Unclaimed[], { title, tags, id }: Known): Unclaimed | undefined =>
  entries.find(({ kind, name }) => {
    if (kind === 'tag') return tags.includes(name)
    return kind === 'example' ? name === title : id === name || id.startsWith(`${name}.`)
  })

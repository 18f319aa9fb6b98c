import { canonicalJson, sha256 } from '../shared/canonical-json'
import type { AuditRow } from '../store/tables'

/** The details in which somebody may have said something in their own words. */
const IN_OWN_WORDS = ['action', 'member', 'model', 'reason', 'type', 'worker'] as const
const MAY_HOLD_WORDS = new RegExp(`"(?:${IN_OWN_WORDS.join('|')})":`)
const LACKS_WORDS = new RegExp(`${MAY_HOLD_WORDS.source}\\{"removed":`)

/** What stands where words were, once whoever said them is forgotten: their hash. */
interface Removed {
  readonly removed: string
}

type Details = Readonly<Record<string, unknown>>

/** What is stored may have been changed by anybody who got at it. */
function read(details: string): Details {
  try {
    return { ...JSON.parse(details) }
  } catch {
    return {}
  }
}
const wordsIn = (details: Details): readonly string[] => IN_OWN_WORDS.filter((name) => typeof details[name] === 'string')

function replaced(details: Details, names: readonly string[]): string {
  const hashes = names.map((name): [string, Removed] => [name, { removed: sha256(String(details[name])) }])
  return canonicalJson({ ...details, ...Object.fromEntries(hashes) })
}

/** The details as the chain is hashed over them: with hashes in place of words, so that words can be taken away later and the record still holds. Pure. */
export function hashedForm(details: string): string {
  if (!MAY_HOLD_WORDS.test(details)) return details
  const parsed = read(details)
  // What is written in another way than it was is another text.
  return canonicalJson(parsed) === details ? hashedFormOf(parsed, details) : details
}

/** The same of details whose canonical text is known. Pure. */
export function hashedFormOf(details: Details, written: string): string {
  const words = wordsIn(details)
  return words.length === 0 ? written : replaced(details, words)
}

/**
 * Whose words a record holds: who did it; where it tells under what name somebody had a task or a place, whoever had it, also if another ended that.
 * Whoever did it for an agent that had it gave that its name. Pure.
 */
export function speakerOf({ actor, subject, details }: Pick<AuditRow, 'actor' | 'subject' | 'details'>): string {
  if (!details.includes('"held_by":')) return actor
  const { held_by } = read(details)
  return held_by === subject ? actor : String(held_by)
}

/** Whether words were taken out of a record. Pure. */
export const lacksWords = ({ details }: Pick<AuditRow, 'details'>): boolean => LACKS_WORDS.test(details)

/** The details without what somebody said in words other than `ours`; undefined if there is nothing to take away. Pure. */
export function withoutWords(details: string, ours: ReadonlySet<string>): string | undefined {
  const parsed = read(details)
  const theirs = wordsIn(parsed).filter((name) => !ours.has(String(parsed[name])))
  return theirs.length === 0 ? undefined : replaced(parsed, theirs)
}

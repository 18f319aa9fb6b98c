import { ConcordError } from '../shared/errors'
import { cardsIn, type Detector, emailsIn, type Find, ibansIn, keysIn, phonesIn } from './detectors'
import { lookOf } from './look'

/** A text without personal data and keys. Throws MaskingFailed; then the text must not be stored. */
export type Mask = (text: string) => string

/** What was to be stored could not be looked through. Nothing was stored. */
export class MaskingFailed extends ConcordError {
  readonly code = 'masking_failed'
  constructor(cause: unknown) {
    super('The text could not be looked through for personal data, so nothing was stored', { retryable: true, retryAfterMs: 1_000 }, { cause })
  }
}

/** What is masked in posts and channels, in this order. */
export const DETECTORS: readonly Detector[] = [
  { label: '[key]', find: keysIn },
  { label: '[email]', find: emailsIn },
  { label: '[iban]', find: ibansIn },
  { label: '[card]', find: cardsIn },
  { label: '[phone]', find: phonesIn },
]

/** Masks with the given detectors. One that fails fails the whole: nothing half looked through is ever given back. */
export const createMask =
  (detectors: readonly Detector[]): Mask =>
  (text) => {
    try {
      return masked(text, detectors)
    } catch (error) {
      throw new MaskingFailed(error)
    }
  }

/** Masks email addresses, phone and card numbers, IBANs and keys, for example as `[email]`; takes time in proportion to the text. */
export const mask: Mask = createMask(DETECTORS)

function masked(text: string, detectors: readonly Detector[]): string {
  const look = lookOf(text)
  let { seen } = look
  const finds: (Find & { readonly label: string })[] = []
  for (const { label, find } of detectors) {
    const found = find(seen)
    seen = without(seen, found)
    finds.push(...found.map((each) => ({ ...each, label })))
  }
  const hidden = finds
    .filter(({ left }) => left !== true)
    .map(({ start, end, label }) => ({ ...look.inText(start, end), label }))
    .toSorted((one, other) => one.start - other.start)
  const parts = hidden.map(({ start, label }, index) => text.slice(hidden[index - 1]?.end ?? 0, start) + label)
  return parts.join('') + text.slice(hidden.at(-1)?.end ?? 0)
}

/** NUL is no letter, no digit and no space, and stands in no text that we take. */
function without(seen: string, found: readonly Find[]): string {
  const parts: string[] = []
  let from = 0
  for (const { start, end } of found) {
    parts.push(seen.slice(from, start), '\0'.repeat(end - start))
    from = end
  }
  return parts.join('') + seen.slice(from)
}

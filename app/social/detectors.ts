import { countrySpecs, isValidIBAN } from 'ibantools'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import isISBN from 'validator/lib/isISBN'
import isLuhnNumber from 'validator/lib/isLuhnNumber'
import { type Candidate, numbersIn } from './digits'

/** Something in a text that is not to be stored, or that only looks so: then nothing else is seen in it. */
export interface Find {
  readonly start: number
  readonly end: number
  readonly left?: boolean
}

/** Finds one kind of datum; `seen` is the text as it looks, without what was found before. */
export interface Detector {
  readonly label: string
  readonly find: (seen: string) => readonly Find[]
}

/** What may stand before the sign: RFC 5322's atext and letters of any script (RFC 6531), of whatever length. */
const LOCAL = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~.-]"
const LOCAL_PART = new RegExp(`(?<!${LOCAL})${LOCAL}+$`, 'u')
const DOMAIN = /(?:[\p{L}\p{M}\p{N}-]{1,63}\.)+(?:xn--[a-z0-9-]{2,59}|[\p{L}\p{M}]{2,63})/iuy

/** A sign with a name before it and a domain behind it; a mention has no domain. What stands between two signs is looked at once. */
export function emailsIn(seen: string): readonly Find[] {
  const found: Find[] = []
  let from = 0
  for (const { index: sign } of seen.matchAll(/@/g)) {
    DOMAIN.lastIndex = sign + 1
    const [domain] = DOMAIN.exec(seen) ?? []
    const [local = ''] = LOCAL_PART.exec(seen.slice(from, sign)) ?? []
    from = sign + 1
    if (domain === undefined || local === '') continue
    from += domain.length
    found.push({ start: sign - local.length, end: from })
  }
  return found
}

/**
 * Keys by the prefixes that their issuers publish, after the rules of gitleaks (MIT), and our own tokens. Each begins where no word goes on,
 * so that a text is gone through once.
 */
const KEYS = [
  'sk-(?=[\\w-]*\\d)[\\w-]{8,}', // OpenAI, Anthropic and those who copied them; without a digit it is a name such as sk-learn
  '[spr]k_(?:live|test)_\\w{8,}', // Stripe
  'gh[oprsu]_[A-Za-z0-9]{10,}', // GitHub
  'github_pat_\\w{16,}',
  'glpat-[\\w-]{16,}', // GitLab
  'xox[a-z]-[\\w-]{8,}', // Slack
  'xapp-[\\w-]{8,}',
  'A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])', // Amazon
  'AIza[\\w-]{35}', // Google
  'npm_[A-Za-z0-9]{36}',
  'hf_[A-Za-z0-9]{30,}', // Hugging Face
  'ccd_[\\w-]{16,}',
  'eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{8,}', // JSON Web Tokens (RFC 7519)
]
const KEY = new RegExp(`(?<![\\w-])(?:${KEYS.join('|')})|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:(?!-----END )[^])*(?:-----END [A-Z ]{0,30}-----)?`, 'g')

export const keysIn = (seen: string): readonly Find[] => Array.from(seen.matchAll(KEY), ({ 0: { length }, index }) => ({ start: index, end: index + length }))

const IBAN_START = /(?<![\p{Lu}\p{Ll}\p{Lt}\p{N}_])[A-Z]{2}\d{2}(?=[ -]?[A-Z0-9])/giu

/** By length and checksum (ISO 13616, ISO 7064; ibantools has the register of SWIFT). One with a wrong checksum is none. */
export function ibansIn(seen: string): readonly Find[] {
  const found: Find[] = []
  for (const { 0: head, index: start } of seen.matchAll(IBAN_START)) {
    const length = countrySpecs[head.slice(0, 2).toUpperCase()]?.chars ?? null
    if (length === null || start < (found.at(-1)?.end ?? 0)) continue
    const [written = ''] =
      new RegExp(`^[a-z0-9](?:[ -]?[a-z0-9]){${length - 1}}(?![\\p{Lu}\\p{Ll}\\p{Lt}\\p{N}])`, 'iu').exec(seen.slice(start, start + 2 * length)) ?? []
    if (written === '') continue
    const isIban = isValidIBAN(written.replaceAll(/[ -]/g, '').toUpperCase())
    found.push({ start, end: start + written.length, left: !isIban })
  }
  return found
}

/**
 * 13 to 19 digits by Luhn's checksum (ISO/IEC 7812-1), in one piece, as cards have them, or alone on their line; of 13 only Visa's, which
 * book numbers and times in milliseconds are not.
 */
function isCard({ digits, sizes, written, isWhole }: Candidate): boolean {
  if (digits.length < 13 || (digits.length === 13 && !digits.startsWith('4'))) return false
  const isWritten = /^[\d ]+$|^[\d-]+$/.test(written) && (isWhole || /^(\d+|4-4-4-4(-[1-3])?|4-4-4-1|4-6-[45])$/.test(sizes))
  return isWritten && isLuhnNumber(digits)
}

export const cardsIn = (seen: string): readonly Find[] => numbersIn(seen, isCard)

/** Where a number begins with 0, it may be from one of these; the plan of North America has its own form. */
const HOMES = ['GB', 'DE', 'FR'] as const
/** Those of ITU-T E.164 have 15 digits at most, and two zeros may stand before them. */
const LONGEST_PHONE = 17
const DATE = /^\d{2}[./-]\d{2}[./-]\d{4}(?!\d)/

/**
 * International numbers, also those that are not given out, by the numbering plans of libphonenumber; others only as they are written at
 * home: `(213) 373-4253`, or in groups with a 0 before them. Ten digits in one piece are many things.
 */
function isPhone(seen: string, { digits, sizes, written, start }: Candidate): boolean {
  if (digits.length > LONGEST_PHONE) return false
  if (seen[start - 1] === '+') return isPossible(`+${digits}`)
  if (/^00[1-9]/.test(digits)) return isPossible(`+${digits.slice(2)}`)
  if (/[\p{L}\p{N}]-$/u.test(seen.slice(Math.max(0, start - 2), start))) return false
  if (/^1?[2-9]/.test(digits) && /^(1-)?3-3-4$/.test(sizes)) return true
  const isAtHome = /^0[1-9]/.test(digits) && sizes.includes('-') && digits.length >= 10 && digits.length <= 12
  return isAtHome && !DATE.test(written) && !isISBN(written) && HOMES.some((home) => isPossible(digits, home))
}

const isPossible = (number: string, home?: (typeof HOMES)[number]): boolean => parsePhoneNumberFromString(number, home)?.isPossible() === true

/** With the sign and the bracket before it. */
export function phonesIn(seen: string): readonly Find[] {
  return numbersIn(seen, (candidate) => isPhone(seen, candidate)).map(({ start, end, written }) => {
    const plus = Number(seen[start - 1] === '+')
    const bracket = Number(seen[start - plus - 1] === '(' && written.includes(')'))
    return { start: start - plus - bracket, end }
  })
}

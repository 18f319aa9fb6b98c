/** A JSON object or a JSON list, by the sign that opens it. */
export type Opening = '{' | '['

interface Piece {
  readonly from: number
  readonly to: number
}

/**
 * The text of the last JSON object or list (RFC 8259) within any other text: of all that are whole, the one that ends last. `broken-off`
 * if the text then ends in the middle of another. What stands in a string of one that is whole is none. Pure; takes time in proportion to
 * the length: a place is read again only by a beginning that stands in what an earlier one took for a string, so at most twice.
 */
export function lastJson(text: string, opening: Opening): string | 'broken-off' | undefined {
  const begun = new Uint8Array(text.length)
  let last: Piece = { from: 0, to: 0 }
  let brokenOff = false
  let at = 0
  while (at < text.length) {
    if (!isOpening(text[at]) || begun[at] === 1) {
      at += 1
      continue
    }
    const reading = readFrom(text, at, { opening, begun })
    if (reading.last !== undefined && reading.last.to > last.to) last = reading.last
    if (reading.kind === 'broken-off') brokenOff = true
    at = reading.kind === 'whole' ? reading.end : at + 1
  }
  if (last.to === 0) return undefined
  return brokenOff ? 'broken-off' : text.slice(last.from, last.to)
}

type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end'

interface Reading {
  /** `broken-off`: the text ended within one of those looked for. */
  readonly kind: 'whole' | 'broken-off' | 'wrong'
  readonly end: number
  /** The one that ends last of those looked for. */
  readonly last: Piece | undefined
}

/** Reads as far as it is JSON, noting every beginning on the way: it need not be tried by itself. */
function readFrom(text: string, from: number, { opening, begun }: { readonly opening: Opening; readonly begun: Uint8Array }): Reading {
  const open: number[] = []
  const inObject = () => text[open.at(-1) ?? from] === '{'
  let last: Piece | undefined
  let expected: Expected = 'value'
  for (let at = from; ; ) {
    at = afterSpace(text, at)
    if (at === text.length) return { kind: open.some((begin) => text[begin] === opening) ? 'broken-off' : 'wrong', end: at, last }
    const sign = text[at]
    if (closes(sign, expected, inObject())) {
      const piece = { from: open.pop() ?? from, to: at + 1 }
      if (text[piece.from] === opening) last = piece
      at = piece.to
      if (open.length === 0) return { kind: 'whole', end: at, last }
      expected = 'comma or end'
    } else if (isOpening(sign) && mayBeValue(expected)) {
      begun[at] = 1
      open.push(at)
      at += 1
      expected = sign === '{' ? 'name or end' : 'value or end'
    } else {
      const end = afterToken(text, at, expected)
      if (end === undefined) return { kind: 'wrong', end: at, last }
      at = end
      expected = following(expected, inObject())
    }
  }
}

const isOpening = (sign: string | undefined): boolean => sign === '{' || sign === '['
const mayBeValue = (expected: Expected): boolean => expected === 'value' || expected === 'value or end'

const closes = (sign: string | undefined, expected: Expected, inObject: boolean): boolean =>
  inObject
    ? sign === '}' && (expected === 'name or end' || expected === 'comma or end')
    : sign === ']' && (expected === 'value or end' || expected === 'comma or end')

/** What comes after a sign, a name or a value that holds no others. */
function following(expected: Expected, inObject: boolean): Expected {
  if (expected === 'comma or end') return inObject ? 'name' : 'value'
  if (expected === 'colon') return 'value'
  return mayBeValue(expected) ? 'comma or end' : 'colon'
}

/** The end of what is expected at this place; undefined where something else stands. */
function afterToken(text: string, at: number, expected: Expected): number | undefined {
  if (expected === 'comma or end') return text[at] === ',' ? at + 1 : undefined
  if (expected === 'colon') return text[at] === ':' ? at + 1 : undefined
  if (text[at] === '"') return afterString(text, at)
  return mayBeValue(expected) ? afterScalar(text, at) : undefined
}

function afterSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1
  return at
}

const SHORT_ESCAPES = '"\\/bfnrt'
const FIRST_PRINTABLE = 0x20

/** After the closing quotation mark, or the end of the text if none comes. */
function afterString(text: string, from: number): number | undefined {
  for (let at = from + 1; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === '"') return at + 1
    if (sign.charCodeAt(0) < FIRST_PRINTABLE) return undefined
    if (sign !== '\\') continue
    at += 1
    if (text[at] === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4
    else if (at < text.length && !SHORT_ESCAPES.includes(text.charAt(at))) return undefined
  }
  return text.length
}

const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/

/** After a number or a word of JSON's; one that the text ends with may go on. */
function afterScalar(text: string, from: number): number | undefined {
  let at = from
  while (at < text.length && isScalarSign(text.charCodeAt(at))) at += 1
  return at > from && (at === text.length || SCALAR.test(text.slice(from, at))) ? at : undefined
}

/** A digit, a Latin letter, a sign or a point. */
const isScalarSign = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 43 || code === 45 || code === 46

/** A text as it looks to whoever reads it, and where what is found in it stands in the text itself. */
export interface Look {
  readonly seen: string
  inText(start: number, end: number): { readonly start: number; readonly end: number }
}

/** Marks that nobody sees, such as soft hyphens and joiners (Unicode's category Cf), and digits that take two places in a text. */
const SHIFTING = /\p{Cf}|(?=[\u{10000}-\u{10FFFF}])\p{Nd}/gu
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu
const DIGIT = /^\p{Nd}$/u

/** Full-width forms, digits of every script, odd spaces and dashes as ASCII; what nobody sees is not there. So what looks the same is found the same. Pure. */
export function lookOf(text: string): Look {
  const parts: string[] = []
  const places: number[] = []
  let from = 0
  const keep = (to: number) => {
    for (let place = from; place < to; place += 1) places.push(place)
    parts.push(text.slice(from, to))
  }
  for (const { 0: char, index } of text.matchAll(SHIFTING)) {
    keep(index)
    from = index + char.length
    if (char.length === 1 || !DIGIT.test(char)) continue
    places.push(index)
    parts.push(digitOf(char))
  }
  keep(text.length)
  const seen = asAscii(parts.join(''))
  return { seen, inText: (start, end) => ({ start: places[start] ?? 0, end: endOf(text, places[end - 1] ?? 0) }) }
}

/** Behind the character that stands at a place, which may take two. */
const endOf = (text: string, place: number): number => place + ((text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1)

/** One character for one. */
const asAscii = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(OTHER_DIGIT, digitOf)
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000\t]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')

/** Digits stand in tens, from nought on (Unicode, section 4.6). */
function digitOf(char: string): string {
  const code = char.codePointAt(0) ?? 0
  let before = 0
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1
  return String(before % 10)
}

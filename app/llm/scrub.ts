import { withoutSecrets } from '../shared/logger'

const LONGEST = 300
/** A piece of the key as long as this is hidden too: providers repeat keys shortened. */
const PIECE = 8
const HIDDEN = '[hidden]'

/** Pieces of one key that lie side by side. */
const HIDDEN_TWICE = /(?:\[hidden\]){2,}/g
/** What providers' keys look like, also masked by the provider itself: `sk-proj-ab***yz`. */
const KEY_LIKE = /\bsk-[^\s"'`,;)\]}]*|[\w-]*\*{2,}[\w*-]*/g
/** C0 and C1 controls, which would let a provider write lines of its own into logs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g

/** A provider's words made safe to show and to store: no key or piece of it, no control characters, at most 300 characters. */
export function scrub(text: string, key: string): string {
  const clean = withoutSecrets(hideKey(text.slice(0, LONGEST + key.length), key))
    .replace(KEY_LIKE, HIDDEN)
    .replace(HIDDEN_TWICE, HIDDEN)
    .replace(CONTROLS, ' ')
    .trim()
    .toWellFormed()
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean
}

function hideKey(text: string, key: string): string {
  if (!hasPieceOf(text, key)) return text
  let hidden = text.replaceAll(key, HIDDEN)
  for (let start = 0; start + PIECE <= key.length; start += 1) {
    hidden = hidden.replaceAll(key.slice(start, start + PIECE), HIDDEN)
  }
  return hidden
}

/** Looks for the text in the key: providers' words are short, and keys are long. */
function hasPieceOf(text: string, key: string): boolean {
  if (key !== '' && key.length < PIECE) return text.includes(key)
  for (let start = 0; start + PIECE <= text.length; start += 1) if (key.includes(text.slice(start, start + PIECE))) return true
  return false
}

import type { PersonName } from './cast'

/** A request with a text in it, written out so that anything can be made wrong with it. */
export interface Errand {
  readonly person: PersonName
  readonly path: string
  /** The name of the field that holds the text. */
  readonly text: string
  /** The request as it is sent: with these members in the place of its text, and more at its end. */
  readonly written: (text: string, more: string) => string
}

/** One errand of each kind: an invitation to that address, a question, a message, an issue. */
export const errands = (address: string, channel: string, repository: string): readonly Errand[] => [
  { person: 'Olivia', path: '/api/people', text: 'name', written: (text, more) => `{${text}"email":"${address}","role":"user"${more}}` },
  { person: 'Uma', path: '/api/llm/chat', text: 'content', written: (text, more) => `{"messages":[{${text}"role":"user"}]${more}}` },
  { person: 'Sam', path: '/api/integrations/slack/send', text: 'text', written: (text, more) => `{${text}"channel":"${channel}"${more}}` },
  { person: 'Sam', path: '/api/integrations/github/issues', text: 'title', written: (text, more) => `{${text}"repo":"${repository}"${more}}` },
]

const sound = ({ text, written }: Errand): string => written(`"${text}":"Nina",`, '')
const textAs =
  (value: string) =>
  ({ text, written }: Errand): string =>
    written(`"${text}":${value},`, '')
const withMore = (more: string) => (errand: Errand) => errand.written(`"${errand.text}":"Nina",`, `,${more}`)
/** The request itself is the first level. */
const levels = (count: number) => withMore(`"colour":${'['.repeat(count - 1)}${']'.repeat(count - 1)}`)

/** What can be wrong with the content of a request, in a feature's words. */
const FLAWS: Readonly<Record<string, (errand: Errand) => string | Buffer>> = {
  'its text left out': ({ written }) => written('', ''),
  'nothing in place of its text': textAs('null'),
  'a number in place of its text': textAs('5'),
  'a list in place of its text': textAs('["Nina"]'),
  'a field that nobody knows': withMore('"colour":"red"'),
  'a list in place of everything': () => '[]',
  'nothing at all': () => '',
  'the character zero in its text': textAs('"Ni\\u0000na"'),
  'half a character in its text': textAs('"Ni\\ud83dna"'),
  'its text given twice': ({ text, written }) => written(`"${text}":"Nina","${text}":"Norbert",`, ''),
  'a field called like the origin of things': withMore('"__proto__":{"role":"administrator"}'),
  'a number that would lose digits': withMore('"colour":9007199254740993'),
  '100 levels of lists': levels(100),
  '101 levels of lists': levels(101),
  'half of its content': (errand) => sound(errand).slice(0, -10),
  'bytes that are no characters': (errand) => Buffer.from(sound(errand).replace('Nina', 'Ni\xffna'), 'latin1'),
}

export const FLAW_WORDS = Object.keys(FLAWS)

/** The content of an errand with this flaw, or of this many bytes. */
export function flawed(errand: Errand, flaw: string): string | Buffer {
  const [, bytes] = /^(\d+) bytes$/.exec(flaw) ?? []
  if (bytes !== undefined) return sound(errand).padEnd(Number(bytes), ' ')
  const make = FLAWS[flaw]
  if (make === undefined) throw new Error(`nobody knows how to send something with ${flaw}`)
  return make(errand)
}

/** What stands for a character in a feature where the character itself could not be seen. */
export const unescaped = (text: string): string => text.replaceAll(/\\u([0-9a-f]{4})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

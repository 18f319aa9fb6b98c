/** The words that the specification does without, and those that it takes for granted: one list each, for the guard, the lint and the tests. */

/** Words of the trade, group by group, and what is said instead. */
const TECHNICAL: readonly (readonly [words: readonly string[], instead: string])[] = [
  [
    [
      'https?',
      'tcp',
      'tls',
      'ssl',
      'dns',
      'web ?sockets?',
      'sockets?',
      'sse',
      'rpc',
      'status codes?',
      'headers?',
      'payloads?',
      'prox(y|ies)',
      'timeouts?',
      'ttl',
      'loopback',
    ],
    'say who asks whom for what, and what they are told',
  ],
  [
    ['urls?', 'uris?', 'endpoints?', 'apis?', 'localhost', 'hosts?', 'ports?', 'backends?', 'frontends?', 'middleware'],
    'name what is asked for, not where it is',
  ],
  [
    ['json', 'ya?ml', 'xml', 'html', 'css', 'dom', 'ndjson', 'schemas?', 'jwts?', 'cookies?', 'base64', 'hexadecimal', 'utf-?8', 'ascii'],
    'say what is told or shown, not how it is written',
  ],
  [['sql', 'sqlite', 'postgres\\w*', 'databases?', 'quer(y|ies)', 'transactions?', 'cach(e|es|ed)'], 'say what is stored, found or kept'],
  [['mock(s|ed)?', 'stub(s|bed)?'], 'say how the service is: out of service, silent, overloaded'],
  [
    [
      'null',
      'undefined',
      'booleans?',
      'arrays?',
      'integers?',
      'strings?',
      'uuids?',
      'regex(es|ps?)?',
      'regular expressions?',
      'pointers?',
      'nonces?',
      'checksums?',
      'timestamps?',
    ],
    'say what is missing or written, as a person sees it',
  ],
  [
    [
      'callbacks?',
      'handlers?',
      'threads?',
      'mutex(es)?',
      'async',
      'cron',
      'exceptions?',
      'stack traces?',
      'sig(kill|term|int)',
      'std(in|out|err)',
      'env(ironment)? variables?',
    ],
    'say what happens and who notices',
  ],
]

const anyOf = (words: readonly string[]): RegExp => new RegExp(`\\b(${words.join('|')})\\b`, 'i')
const ANY_TECHNICAL = anyOf(TECHNICAL.flatMap(([words]) => words))
const GROUPS = TECHNICAL.map(([words, instead]) => ({ fits: anyOf(words), instead }))

/** The numbers by which HTTP calls its refusals and failures, unless something is counted: "500 milliseconds". */
const STATUS = /(?<![\d.,:])(40\d|41[0-8]|42[1-9]|431|451|50[0-8]|51[01]|529)(?![\d:%]|[.,]\d|\s+[a-z]{3,}s\b)/

const VAGUE = anyOf(['gracefully', 'properly', 'correctly', 'appropriately', 'successfully', 'either', 'as expected', 'as appropriate', 'somehow', 'and so on'])
const VAGUE_OUTCOME = anyOf(['at least', 'should', 'might', 'probably', 'roughly'])

/** Names that need no place in the glossary: whose products they are is known to everybody. */
const KNOWN_NAMES: ReadonlySet<string> = new Set(['OpenAI', 'Anthropic', 'Slack', 'GitHub', 'Google', 'Redis', 'Temporal', 'PostgreSQL', 'Node', 'KiB', 'MiB'])

/** What is typed or sent, wherever it stands: addresses, options of a command, files, and calls by their method. */
const TYPED =
  /\b[a-z][a-z\d+.-]*:\/\/\S*|(?<![\w-])--[a-z][\w-]*|\b[\w-]+\.(json|ndjson|ya?ml|html|csv|svg|db|[cm]?[jt]s)\b|\b(GET|POST|PUT|PATCH|DELETE|HEAD) \//

/** The capabilities whose features show what somebody types: at a shell, in a setting, or where an address is what an example is about. */
const TYPING: ReadonlySet<string> = new Set(['@shell', '@operations', '@network'])

/** A word, and how it is said instead. */
export interface Unfit {
  readonly word: string
  readonly instead: string
}

const PLACE = /\[…[^\]]*\]?/g

/** What the specification says itself: what people say in quotation marks is theirs, and what is to be filled in says nothing yet. */
export const ownWords = (text: string): string => text.replace(PLACE, '').replace(/"[^"]*"/g, '""')

/** The first word that a product owner would not use. */
export function technicalWord(text: string): Unfit | undefined {
  const word = ANY_TECHNICAL.exec(text)?.[0]
  if (word !== undefined) return { word, instead: GROUPS.find(({ fits }) => fits.test(word))?.instead ?? '' }
  const status = STATUS.exec(text)?.[0]
  return status === undefined ? undefined : { word: status, instead: 'name the failure in the words of support/outcomes.ts' }
}

/** The first thing that only a program reads, in quotation marks too, unless the feature is about what is typed. */
export function typedWord(text: string, tags: readonly string[]): Unfit | undefined {
  const word = tags.some((tag) => TYPING.has(tag)) ? undefined : TYPED.exec(text)?.[0]
  return word === undefined ? undefined : { word, instead: 'say what it stands for; the steps know how it is written' }
}

/** The first word that leaves open what comes out. */
export const vagueWord = (text: string, outcome: boolean): string | undefined => (VAGUE.exec(text) ?? (outcome ? VAGUE_OUTCOME.exec(text) : null))?.[0]

/** What a skeleton leaves to whoever fills it in: `[… the outcome]`. */
export const placeIn = (text: string): string | undefined => text.match(PLACE)?.[0]

/** The names in a step that neither the glossary nor everybody knows. Words of capitals alone are units and the like. */
export const strangersIn = (text: string, glossary: Readonly<Record<string, string>>): string[] =>
  (
    ownWords(text)
      .replace(/<[^>]*>/g, '')
      .match(/\b[A-Z]\w*[a-z]\w*/g) ?? []
  ).filter((name) => !(KNOWN_NAMES.has(name) || Object.hasOwn(glossary, name)))

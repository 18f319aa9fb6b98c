/**
 * Names that a whole platform shares, such as those of queues and topics. Each example gets some of its own: on the way out a mark is put
 * before them, on the way back it is taken away, so that an example never meets what another has left under the same name.
 */
export interface Names {
  /** A path with its query, as it is sent. */
  path(path: string): string
  /** What is sent with it. */
  body(body: unknown): unknown
  /** An address of mail. */
  address(email: string): string
  /** What another service calls somebody. */
  account(name: string): string
  /** Whatever came back, as a text. */
  back(text: string): string
  /** Whether a text bears the mark of another example. */
  isForeign(text: string): boolean
}

/** Names longer than this keep their length, as they are about how long a name may be: the mark takes the place of how they begin. */
const LONGEST_MARKED = 80
const PLACES = /^(\/api\/(?:queues|barriers|breakers|resources|state)\/)([^/?]+)/
const MAIL = /@(example\.com)\b/gi
/** The platform's own topics begin like this; what follows `state:` is a name again. */
const OWN_TOPICS = /^(?:alerts|global|agent|person|category|channel|coordination)(?::|$)/
const NAMED: ReadonlySet<string> = new Set(['topic', 'resource_id', 'scope'])

/** Where nobody else has left anything. */
export const PLAIN: Names = {
  path: (path) => path,
  body: (body) => body,
  address: (email) => email,
  account: (name) => name,
  back: (text) => text,
  isForeign: () => false,
}

/** A mark is one word, unlike any other text. */
export const newMark = (chance: number): string =>
  `zq${Math.floor(chance * 36 ** 5)
    .toString(36)
    .padStart(5, '0')}`
const MARKED = /\bzq[0-9a-z]{5}(?=[-_.])/g

export function createNames(mark: string): Names {
  const prefix = `${mark}-`
  const long = new Map<string, string>()
  const marked = (name: string): string => {
    if (name === '' || name.startsWith(prefix) || long.has(name)) return name
    if (name.length <= LONGEST_MARKED) return prefix + name
    const known = `${mark}_${[...name].slice(prefix.length).join('')}`
    long.set(known, name)
    return known
  }
  const topic = (text: string): string => {
    if (text.startsWith('state:')) return `state:${marked(text.slice(6))}`
    return text === '*' || OWN_TOPICS.test(text) ? text : marked(text)
  }
  const mail = (text: string): string => text.replaceAll(MAIL, `@${mark}.$1`)
  const value = (key: string, given: unknown): unknown => {
    if (typeof given === 'string') {
      if (key === 'topic' || key === 'topics' || key === 'subscribe') return topic(given)
      return NAMED.has(key) ? marked(given) : key === 'email' ? mail(given) : given
    }
    if (Array.isArray(given)) return given.map((each) => value(key, each))
    if (given === null || typeof given !== 'object') return given
    return Object.fromEntries(Object.entries(given).map(([name, each]) => [name, value(name, each)]))
  }
  const query = (text: string): string => {
    const parameters = new URLSearchParams(text)
    for (const name of ['topic', 'topics']) {
      const given = parameters.get(name)
      if (given !== null) parameters.set(name, given.split(',').map(topic).join(','))
    }
    return parameters.toString()
  }
  return {
    path(path) {
      const [where = '', asked] = path.split('?', 2)
      const renamed = where.replace(PLACES, (_all, place: string, name: string) => place + encodeURIComponent(marked(decoded(name))).replaceAll('%3A', ':'))
      return asked === undefined || !/(?:^|&)topics?=/.test(asked) ? renamed + (asked === undefined ? '' : `?${asked}`) : `${renamed}?${query(asked)}`
    },
    isForeign: (text) => text.match(MARKED)?.some((each) => each !== mark) ?? false,
    body: (body) => value('', body),
    address: mail,
    account: (name) => prefix + name,
    back: (text) => {
      const short = text.replaceAll(prefix, '').replaceAll(`@${mark}.`, '@')
      return [...long].reduce((left, [known, name]) => left.replaceAll(known, name), short)
    },
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

import { withoutSecrets } from '../app/shared/logger'
import { SERVICE_NAMES } from './fakes/fakes'
import { isRecord } from './fakes/service'
import type { Part, Story, Told, ToldKind } from './specification/page/story'
import { type Passed, PLATFORM } from './wire-record'

/** What the story is told with: what is done at an address, and whom an identifier or a name belongs to. */
export interface Telling {
  readonly summary: (method: string, path: string) => string | undefined
  /** Names by identifier. */
  readonly names: ReadonlyMap<string, string>
  readonly isAgent: (name: string) => boolean
}

const MOST = 40
const LONGEST = 70
const SERVICES: ReadonlySet<string> = new Set(Object.values(SERVICE_NAMES))

/** What went over the wire, in words: the first of it, and how much more there was. A model that is asked for an agent is asked by that agent. */
export function storyOf(passed: readonly Passed[], telling: Telling): Story {
  const lanes: [string, Part][] = []
  const laneOf = (name: string) => {
    const known = lanes.findIndex(([other]) => other === name)
    return known >= 0 ? known : lanes.push([name, partOf(name, telling)]) - 1
  }
  const told = passed.slice(0, MOST).map((one): Told => {
    const agent = agentIn(one)
    const lane = (name: string) => laneOf(agent !== undefined && name === PLATFORM ? agent : name)
    const [kind, words] = wordsOf(one, telling)
    return [one.atMs, lane(one.from), lane(one.to), kind, shortened(withoutSecrets(words))]
  })
  return { lanes, told, more: Math.max(0, passed.length - MOST) }
}

function partOf(name: string, { isAgent }: Telling): Part {
  if (name === PLATFORM) return 'platform'
  if (SERVICES.has(name)) return 'service'
  return isAgent(name) ? 'agent' : 'person'
}

function wordsOf(one: Passed, telling: Telling): [ToldKind, string] {
  if (one.kind === 'lost') return ['lost', LOST.find(([pattern]) => pattern.test(one.what))?.[1] ?? 'no answer']
  if (SERVICES.has(one.to)) return ['asked', askedOfService(one)]
  if (SERVICES.has(one.from)) return answeredByService(Number(one.what))
  return one.kind === 'asked' ? ['asked', askedOfPlatform(one.what, telling)] : answeredByPlatform(one.what)
}

const LOST: readonly (readonly [RegExp, string])[] = [
  [/refused|unknown_host|lookup_failed|unreachable/, 'cannot be reached'],
  [/never_connects|given_up/, 'does not take the call'],
  [/tls/, 'has broken security'],
  [/abort|clos/i, 'nobody waits any more'],
]

function askedOfPlatform(what: string, { summary, names }: Telling): string {
  const { method = '', path = '', rest = '' } = /^(?<method>[A-Z]+) (?<path>\S+) ?(?<rest>.*)$/s.exec(what)?.groups ?? {}
  if (method === '') return 'open a two-way line'
  const about = new Set(what.match(IDENTIFIERS)?.flatMap((id) => names.get(id) ?? []))
  const said = quoted(parsed(rest), ASKED)
  return `${doing(summary(method, path))}${about.size > 0 ? ` (${[...about].join(', ')})` : ''}${said}`
}

const IDENTIFIERS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** The description's words up to their first pause: `Take the next task`, `Arrive at a barrier`. */
function doing(summary: string | undefined): string {
  const [words = ''] = (summary ?? 'Ask for what is not there').split(/[,:;]/)
  return words.charAt(0).toLowerCase() + words.slice(1)
}

/** Where a request, and an answer, say what they are about; nothing else of them is shown. */
const ASKED = ['name', 'message', 'task', 'content', 'text', 'input', 'title', 'query', 'context', 'outcome', 'state', 'type', 'topic', 'reason']
const ANSWERED = ['content', 'response', 'text', 'outcome', 'status', 'state', 'reply', 'result', 'name']

function answeredByPlatform(what: string): [ToldKind, string] {
  const status = Number(what.slice(0, 3))
  const body = parsed(what.slice(4))
  if (status >= 400) return ['refused', isRecord(body) && typeof body.detail === 'string' ? body.detail : 'refused']
  if (Number.isNaN(status)) return ['answered', what]
  const items = isRecord(body) && Array.isArray(body.items) ? `, ${body.items.length} found` : ''
  return ['answered', `${status === 202 ? 'under way' : 'done'}${items}${quoted(body, ANSWERED)}`]
}

const SERVICE_CALLS: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\/(chat|messages)/, 'ask the model'],
  [/^\/v1\/models/, 'ask which models there are'],
  [/chat\.postMessage/, 'post a message'],
  [/history|replies|search/, 'look whether it is there'],
  [/issues$/, 'open an issue'],
  [/token$/, 'exchange the sign-in'],
  [/certs|jwks|openid-configuration/, 'ask how answers are signed'],
]

function askedOfService({ what, heard }: Passed): string {
  if (what === 'connects') return 'connect'
  const [, path = ''] = what.split(' ')
  const said = heard?.()?.body
  return `${SERVICE_CALLS.find(([pattern]) => pattern.test(path))?.[1] ?? 'ask'}${quoted(said, ASKED)}`
}

function answeredByService(status: number): [ToldKind, string] {
  if (status < 400) return ['answered', 'an answer']
  if (status === 401 || status === 403) return ['refused', 'rejects our credentials']
  if (status === 402) return ['refused', 'wants to be paid']
  if (status === 429) return ['refused', 'asks us to slow down']
  return ['refused', status >= 500 ? 'is unavailable' : 'calls it invalid']
}

/** The agent that a model is asked for: its instructions begin with its name. */
function agentIn({ from, to, heard }: Passed): string | undefined {
  if (heard === undefined || (from !== PLATFORM && to !== PLATFORM)) return undefined
  const body = heard()?.body
  if (!isRecord(body)) return undefined
  const first = [body.system, ...messagesIn(body)].map(textIn).find((text) => text.startsWith('You are '))
  return /^You are (\p{Lu}[^.]*)\./u.exec(first ?? '')?.[1]
}

const messagesIn = (body: Readonly<Record<string, unknown>>): readonly unknown[] => (Array.isArray(body.messages) ? body.messages : [])

function textIn(message: unknown): string {
  if (typeof message === 'string') return message
  if (Array.isArray(message)) return message.map(textIn).join(' ')
  if (!isRecord(message)) return ''
  return textIn(message.content ?? message.text)
}

function quoted(body: unknown, fields: readonly string[]): string {
  if (!isRecord(body)) return ''
  const said = messagesIn(body).at(-1) ?? fields.map((field) => body[field]).find((value) => typeof value === 'string' && value !== '')
  const text = textIn(said)
  return text === '' ? '' : `: “${text}”`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

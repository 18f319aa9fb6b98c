import { everyBrowser } from './browser'
import { PERSON_NAMES } from './cast'
import { broughtKeys } from './own-keys'
import { perScenario } from './per-scenario'
import { PLATFORM_KEYS, SECRET_KEY } from './platform'
import type { Reply } from './reply'
import { sideEffects } from './side-effects'
import type { ConcordWorld } from './world'

export type SecretKind = 'provider key' | 'service credential' | 'platform token' | 'session secret' | 'sealing key' | 'sign-in code'

/** Something that must not be readable anywhere. `name` may be shown. */
export interface Secret {
  readonly kind: SecretKind
  readonly name: string
  readonly text: string
}

/** Secrets that a scenario was given beside those that it had from the beginning. */
export const givenSecrets = perScenario((): Secret[] => [])

/** Every secret of a scenario: those of the platform, of the cast, and those that were brought or given out. */
export function secretsOf(world: ConcordWorld): readonly Secret[] {
  const secret = (kind: SecretKind, name: string, text: string): Secret => ({ kind, name, text })
  const browsers = everyBrowser(world)
  return [
    secret('provider key', "the platform's OpenAI key", PLATFORM_KEYS.OPENAI_API_KEY),
    secret('provider key', "the platform's Anthropic key", PLATFORM_KEYS.ANTHROPIC_API_KEY),
    ...broughtKeys(world).map(({ person, provider, key }) => secret('provider key', `${person}'s key for ${provider}`, key)),
    secret('service credential', "Slack's token", PLATFORM_KEYS.SLACK_BOT_TOKEN),
    secret('service credential', "GitHub's token", PLATFORM_KEYS.GITHUB_TOKEN),
    secret('service credential', "Google's client secret", PLATFORM_KEYS.GOOGLE_CLIENT_SECRET),
    ...PERSON_NAMES.map((name) => secret('platform token', `${name}'s token`, world.member(name).token)),
    ...browsers.flatMap(({ given }) => given.map(({ name, value }) => secret('session secret', `the cookie ${name}`, value))),
    ...browsers.flatMap(({ wayBack }) => secretsIn(wayBack?.searchParams.get('code'), (text) => secret('sign-in code', "Google's code", text))),
    ...(['hex', 'base64', 'base64url', 'latin1'] as const).map((form) =>
      secret('sealing key', `the sealing key as ${form}`, Buffer.from(SECRET_KEY).toString(form)),
    ),
    ...givenSecrets(world),
  ]
}

const secretsIn = (text: string | null | undefined, make: (text: string) => Secret): Secret[] => (text ? [make(text)] : [])

/** Where secrets could be looked for, and all that can be read there. */
export const PLACES = {
  'the log': (world: ConcordWorld) => world.logged.join(''),
  'the errors': (world: ConcordWorld) =>
    world.replies
      .filter(({ status }) => status >= 400)
      .map(({ text, headers }) => `${JSON.stringify(headers)} ${text}`)
      .join('\n'),
  'the audit trail': (world: ConcordWorld) => wholeTrail(world),
  'the metrics': async (world: ConcordWorld) => (await world.wait(world.as('Sam').call('GET', '/metrics'), 'the metrics')).text,
  'the report': async (world: ConcordWorld) => JSON.stringify([...(await sideEffects(world, { steps: [] })), ...callsOf(world)]),
  'the addresses': (world: ConcordWorld) => addressesOf(world).join('\n'),
  'the stored data': (world: ConcordWorld) => world.data.everything(),
} as const satisfies Record<string, (world: ConcordWorld) => string | Promise<string>>

export type Place = keyof typeof PLACES

async function wholeTrail(world: ConcordWorld): Promise<string> {
  const first = '/api/audit?limit=100'
  let pages = ''
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Reply = await world.wait(world.as('Sam').call('GET', cursor === '' ? first : `${first}&cursor=${cursor}`), 'the audit trail')
    pages += page.text
    cursor = page.json<{ next_cursor: string | null }>().next_cursor
  }
  return pages
}

/** What went over the wire, as a report draws it. */
const callsOf = ({ fakes: { openai, anthropic, slack, github, google } }: ConcordWorld) =>
  [openai, anthropic, slack, github, google].flatMap(({ name, calls }) => calls.map((call) => ({ to: name, ...call })))

/** Every address that the platform was asked at, sent somebody to, or asked. */
function addressesOf(world: ConcordWorld): readonly string[] {
  const asked = callsOf(world).map(({ to, method, path }) => `${to} ${method} ${path}`)
  const hidden = asked.find((address) => address.includes('hidden'))
  if (hidden !== undefined) throw new Error(`A fake had to hide a secret in an address that it was asked at: ${hidden}`)
  return [...world.replies.flatMap(({ path, headers }) => [path, String(headers.location ?? '')]), ...asked]
}

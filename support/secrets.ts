import { expect } from 'chai'
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
  'the log': (world: ConcordWorld) => {
    world.reach.lack('log', 'what the platform logged')
    return world.logged.join('')
  },
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

/** What stands there beside, by which one sees that it was really read. */
export const WITNESSES: Readonly<Record<Place, string>> = {
  'the log': '/api/auth/google/callback',
  'the errors': 'provider_credentials_rejected',
  'the audit trail': 'key.rejected',
  'the metrics': 'concord_provider_attempt_seconds',
  'the report': '/v1/chat/completions',
  'the addresses': '/api/keys/openai',
  'the stored data': 'olivia@example.com',
}

export interface Reading {
  readonly place: Place
  readonly text: string
}

const KINDS: readonly SecretKind[] = ['provider key', 'service credential', 'platform token', 'session secret', 'sealing key', 'sign-in code']

/** The names of the secrets that can be read there. Fails where secrets of some kind, or of any use, were not looked for. */
export function secretsFound(world: ConcordWorld, { place, text }: Reading): string[] {
  const secrets = secretsOf(world)
  expect(new Set(secrets.map(({ kind }) => kind)), 'the kinds of secrets looked for').to.deep.equal(new Set(KINDS))
  expect(secrets.filter((secret) => secret.text.length < 8).map(({ name }) => name)).to.deep.equal([])
  // Google's protocol hands its code over in an address; that one alone may hold it.
  const sought = secrets.filter(({ kind }) => place !== 'the addresses' || kind !== 'sign-in code')
  return sought.filter((secret) => text.includes(secret.text)).map(({ name }) => name)
}

/** A provider's refusal that repeats a key, as it is passed on. */
export const TOLD = {
  openai: 'OpenAI rejected our credentials: Incorrect API key provided: [hidden]. You can find your API key at https://platform.openai.com/account/api-keys.',
  anthropic: 'Anthropic rejected our credentials: invalid x-api-key: [hidden]',
} as const

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

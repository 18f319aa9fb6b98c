import type { Environment } from '../../app/settings'
import type { ServiceName } from '../fakes/fakes'
import { PLATFORM_KEYS } from '../platform'
import { Misuse } from '../specification/misuse'
import { SERVICES } from './fakes'

/** The platform that is tried, and where it finds the services that stand in for others. Plain data: workers are told it. */
export interface Remote {
  readonly url: string
  readonly token: string
  /** Where the stand-ins listen. */
  readonly listen: string
  /** How the platform calls this machine. */
  readonly host: string
  /** The first of their ports. */
  readonly port: number
  /** The file that says what the platform does not claim; empty if there is none. */
  readonly capabilities: string
}

/** Where browsers and Google are told that it is, wherever it is: examples know it. */
export const PUBLIC_URL = 'http://localhost:3000'
const USUAL_PORT = 4_400
const LAST_PORT = 65_535

/** Reads from the environment what is tried, and how. Throws Misuse, one sentence that names the setting. */
export function readRemote(env: Environment): Remote {
  const given = (name: string): string | undefined => env[name]?.trim() || undefined
  const url = given('CONCORD_URL')
  if (url === undefined) throw new Misuse('CONCORD_URL must name the platform to be tried, for example http://127.0.0.1:3000.')
  if (!isAddress(url)) throw new Misuse(`CONCORD_URL must be the address of a platform without a path, for example http://127.0.0.1:3000, not "${url}".`)
  const token = given('CONCORD_TOKEN')
  if (token === undefined) throw new Misuse('CONCORD_TOKEN must be the token of an administrator of the platform to be tried.')
  const host = given('CONCORD_FAKES_HOST') ?? '127.0.0.1'
  return {
    url: new URL(url).origin,
    token,
    host,
    listen: given('CONCORD_FAKES_LISTEN') ?? '127.0.0.1',
    port: portOf(given('CONCORD_FAKES_PORT')),
    capabilities: given('CONCORD_CAPABILITIES') ?? '',
  }
}

const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).pathname === '/'

function portOf(text: string | undefined): number {
  if (text === undefined) return USUAL_PORT
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  const last = LAST_PORT - SERVICES.length + 1
  if (port < 1 || port > last) throw new Misuse(`CONCORD_FAKES_PORT must be a whole number from 1 to ${last}, not "${text}"; the next four ports are used too.`)
  return port
}

/** The settings that the operator of the platform gives it, so that it goes to the stand-ins. */
export function operatorsSettings({ host, port }: Pick<Remote, 'host' | 'port'>): Readonly<Record<string, string>> {
  const at = (name: ServiceName): string => `http://${host.includes(':') ? `[${host}]` : host}:${port + SERVICES.indexOf(name)}`
  return {
    OPENAI_BASE_URL: `${at('openai')}/v1`,
    ANTHROPIC_BASE_URL: at('anthropic'),
    SLACK_API_URL: `${at('slack')}/api/`,
    GITHUB_API_URL: at('github'),
    GOOGLE_ISSUER: at('google'),
    ...PLATFORM_KEYS,
    PUBLIC_URL,
  }
}

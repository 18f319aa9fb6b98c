import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { ENGINES, type Engine } from './backplane/backplane'
import type { McpSettings } from './backplane/engine'
import { type FaultPlan, readFaultPlan } from './backplane/fault'
import { serverAddress } from './backplane/mcp/server-address'
import type { TemporalSettings, TlsSettings } from './backplane/temporal/temporal-settings'
import { PROVIDER_NAMES, type ProviderName } from './llm/chat'
import { readModelList } from './llm/model-list'
import { DEFAULT_MODELS } from './llm/models'
import type { ModelEntry } from './llm/route'
import { ConcordError } from './shared/errors'
import { LOG_LEVELS, type LogLevel } from './shared/logger'

/** A setting is wrong; the sentence names it. */
export class WrongSetting extends ConcordError {
  readonly code = 'wrong_setting'
  constructor(name: string, message: string) {
    super(`${name} ${message}`, { field: name })
  }
}

export type Environment = Readonly<Record<string, string | undefined>>

export interface ProviderSettings {
  readonly name: ProviderName
  readonly baseUrl: string
  /** The platform's own key, if it has one. */
  readonly key: string | undefined
  /** The model that is asked where the caller names none. */
  readonly model: string
}

/** Everything that an operator can decide, checked. Durations are in the unit that the name says. */
export type Settings = ReturnType<typeof readSettings>

const LOOPBACK = ['localhost', '127.0.0.1', '::1']

/** The settings from the environment. Throws WrongSetting for the first that cannot be used, and for names that are none. */
export function readSettings(env: Environment) {
  const read = reader(env)
  const host = read.text('HOST', '127.0.0.1', isHost, 'must be an address or a host name')
  const port = read.whole('PORT', 3_000, { from: 0, to: 65_535 })
  const publicUrl = read.address('PUBLIC_URL', `http://${LOOPBACK.includes(host) ? 'localhost' : host}:${port}`)
  const store = database(read.text('DATABASE_URL', 'sqlite:./data/concord.db'))
  const settings = {
    host,
    port,
    database: store,
    auditHead: auditHead(
      read.optional('CONCORD_AUDIT_HEAD', () => true),
      store.path,
    ),
    adminToken: read.optional('CONCORD_ADMIN_TOKEN', (text) => /^[\x21-\x7e]{16,}$/.test(text), 'must have at least 16 characters, no spaces'),
    secretKey: read.optional('CONCORD_SECRET_KEY', isSecretKey, SECRET_KEY_RULE),
    publicUrl,
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info') as LogLevel,
    llm: {
      providers: providers(read),
      connectMs: read.whole('LLM_CONNECT_TIMEOUT_MS', 5_000, POSITIVE),
      firstByteMs: read.whole('LLM_FIRST_BYTE_TIMEOUT_MS', 30_000, POSITIVE),
      idleMs: read.whole('LLM_IDLE_TIMEOUT_MS', 15_000, POSITIVE),
      totalMs: read.whole('LLM_TOTAL_TIMEOUT_MS', 120_000, POSITIVE),
      retries: read.whole('LLM_RETRIES', 2, { from: 0, to: 10 }),
      breakerFailures: read.whole('LLM_BREAKER_FAILURES', 5, { from: 0, to: 1_000 }),
      breakerOpenMs: read.whole('LLM_BREAKER_OPEN_MS', 30_000, POSITIVE),
      failoverOnRejectedCredentials: read.oneOf('LLM_FAILOVER_ON_REJECTED_CREDENTIALS', ['on', 'off'], 'off') === 'on',
      models: models(read),
    },
    currency: read.text('CONCORD_CURRENCY', 'USD', (text) => /^[A-Z]{3}$/.test(text), 'must be a currency in three capital letters (ISO 4217)'),
    slack: { token: read.optional('SLACK_BOT_TOKEN'), apiUrl: read.address('SLACK_API_URL', 'https://slack.com/api/') },
    github: { token: read.optional('GITHUB_TOKEN'), apiUrl: read.address('GITHUB_API_URL', 'https://api.github.com') },
    google: {
      clientId: read.optional('GOOGLE_CLIENT_ID'),
      clientSecret: read.optional('GOOGLE_CLIENT_SECRET'),
      redirectUri: new URL('/api/auth/google/callback', publicUrl).href,
      issuer: read.address('GOOGLE_ISSUER', 'https://accounts.google.com'),
    },
    signInStateMinutes: read.whole('CONCORD_SIGN_IN_STATE_MINUTES', 10, POSITIVE),
    sessionHours: read.whole('CONCORD_SESSION_HOURS', 12, POSITIVE),
    tokenDays: read.whole('CONCORD_TOKEN_DAYS', 90, { from: 1, to: 36_500 }),
    sendTimeoutMs: read.whole('CONCORD_SEND_TIMEOUT_MS', 30_000, POSITIVE),
    idempotencyHours: read.whole('CONCORD_IDEMPOTENCY_HOURS', 24, POSITIVE),
    stopSeconds: read.whole('CONCORD_STOP_SECONDS', 10, { from: 0, to: 3_600 }),
    parallel: read.whole('CONCORD_PARALLEL', 10, { from: 1, to: 10_000 }),
    proposalHours: read.whole('CONCORD_PROPOSAL_HOURS', 24, POSITIVE),
    selfApproval: read.oneOf('CONCORD_SELF_APPROVAL', ['on', 'off'], 'off') === 'on',
    historyCharacters: read.whole('CONCORD_HISTORY_CHARACTERS', 32_000, { from: 0, to: 100_000_000 }),
    viewerBytes: read.whole('CONCORD_VIEWER_BYTES', 1_048_576, { from: 1_024, to: 2 ** 30 }),
    eventDays: read.whole('CONCORD_EVENT_DAYS', 30, { from: 1, to: 36_500 }),
    silenceSeconds: read.whole('CONCORD_SILENCE_SECONDS', 15, { from: 1, to: 86_400 }),
    deliveryTries: read.whole('CONCORD_DELIVERY_TRIES', 5, { from: 1, to: 1_000 }),
    backplane: {
      engine: read.oneOf('CONCORD_BACKPLANE', ENGINES, 'embedded') as Engine,
      redisUrl: read.text('REDIS_URL', 'redis://127.0.0.1:6379', isRedisAddress, 'must be an address that begins with redis:// or rediss://'),
      redisPrefix: read.text('CONCORD_REDIS_PREFIX', 'concord', (text) => /^[\w-]{1,100}$/.test(text), 'must be letters, digits, _ and -, at most 100'),
      temporal: temporal(read),
      mcp: mcpServers(read),
    },
    taskDays: read.whole('CONCORD_TASK_DAYS', 30, { from: 1, to: 36_500 }),
    faults: faults(
      read.optional('CONCORD_FAULTS', () => true),
      env.NODE_ENV,
    ),
    taskRetryMs: read.whole('CONCORD_TASK_RETRY_MS', 1_000, POSITIVE),
    breakerFailures: read.whole('CONCORD_BREAKER_FAILURES', 5, { from: 1, to: 1_000 }),
    breakerOpenMs: read.whole('CONCORD_BREAKER_OPEN_MS', 30_000, POSITIVE),
    leaseSeconds: read.whole('CONCORD_LEASE_SECONDS', 60, { from: 1, to: 86_400 }),
    hops: read.whole('CONCORD_HOPS', 5, { from: 1, to: 100 }),
    rounds: read.whole('CONCORD_ROUNDS', 3, { from: 1, to: 100 }),
    steps: read.whole('CONCORD_STEPS', 100, { from: 1, to: 10_000 }),
    page: read.whole('CONCORD_PAGE', 50, { from: 1, to: 10_000 }),
    pageMax: read.whole('CONCORD_PAGE_MAX', 100, { from: 1, to: 10_000 }),
    bodyBytes: read.whole('CONCORD_BODY_BYTES', 1_048_576, { from: 1_024, to: 2 ** 30 }),
    requestsPerMinute: read.whole('CONCORD_REQUESTS_PER_MINUTE', 600, POSITIVE),
  }
  read.finish()
  refuseContradictions(settings)
  return settings
}

/** What is wrong only beside another setting. */
function refuseContradictions({ page, pageMax, google: { clientId, clientSecret }, backplane: { engine, mcp } }: ReadSettings): void {
  if (page > pageMax) throw new WrongSetting('CONCORD_PAGE', `must not be more than CONCORD_PAGE_MAX (${pageMax})`)
  if (clientId !== undefined && clientSecret === undefined)
    throw new WrongSetting('GOOGLE_CLIENT_SECRET', 'is missing: GOOGLE_CLIENT_ID is of no use without it')
  if (clientId === undefined && clientSecret !== undefined)
    throw new WrongSetting('GOOGLE_CLIENT_ID', 'is missing: GOOGLE_CLIENT_SECRET is of no use without it')
  if (engine === 'mcp' && mcp.tasks === undefined && !mcp.mock)
    throw new WrongSetting('CONCORD_MCP_TASKS', 'is missing: it names the MCP server that keeps tasks (USE_MOCK_MCP=true stands in for it)')
}

interface ReadSettings {
  readonly backplane: { readonly engine: Engine; readonly mcp: McpSettings }
  readonly page: number
  readonly pageMax: number
  readonly google: { readonly clientId: string | undefined; readonly clientSecret: string | undefined }
}

const temporal = (read: Reader): TemporalSettings => {
  const apiKey = read.optional('TEMPORAL_API_KEY')
  return {
    address: read.text('TEMPORAL_ADDRESS', '127.0.0.1:7233', isHostAndPort, 'must be a host and a port, such as 127.0.0.1:7233'),
    namespace: read.text('TEMPORAL_NAMESPACE', 'default'),
    taskQueue: read.text('TEMPORAL_TASK_QUEUE', 'concord'),
    apiKey,
    tls: temporalTls(read, apiKey !== undefined),
  }
}

/** What the way to Temporal is secured with. The settings have the names that Temporal's own programs have for them. */
const temporalTls = (read: Reader, hasKey: boolean): TlsSettings | undefined => {
  const file = (name: string) => read.optional(name, () => true)
  const [CERTIFICATE, KEY] = ['TEMPORAL_TLS_CLIENT_CERT_PATH', 'TEMPORAL_TLS_CLIENT_KEY_PATH']
  const [certificatePath, keyPath] = [file(CERTIFICATE), file(KEY)]
  const serverCaPath = file('TEMPORAL_TLS_SERVER_CA_CERT_PATH')
  const serverName = read.optional('TEMPORAL_TLS_SERVER_NAME', isHost, 'must be a host name')
  const isMeant = [certificatePath, keyPath, serverCaPath, serverName].some((given) => given !== undefined)
  const isOn = ['on', 'true'].includes(read.oneOf('TEMPORAL_TLS', ['on', 'off', 'true', 'false'], hasKey || isMeant ? 'on' : 'off'))
  if (isMeant && !isOn) throw new WrongSetting('TEMPORAL_TLS', 'must not be off beside another setting of TEMPORAL_TLS_')
  if (certificatePath !== undefined && keyPath === undefined) throw new WrongSetting(KEY, `is missing: ${CERTIFICATE} is of no use without it`)
  if (certificatePath === undefined && keyPath !== undefined) throw new WrongSetting(CERTIFICATE, `is missing: ${KEY} is of no use without it`)
  return isOn ? { serverCaPath, certificatePath, keyPath, serverName } : undefined
}

/** Where other people's MCP servers are, or that stand-ins take their place: never both, so that nobody is deceived. */
const mcpServers = (read: Reader) => {
  const rule = 'must be an address that begins with http:// or https://, or a program with its arguments'
  const server = (name: string) => serverAddress(read.optional(name, (text) => serverAddress(text) !== undefined, rule) ?? '')
  const servers = { tasks: server('CONCORD_MCP_TASKS'), values: server('CONCORD_MCP_REDIS'), token: read.optional('CONCORD_MCP_TOKEN') }
  const mock = read.oneOf('USE_MOCK_MCP', ['true', 'false'], 'false') === 'true'
  if (mock && (servers.tasks ?? servers.values) !== undefined)
    throw new WrongSetting('USE_MOCK_MCP', 'is of no use beside CONCORD_MCP_TASKS or CONCORD_MCP_REDIS')
  return { ...servers, mock }
}

const POSITIVE = { from: 1, to: 2 ** 31 - 1 }
/** For the `concord` command, not for the platform. */
const OTHERS = ['CONCORD_URL', 'CONCORD_TOKEN', 'CONCORD_NEW_SECRET_KEY']

type Reader = ReturnType<typeof reader>

function reader(env: Environment) {
  const known = new Set(OTHERS)
  const value = (name: string) => {
    known.add(name)
    const text = env[name]?.trim()
    return text === '' ? undefined : text
  }
  const fitting = (name: string, text: string, fits: (text: string) => boolean, rule: string) => {
    if (!fits(text)) throw new WrongSetting(name, rule)
    return text
  }
  return {
    text: (name: string, usual: string, fits: (text: string) => boolean = () => true, rule = '') => fitting(name, value(name) ?? usual, fits, rule),
    optional(name: string, fits: (text: string) => boolean = isHeaderText, rule = 'must be one line of plain characters') {
      const text = value(name)
      return text === undefined ? undefined : fitting(name, text, fits, rule)
    },
    address: (name: string, usual: string) => fitting(name, value(name) ?? usual, isWebAddress, 'must be an address that begins with http:// or https://'),
    oneOf: <Choice extends string>(name: string, choices: readonly Choice[], usual: Choice) =>
      fitting(name, value(name) ?? usual, (text) => (choices as readonly string[]).includes(text), `must be one of ${choices.join(', ')}`) as Choice,
    whole(name: string, usual: number, { from, to }: { from: number; to: number }) {
      const text = value(name) ?? String(usual)
      return Number(
        fitting(
          name,
          text,
          (digits) => /^\d{1,12}$/.test(digits) && Number(digits) >= from && Number(digits) <= to,
          `must be a whole number from ${from} to ${to}`,
        ),
      )
    },
    /** A misspelt setting would silently be none. */
    finish() {
      const stranger = Object.keys(env).find((name) => /^(CONCORD|LLM)_/.test(name) && !known.has(name))
      if (stranger !== undefined) throw new WrongSetting(stranger, 'is not a setting of Concord')
    },
  }
}

const isHeaderText = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)
const isHost = (text: string): boolean => isIP(text) > 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text)
const isHostAndPort = (text: string): boolean => /^[^\s/:]+:\d{1,5}$/.test(text)
const isRedisAddress = (text: string): boolean => URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol)
const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** The bytes of a key written in base64 or hexadecimal. */
export const secretBytes = (text: string): Buffer => (/^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64'))

export const isSecretKey = (text: string): boolean => secretBytes(text).length === 32
export const SECRET_KEY_RULE = 'must be 32 bytes, in base64 or hexadecimal'

/** Where the data is. */
export interface DatabaseSettings {
  /** The address of the server of PostgreSQL, password and all; none for SQLite. */
  readonly server?: string
  /** The database's file or `:memory:`; of a server's database, the file that it would be: what is kept on this machine lies beside it. */
  readonly path: string
  /** As it may be shown to anybody. */
  readonly shown: string
}

function database(url: string): DatabaseSettings {
  const [, path] = /^sqlite:(.+)$/.exec(url) ?? []
  if (path !== undefined) return { path, shown: path }
  if (!/^postgres(ql)?:/.test(url))
    throw new WrongSetting('DATABASE_URL', 'must be sqlite: and a path, sqlite::memory:, or an address such as postgres://user@host/database')
  const { name, shown } = postgresAddress(url)
  return { server: url, path: `./data/${name.replaceAll(/[^\w.-]/g, '_')}`, shown }
}

/** The name of the database, and the address without password and options. Throws WrongSetting, which shows nothing of what was given. */
function postgresAddress(url: string): { readonly name: string; readonly shown: string } {
  const [, name = ''] = /^postgres(?:ql)?:\/\/[^/]*\/([^/?#]+)(?:[?#].*)?$/.exec(url) ?? []
  if (name === '' || !URL.canParse(url) || !/^([^%]|%[0-9a-f]{2})*$/i.test(url))
    throw new WrongSetting('DATABASE_URL', 'must be an address such as postgres://user@host/database')
  const { username, host } = new URL(url)
  return { name: decodeURIComponent(name), shown: `postgres://${username === '' ? '' : `${username}@`}${host}/${name}` }
}

/** The file for the head of the audit trail; none for a database in memory, which begins anew with every start. */
function auditHead(given: string | undefined, databasePath: string): string | undefined {
  if (databasePath !== ':memory:') {
    if (given !== undefined && resolve(given) === resolve(databasePath)) throw new WrongSetting('CONCORD_AUDIT_HEAD', 'must not be the database itself')
    return given ?? `${databasePath}.audit-head`
  }
  if (given !== undefined) throw new WrongSetting('CONCORD_AUDIT_HEAD', 'is of no use with a database in memory')
  return undefined
}

/** Injected failures are for trials alone. */
function faults(text: string | undefined, mode: string | undefined): FaultPlan | undefined {
  if (text === undefined) return undefined
  if (mode === 'production') throw new WrongSetting('CONCORD_FAULTS', 'is not possible in production mode (NODE_ENV=production)')
  const plan = readFaultPlan(text)
  if (typeof plan === 'string') throw new WrongSetting('CONCORD_FAULTS', plan)
  return plan
}

const PROVIDER_KEYS = {
  openai: ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'https://api.openai.com/v1'],
  anthropic: ['ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL', 'https://api.anthropic.com'],
} as const

/** `openai:gpt-x,anthropic:claude-y`: the order in which providers are asked, each with the model for those who name none. */
function providers(read: Reader): readonly ProviderSettings[] {
  const usual = PROVIDER_NAMES.map((name) => `${name}:${DEFAULT_MODELS[name]}`).join(',')
  const order = read
    .text('LLM_PROVIDERS', usual)
    .split(',')
    .map((part) => part.trim())
  const access = Object.fromEntries(
    PROVIDER_NAMES.map((name) => [name, { key: read.optional(PROVIDER_KEYS[name][0]), baseUrl: read.address(PROVIDER_KEYS[name][1], PROVIDER_KEYS[name][2]) }]),
  )
  const listed = order.map((part) => {
    const [, name, model] = /^([a-z]+)(?::(\S+))?$/.exec(part) ?? []
    const provider = PROVIDER_NAMES.find((known) => known === name)
    if (provider === undefined) throw new WrongSetting('LLM_PROVIDERS', `must list providers such as ${usual}; "${part}" is none`)
    return {
      name: provider,
      model: model ?? DEFAULT_MODELS[provider],
      key: access[provider]?.key,
      baseUrl: (access[provider]?.baseUrl ?? '').replace(/\/+$/, ''),
    }
  })
  if (new Set(listed.map(({ name }) => name)).size < listed.length) throw new WrongSetting('LLM_PROVIDERS', 'names a provider twice')
  return listed
}

/** `[{"id": "gpt-x", "provider": "openai", "quality": 2}]`: the models that are offered, whose they are, and what they are worth. */
function models(read: Reader): readonly ModelEntry[] {
  const list = readModelList(read.text('LLM_MODELS', '[]'))
  if ('wrong' in list) throw new WrongSetting('LLM_MODELS', list.wrong)
  return list
}

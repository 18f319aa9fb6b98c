import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent } from 'undici'
import type { Environment } from '../../app/settings'
import { type Api, createApi } from '../api'
import { startRedis } from '../engines/redis-server'
import { MissingEngine } from '../storage/own-server'
import { startPostgres } from '../storage/server'
import { NO_TEMPORAL, temporalServer } from '../temporal/dev-server'
import { ownQueue } from '../temporal/platforms'
import { type Certificates, type Certified, makeCertificates } from './certificates'
import { startChild } from './child'
import { type InstantModel, startModel } from './instant-model'
import { laySecureWire, type Manner } from './secure-wire'

// The trial of what is between the platform and its servers: Redis, PostgreSQL and Temporal are reached over TLS alone, and vouched for by an
// authority of the trial's own. Whoever trusts it works with them as ever. Whoever does not, or comes without TLS, does not start, and is told why.
// It proves itself on a platform that trusts everybody.

const ADMIN_TOKEN = 'the-first-administrator-of-the-trial'
const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** What the platform is started with, and what comes of it: it works, or does not start and says this. */
interface Way {
  readonly what: string
  readonly settings: Environment
  readonly refused?: RegExp
  /** It is wrong on purpose, and the trial has to see it. */
  readonly planted?: boolean
}

/** A server that is reached over TLS alone. */
interface Site {
  readonly name: string
  /** Where the server itself is. */
  readonly port: number
  readonly manner: Manner
  ways(port: number): readonly Way[]
  stop(): Promise<void>
}

const UNTRUSTED = /^(REDIS_URL |DATABASE_URL: ).*self-signed certificate in certificate chain/m
/** As if nobody looked at certificates. */
const CREDULOUS: Environment = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
const trusting = ({ authorityPath }: Certificates): Environment => ({ NODE_EXTRA_CA_CERTS: authorityPath })

async function redisSite(certificates: Certificates): Promise<Site> {
  const redis = await startRedis()
  return {
    ...{ name: 'Redis', port: redis.port, manner: {}, stop: () => redis.stop() },
    ways: (port) => {
      const at = (scheme: string): Environment => ({ CONCORD_BACKPLANE: 'redis', REDIS_URL: `${scheme}://127.0.0.1:${port}` })
      return [
        { what: 'over TLS', settings: { ...at('rediss'), ...trusting(certificates) } },
        { what: 'over TLS, trusting it not', settings: at('rediss'), refused: UNTRUSTED },
        { what: 'over TLS, trusting everybody', settings: { ...at('rediss'), ...CREDULOUS }, refused: UNTRUSTED, planted: true },
        { what: 'without TLS', settings: { ...at('redis'), ...trusting(certificates) }, refused: /REDIS_URL / },
      ]
    },
  }
}

async function postgresSite(certificates: Certificates): Promise<Site> {
  const server = await startPostgres()
  const { authorityPath } = certificates
  return {
    ...{ name: 'PostgreSQL', port: Number(new URL(server.url).port), manner: { asksFirst: true }, stop: () => server.stop() },
    ways: (port) => {
      const at = (options: Readonly<Record<string, string>>): Environment => {
        const url = new URL(server.url)
        url.port = String(port)
        url.search = new URLSearchParams(options).toString()
        return { DATABASE_URL: url.href }
      }
      return [
        { what: 'over TLS', settings: { ...at({ sslmode: 'verify-full' }), ...trusting(certificates) } },
        { what: 'over TLS, trusting it by its own address', settings: at({ sslmode: 'verify-full', sslrootcert: authorityPath }) },
        { what: 'over TLS, trusting it not', settings: at({ sslmode: 'verify-full' }), refused: UNTRUSTED },
        { what: 'over TLS, trusting everybody', settings: { ...at({ sslmode: 'verify-full' }), ...CREDULOUS }, refused: UNTRUSTED, planted: true },
        { what: 'without TLS', settings: { ...at({}), ...trusting(certificates) }, refused: /DATABASE_URL: / },
      ]
    },
  }
}

/** Temporal demands besides that the platform shows who it is. */
async function temporalSite({ authorityPath, client, stranger }: Certificates): Promise<Site> {
  const server = await temporalServer({ ...process.env, TEMPORAL_ADDRESS: undefined })
  if (server === undefined) throw new MissingEngine(NO_TEMPORAL)
  const shown = ({ certificatePath, keyPath }: Certified): Environment => ({
    TEMPORAL_TLS_CLIENT_CERT_PATH: certificatePath,
    TEMPORAL_TLS_CLIENT_KEY_PATH: keyPath,
  })
  return {
    ...{ name: 'Temporal', port: Number(server.address.split(':')[1]), manner: { mutual: true }, stop: () => server.stop() },
    ways: (port) => {
      const there: Environment = { CONCORD_BACKPLANE: 'temporal', TEMPORAL_ADDRESS: `127.0.0.1:${port}`, TEMPORAL_TASK_QUEUE: ownQueue() }
      const at: Environment = { ...there, TEMPORAL_TLS_SERVER_CA_CERT_PATH: authorityPath }
      const nowhere = join(tmpdir(), 'concord-no-such-file.pem')
      return [
        { what: 'over TLS', settings: { ...at, ...shown(client) } },
        { what: 'over TLS, trusting it not', settings: { ...there, ...shown(client) }, refused: /TEMPORAL_ADDRESS .*its certificate is not trusted/ },
        { what: 'over TLS, showing nothing', settings: at, refused: /TEMPORAL_ADDRESS .*(it does not accept the certificate|it broke the connection off)/ },
        {
          what: 'over TLS, as a stranger',
          settings: { ...at, ...shown(stranger) },
          refused: /TEMPORAL_ADDRESS .*(it does not accept the certificate|it broke the connection off)/,
        },
        {
          what: 'over TLS, looking for another',
          settings: { ...at, ...shown(client), TEMPORAL_TLS_SERVER_NAME: 'elsewhere.example' },
          refused: /TEMPORAL_ADDRESS .*its certificate is for another name/,
        },
        {
          what: 'over TLS, with a key that is none',
          settings: { ...at, ...shown({ ...client, keyPath: authorityPath }) },
          refused: /TEMPORAL_ADDRESS .*the certificate of the platform and its key cannot be used/,
        },
        {
          what: 'over TLS, with a file that is not there',
          settings: { ...there, TEMPORAL_TLS_SERVER_CA_CERT_PATH: nowhere },
          refused: /TEMPORAL_TLS_SERVER_CA_CERT_PATH names a file that cannot be read/,
        },
        { what: 'without TLS', settings: there, refused: /TEMPORAL_ADDRESS .*it broke the connection off/ },
      ]
    },
  }
}

const SITES: Readonly<Record<string, (certificates: Certificates) => Promise<Site>>> = { Redis: redisSite, PostgreSQL: postgresSite, Temporal: temporalSite }

/** A task is done, and a workflow; throws whatever is not as it should be. */
async function work(api: Api): Promise<void> {
  const post = async <Body>(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Body> => {
    const reply = await api.call('POST', path, { body, headers })
    if (reply.status >= 300) throw new Error(`POST ${path} was answered ${reply.status}: ${reply.text}`)
    return reply.json<Body>()
  }
  const agent = { name: 'Ada', instructions: 'Be brief.', category: 'trial', maturity: 'autonomous', reason: 'The trial needs one' }
  const { id: agent_id } = await post<{ id: string }>('/api/agents', agent)
  const { id: task } = await post<{ id: string }>('/api/queues/trial/tasks', { title: 'a task' })
  await post('/api/queues/trial/claim', { worker: 'Wim' })
  await post(`/api/queues/trial/tasks/${task}/complete`, { worker: 'Wim' })
  const steps = [{ agent_id, action: 'chat', message: 'a step' }]
  const { status } = await post<{ status: string }>('/api/workflows/sequential', { steps }, { prefer: 'wait=20' })
  if (status !== 'completed') throw new Error(`the workflow is ${status} after 20 s`)
  const verified = await api.call('GET', '/api/audit/verify')
  if (!verified.json<{ valid: boolean }>().valid) throw new Error(`the audit trail is not in order: ${verified.text}`)
}

/** What is wrong with one way; undefined if it went as it should. */
async function tryOne({ settings, refused }: Way, model: InstantModel): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-trial-'))
  const child = startChild({
    ...{ DATABASE_URL: `sqlite:${join(folder, 'concord.db')}`, CONCORD_AUDIT_HEAD: join(folder, 'audit-head') },
    ...{ CONCORD_ADMIN_TOKEN: ADMIN_TOKEN, CONCORD_SECRET_KEY: '07'.repeat(32), LOG_LEVEL: 'error' },
    ...{ LLM_PROVIDERS: 'openai:trial', OPENAI_API_KEY: 'sk-trial', OPENAI_BASE_URL: model.baseUrl },
    ...settings,
  })
  const dispatcher = new Agent()
  try {
    const origin = await child.listening
    if (refused !== undefined) {
      if (origin !== undefined) return 'it started'
      return refused.test(child.output) ? undefined : `it said instead of ${refused}: ${child.output}`
    }
    if (origin === undefined) return `it does not start: ${child.output}`
    await work(createApi({ origin, dispatcher, conformance: undefined })({ authorization: `Bearer ${ADMIN_TOKEN}` }))
    return undefined
  } catch (error) {
    return `${error instanceof Error ? error.message : error}\n${child.output}`
  } finally {
    child.kill()
    await child.ended
    await dispatcher.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How many of a site's ways did not go as they should. */
async function trySite({ name, port, manner, ways, stop }: Site, certificates: Certificates, model: InstantModel): Promise<number> {
  const wire = await laySecureWire(port, certificates, manner)
  let wrong = 0
  try {
    for (const way of ways(wire.port)) {
      const before = wire.carried
      const fault = (await tryOne(way, model)) ?? (way.refused === undefined && wire.carried === before ? 'nothing went over the wire' : undefined)
      const isRight = (fault === undefined) !== (way.planted ?? false)
      if (!isRight) wrong += 1
      const outcome = fault ?? (way.refused === undefined ? 'works' : 'does not start, and says why')
      print(`${isRight ? '✓' : '✗'} ${name} ${way.what}: ${way.planted && isRight ? `planted, and seen (${outcome})` : outcome}`)
    }
    return wrong
  } finally {
    await wire.close()
    await stop()
  }
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-certificates-'))
  const model = await startModel()
  let [wrong, tried] = [0, 0]
  try {
    const certificates = makeCertificates(folder)
    for (const [name, open] of Object.entries(SITES)) {
      const site = await open(certificates).catch((error: unknown) => {
        if (!(error instanceof MissingEngine)) throw error
        print(`${name}: not tried. ${error.message}`)
      })
      if (site === undefined) continue
      tried += 1
      wrong += await trySite(site, certificates, model)
    }
  } finally {
    await model.close()
    rmSync(folder, { recursive: true, force: true })
  }
  print(`${tried} of ${Object.keys(SITES).length} servers tried over TLS, ${wrong} findings`)
  if (wrong > 0) return 1
  return tried === 0 ? 2 : 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    print(error instanceof MissingEngine ? error.message : `✗ the trial itself failed: ${error instanceof Error ? error.stack : error}`)
    process.exit(error instanceof MissingEngine ? 2 : 1)
  },
)

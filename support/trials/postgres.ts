import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent } from 'undici'
import type { Environment } from '../../app/settings'
import { type Api, createApi } from '../api'
import { MissingEngine } from '../storage/own-server'
import { addressOf, onServer } from '../storage/postgres'
import { type OwnServer, startPostgres } from '../storage/server'
import { type Child, startChild } from './child'
import { type InstantModel, startModel } from './instant-model'
import { inspectPostgres, type Told } from './postgres-inspection'

// The trial of PostgreSQL: two platforms share its work while the server is ended at once and started again, several times, and one platform
// is killed. What was acknowledged is there, nothing is half done or done twice, and all work again within seconds.
// It first proves itself on a platform that acknowledges before its commit.

const RESTARTS = 4
const WRITERS_EACH = 3
const BETWEEN_MS = 1_500
const RECOVERED_WITHIN_MS = 10_000
/** Another instance looks for those that are gone every 15 seconds. */
const TAKEN_OVER_WITHIN_MS = 20_000
const ADMIN_TOKEN = 'the-first-administrator-of-the-trial'

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

interface Ground {
  readonly server: OwnServer
  readonly model: InstantModel
  readonly folder: string
}

const settingsOf = ({ server, model, folder }: Ground, database: string, name: string): Environment => ({
  DATABASE_URL: addressOf(server.url, database),
  CONCORD_AUDIT_HEAD: join(folder, `${database}-${name}.audit-head`),
  CONCORD_ADMIN_TOKEN: ADMIN_TOKEN,
  CONCORD_SECRET_KEY: '07'.repeat(32),
  CONCORD_REQUESTS_PER_MINUTE: '100000000',
  LLM_PROVIDERS: 'openai:trial',
  LLM_BREAKER_FAILURES: '0',
  LLM_RETRIES: '0',
  OPENAI_API_KEY: 'sk-trial',
  OPENAI_BASE_URL: model.baseUrl,
  LOG_LEVEL: 'error',
})

interface Running {
  readonly child: Child
  readonly api: Api
}

async function startInstance(settings: Environment, dispatcher: Agent): Promise<Running> {
  const child = startChild(settings)
  const origin = await child.listening
  if (origin === undefined) throw new Error(`the platform does not start:\n${child.output}`)
  return { child, api: createApi({ origin, dispatcher, conformance: undefined })({ authorization: `Bearer ${ADMIN_TOKEN}` }) }
}

/** Asks without end, and notes what was acknowledged; whoever is not answered asks for something else. */
async function keepAsking({ api }: Running, { agent, told, name }: { agent: string; told: Told; name: string }, stopped: () => boolean): Promise<void> {
  for (let number = 1; !stopped(); number++) {
    const text = `${name} ${number}`
    const isPost = number % 4 !== 0
    const [path, body] = isPost ? ['/api/posts', { content: text, post_type: 'status' }] : [`/api/agents/${agent}/execute`, { message: text }]
    const reply = await api.call('POST', path, { body }).catch(() => undefined)
    if (reply === undefined || reply.status >= 500) await sleep(20)
    else if (reply.status >= 400) throw new Error(`${path} was answered ${reply.status}: ${reply.text}`)
    else if (isPost) told.posts.add(text)
    else told.executions.add(reply.json<{ execution_id: string }>().execution_id)
  }
}

/** In how many milliseconds the platform takes work again. */
async function recovery({ api }: Running): Promise<number> {
  const begun = performance.now()
  for (;;) {
    const ready = await api.call('GET', '/readyz').catch(() => undefined)
    const took = performance.now() - begun
    if (ready?.status === 200 || took > TAKEN_OVER_WITHIN_MS) return took
    await sleep(50)
  }
}

const NOTICED_WITHIN_MS = 2_000

/** Whether a platform whose server is gone says that it is not ready. */
async function saysSo({ api }: Running): Promise<boolean> {
  const until = performance.now() + NOTICED_WITHIN_MS
  while (performance.now() < until) {
    if ((await api.call('GET', '/readyz')).status === 503) return true
    await sleep(20)
  }
  return false
}

/** One installation and its fate; what was found wrong with it. */
async function live(ground: Ground, { database, restarts, planted }: { database: string; restarts: number; planted: boolean }): Promise<readonly string[]> {
  await onServer(ground.server.url, (session) => session.query(`create database "${database}"`))
  const dispatcher = new Agent({ keepAliveTimeout: 1_000 })
  const fault = planted ? { NODE_OPTIONS: `--require ${join(__dirname, 'early-answers.cjs')}` } : {}
  const start = (name: string) => startInstance({ ...settingsOf(ground, database, name), ...fault }, dispatcher)
  const one = await start('one')
  const other = await start('other')
  const made = await one.api.call('POST', '/api/agents', {
    body: { name: 'Ada', instructions: 'Be brief.', category: 'trial', maturity: 'autonomous', reason: 'The trial needs one' },
  })
  const agent = made.json<{ id: string }>().id
  const told: Told = { posts: new Set(), executions: new Set() }
  const stopped = new Set<Running>()
  const asking = [one, other].flatMap((instance, index) =>
    Array.from({ length: WRITERS_EACH }, (_, writer) =>
      keepAsking(instance, { agent, told, name: `${database}: writer ${index + 1}.${writer + 1} says` }, () => stopped.has(instance)),
    ),
  )
  const wrong: string[] = []
  for (let time = 1; time <= restarts; time++) {
    await sleep(BETWEEN_MS)
    await ground.server.restart('SIGQUIT', async () => {
      if (!(await Promise.all([one, other].map(saysSo))).every(Boolean))
        wrong.push(`without its server a platform said before restart ${time} that it was ready`)
    })
    const took = Math.max(...(await Promise.all([one, other].map(recovery))))
    if (!planted)
      print(
        `  restart ${time}: both platforms were ready after ${took.toFixed(0)} ms; ${told.posts.size} posts and ${told.executions.size} executions told so far`,
      )
    if (took > RECOVERED_WITHIN_MS) wrong.push(`after restart ${time} a platform was not ready within ${RECOVERED_WITHIN_MS} ms`)
  }
  await sleep(BETWEEN_MS)
  stopped.add(one)
  one.child.kill()
  await one.child.ended
  if (!planted) wrong.push(...(await takenOver(ground, database)))
  stopped.add(other)
  await Promise.all(asking)
  other.child.stop()
  await other.child.ended
  await dispatcher.destroy()
  wrong.push(...(await inspectPostgres(addressOf(ground.server.url, database), told)), ...askedAgain(ground.model, database))
  return wrong
}

/** What the model was asked more than once: every execution asks something of its own. */
const askedAgain = ({ asked }: InstantModel, database: string): string[] =>
  [...asked].filter(([text, times]) => times > 1 && text.startsWith(`${database}: `)).map(([text, times]) => `the model was asked "${text}" ${times} times`)

const ALONE = 'select count(*) as instances from instance'

/** The platform that is left takes over what the killed one was at. */
async function takenOver({ server }: Ground, database: string): Promise<readonly string[]> {
  const begun = performance.now()
  return onServer(addressOf(server.url, database), async (session) => {
    for (;;) {
      const took = performance.now() - begun
      if ((await session.query(ALONE)).rows[0]?.instances === 1) {
        print(`  one platform was killed: the other one had its work after ${took.toFixed(0)} ms`)
        return []
      }
      if (took > TAKEN_OVER_WITHIN_MS) return [`the work of a killed platform was not taken over within ${TAKEN_OVER_WITHIN_MS} ms`]
      await sleep(100)
    }
  })
}

async function main(): Promise<number> {
  const begun = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'concord-postgres-trial-'))
  const server = await startPostgres()
  const model = await startModel()
  const ground = { server, model, folder }
  try {
    print(`PostgreSQL trial: two platforms, ${RESTARTS} restarts of the server, one platform killed`)
    const found = await live(ground, { database: 'planted', restarts: 2, planted: true })
    print(found.length > 0 ? `  found: acknowledged before the commit (${found[0]})` : '✗ a planted fault was not found: acknowledged before the commit')
    const wrong = await live(ground, { database: 'trial', restarts: RESTARTS, planted: false })
    for (const sentence of wrong) print(`✗ ${sentence}`)
    print(`${wrong.length} findings in ${((performance.now() - begun) / 1_000).toFixed(0)} s`)
    return wrong.length === 0 && found.length > 0 ? 0 : 1
  } finally {
    await model.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    print(error instanceof MissingEngine ? error.message : `✗ the trial itself failed: ${error instanceof Error ? error.stack : error}`)
    process.exit(error instanceof MissingEngine ? 2 : 1)
  },
)

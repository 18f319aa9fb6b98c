import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, HOME, type Serving, startOwn, startProgram } from './processes'

/** What is asked of a contestant. */
export interface Shot {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Contestant extends Serving {
  readonly shot: Shot
}

/** Where the providers are, in the order in which they are to be asked: OpenAI's, then, failing over, Anthropic's. */
export interface Upstreams {
  readonly openai: string
  readonly anthropic?: string
}

const json = { 'content-type': 'application/json' }
const messages = [
  { role: 'system', content: 'You are a helpful assistant.' },
  { role: 'user', content: 'Say hello to the people who measure gateways, in a few words.' },
]
const MAX_TOKENS = 100
const TOKEN = 'bench-administrator-token'

/** What `npm start` gives to Node. */
const npmStart = (): string[] =>
  JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8'))
    .scripts.start.split(' ')
    .slice(1)

/** Concord as `npm start` runs it: database in a file, durable, written by its thread. Logs from `warn` up, like the others, which log no request. */
export async function startConcord({ openai, anthropic }: Upstreams, node: readonly string[] = []): Promise<Contestant> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-bench-'))
  const port = await freePort()
  const env = {
    PORT: String(port),
    DATABASE_URL: `sqlite:${join(folder, 'concord.db')}`,
    LOG_LEVEL: process.env.BENCH_LOG_LEVEL ?? 'warn',
    CONCORD_ADMIN_TOKEN: TOKEN,
    CONCORD_REQUESTS_PER_MINUTE: '1000000000',
    LLM_RETRIES: '0',
    LLM_BREAKER_FAILURES: '0',
    LLM_PROVIDERS: 'openai:gpt-bench,anthropic:claude-bench',
    OPENAI_API_KEY: 'sk-bench-openai',
    OPENAI_BASE_URL: `${openai}/v1`,
    ANTHROPIC_API_KEY: 'sk-ant-bench',
    ANTHROPIC_BASE_URL: anthropic ?? openai,
  }
  const args = [...node, ...npmStart()]
  const serving = await startProgram({ name: 'Concord', args, env, port, readyAt: '/readyz' })
  const failover = anthropic === undefined ? {} : { enable_failover: true }
  return {
    ...serving,
    shot: {
      path: '/api/llm/chat',
      headers: { ...json, authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ messages, max_tokens: MAX_TOKENS, ...failover }),
    },
    async stop() {
      await serving.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function startBareProxy({ openai, anthropic }: Upstreams): Promise<Contestant> {
  const further = anthropic === undefined ? [] : [`${anthropic}/v1/messages`]
  const serving = await startOwn('bare-proxy.mts', [`${openai}/v1/chat/completions`, ...further], [])
  return { ...serving, shot: { path: '/v1/chat/completions', headers: json, body: JSON.stringify({ model: 'gpt-bench', messages, max_tokens: MAX_TOKENS }) } }
}

export async function startPortkey({ openai, anthropic }: Upstreams): Promise<Contestant> {
  const port = await freePort()
  const script = join(__dirname, 'node_modules/@portkey-ai/gateway/build/start-server.js')
  const args = [script, '--headless', `--port=${port}`]
  const serving = await startProgram({ name: 'Portkey', args, env: { NODE_ENV: 'production' }, port, readyAt: '/' })
  const first = { provider: 'openai', api_key: 'sk-bench-openai', custom_host: `${openai}/v1` }
  const second = { provider: 'anthropic', api_key: 'sk-ant-bench', custom_host: `${anthropic}/v1`, override_params: { model: 'claude-bench' } }
  const config = anthropic === undefined ? first : { strategy: { mode: 'fallback' }, targets: [first, second] }
  const headers = { ...json, 'x-portkey-config': JSON.stringify(config) }
  return { ...serving, shot: { path: '/v1/chat/completions', headers, body: JSON.stringify({ model: 'gpt-bench', messages, max_tokens: MAX_TOKENS }) } }
}

/** The provider itself, without anything before it. */
export const direct = (upstream: Serving): Contestant => ({
  ...upstream,
  shot: { path: '/v1/chat/completions', headers: json, body: JSON.stringify({ model: 'gpt-bench', messages, max_tokens: MAX_TOKENS }) },
})

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent } from 'undici'
import type { Environment } from '../../app/settings'
import { type Api, createApi } from '../api'
import { startChild } from './child'
import type { InstantModel } from './instant-model'
import { createLedger, type Ledger } from './ledger'

/** Who acts in the trials, with their tokens, and the agents with their levels. */
export interface Cast {
  readonly tokens: Readonly<Record<PersonName, string>>
  readonly agents: Readonly<Record<AgentName, string>>
}
export const PEOPLE = { Olivia: 'administrator', Sam: 'supervisor', Sue: 'supervisor', Uma: 'user', Una: 'user' } as const
export type PersonName = keyof typeof PEOPLE
export const AGENTS = { Ada: 'autonomous', Sol: 'supervised', Ines: 'intern', Ivy: 'intern', Stu: 'student' } as const
export type AgentName = keyof typeof AGENTS

/** One installation: a folder with a database, and what its people were told. */
export interface Site {
  readonly path: string
  readonly settings: Environment
  readonly ledger: Ledger
  /** How many processes were killed on it. */
  kills: number
  remove(): void
}

/** What every installation of a trial begins as. */
export interface Template {
  readonly cast: Cast
  /** The API of a platform that listens there, as one person uses it. */
  readonly as: (origin: string, person: PersonName) => Api
  build(): Site
  close(): Promise<void>
}

const ADMIN_TOKEN = 'the-first-administrator-of-the-trial'
const MODELS = JSON.stringify([{ id: 'trial', provider: 'openai', quality: 4, input: 1, output: 2, longest_answer: 100 }])
/** Uma's is never used up; Una's is enough for a few requests at a time. */
const BUDGETS: readonly (readonly [PersonName, number])[] = [
  ['Uma', 1_000],
  ['Una', 0.002],
]

const settingsOf = (path: string, model: InstantModel): Environment => ({
  DATABASE_URL: `sqlite:${path}`,
  CONCORD_ADMIN_TOKEN: ADMIN_TOKEN,
  CONCORD_SECRET_KEY: '07'.repeat(32),
  CONCORD_REQUESTS_PER_MINUTE: '100000000',
  LLM_PROVIDERS: 'openai:trial',
  LLM_MODELS: MODELS,
  LLM_BREAKER_FAILURES: '0',
  LLM_RETRIES: '0',
  OPENAI_API_KEY: 'sk-trial',
  OPENAI_BASE_URL: model.baseUrl,
  LOG_LEVEL: 'error',
})

const temporary = (): string => mkdtempSync(join(tmpdir(), 'concord-trial-'))
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** Makes an installation through the platform's own API, to be copied. */
export async function prepareTemplate(model: InstantModel): Promise<Template> {
  const folder = temporary()
  const path = join(folder, 'concord.db')
  const dispatcher = new Agent({ keepAliveTimeout: 1_000 })
  const client = (origin: string, token: string) => createApi({ origin, dispatcher, conformance: undefined })({ authorization: `Bearer ${token}` })
  const folders = new Set([folder])
  const removeAll = () => folders.forEach(remove)
  process.once('exit', removeAll)
  const child = startChild(settingsOf(path, model))
  const origin = await child.listening
  if (origin === undefined) throw new Error(`the platform does not start:\n${child.output}`)
  const cast = await inviteCast(client(origin, ADMIN_TOKEN))
  child.stop()
  await child.ended

  return {
    cast,
    as: (at, person) => client(at, cast.tokens[person]),
    build() {
      const own = temporary()
      folders.add(own)
      const copy = join(own, 'concord.db')
      for (const end of ['', '.audit-head']) copyFileSync(`${path}${end}`, `${copy}${end}`)
      return { path: copy, settings: settingsOf(copy, model), ledger: createLedger(), kills: 0, remove: () => remove(own) }
    },
    async close() {
      await dispatcher.destroy()
      removeAll()
      process.off('exit', removeAll)
    },
  }
}

async function inviteCast(administrator: Api): Promise<Cast> {
  const post = async <Body>(path: string, body?: object): Promise<Body> => {
    const reply = await administrator.call('POST', path, { body })
    if (reply.status >= 300) throw new Error(`POST ${path} was answered ${reply.status}: ${reply.text}`)
    return reply.json<Body>()
  }
  const tokens: Partial<Record<PersonName, string>> = {}
  const people = new Map<string, string>()
  for (const [name, role] of Object.entries(PEOPLE)) {
    const { id } = await post<{ id: string }>('/api/people', { name, role, email: `${name.toLowerCase()}@example.com` })
    people.set(name, id)
    tokens[name as PersonName] = (await post<{ token: string }>(`/api/people/${id}/tokens`)).token
  }
  const agents: Partial<Record<AgentName, string>> = {}
  for (const [name, maturity] of Object.entries(AGENTS)) {
    const agent = { name, instructions: 'Be brief.', category: 'trial', maturity, reason: 'The trial needs one' }
    agents[name as AgentName] = (await post<{ id: string }>('/api/agents', agent)).id
  }
  for (const [name, amount] of BUDGETS) {
    const reply = await administrator.call('PUT', `/api/budgets/person/${people.get(name)}`, { body: { amount, currency: 'USD', per: 'day' } })
    if (reply.status !== 200) throw new Error(`${name} gets no budget: ${reply.text}`)
  }
  return { tokens: tokens as Cast['tokens'], agents: agents as Cast['agents'] }
}

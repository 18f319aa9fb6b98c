import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { expect } from 'chai'
import type { Declared } from '../app/mcp/tool'
import { TOOLS } from '../app/mcp/tools'
import type { Api, Call } from './api'
import { asParty } from './messaging'
import { perScenario } from './per-scenario'
import { renaming } from './remote/renaming'
import type { Reply } from './reply'
import type { ConcordWorld } from './world'

/** How an assistant reaches the platform. */
export const LINES = ['over the network', 'as a command'] as const
export type LineWord = (typeof LINES)[number]

/** An assistant of somebody: the protocol's own client, unmodified. */
export interface Assistant {
  readonly client: Client
  /** The tools that it has used, in their order. */
  readonly used: string[]
  /** How often it was told that it still waits. */
  told: number
  /** Resolves when the platform has taken all that it said without waiting for an answer. */
  said(): Promise<void>
}

const assistants = perScenario(() => new Map<string, Assistant>())

/** The assistant of somebody who has one. */
export function assistantOf(world: ConcordWorld, who: string): Assistant {
  const found = assistants(world).get(who)
  if (found === undefined) throw new Error(`${who} has no assistant`)
  return found
}

/** Connects an assistant with somebody's token. */
async function assistant(world: ConcordWorld, who: string, line: LineWord): Promise<Assistant> {
  const { identity, origin } = await asParty(world, who)
  const client = new Client({ name: 'an assistant', version: '1.0.0' })
  const letters = new Set<Promise<unknown>>()
  const transport = line === 'as a command' ? asCommand(identity, origin) : overTheNetwork(identity, origin, letters)
  world.afterwards(() => leave(client, transport))
  // The types of the protocol's own package do not know exact optional properties.
  await world.wait(client.connect(transport as never), 'the assistant to be connected')
  const made = { client, used: [], told: 0, said: async () => void (await Promise.all(letters)) }
  assistants(world).set(who, made)
  return made
}

type Identity = Api['identity']

/** What it says is kept until the platform has taken it, which the first of an answer shows. */
const overTheNetwork = (identity: Identity, origin: string, letters: Set<Promise<unknown>>) =>
  new StreamableHTTPClientTransport(new URL('/mcp', origin), {
    requestInit: { headers: identity },
    fetch(url, init) {
      const answer = fetch(url, init)
      if (init?.method !== 'POST') return answer
      letters.add(answer)
      answer.finally(() => letters.delete(answer)).catch(() => undefined)
      return answer
    },
  })

const asCommand = ({ authorization = '' }: Identity, origin: string) =>
  new StdioClientTransport({
    command: process.execPath,
    args: [join(__dirname, 'concord.cjs'), 'mcp'],
    env: {
      CONCORD_URL: origin,
      CONCORD_TOKEN: authorization.replace('Bearer ', ''),
      NODE_COMPILE_CACHE: join(__dirname, '../node_modules/.cache/concord/compiled'),
    },
    stderr: 'ignore',
  })

async function leave(client: Client, transport: ReturnType<typeof overTheNetwork> | ReturnType<typeof asCommand>): Promise<void> {
  if ('terminateSession' in transport) await transport.terminateSession().catch(() => undefined)
  await client.close()
}

/** From now on whatever somebody does, an assistant does with its tools; what is only looked at stays as it is. */
export async function worksThrough(world: ConcordWorld, who: string, line: LineWord = 'over the network'): Promise<void> {
  const made = await assistant(world, who, line)
  const { identity } = await asParty(world, who)
  const through = (api: Api): Api => ({ ...api, call: (method, path, call = {}) => throughTools(made, api, { method, path, call }) })
  world.useThrough(identity, (api) => ({ ...api, call: renaming(through(api), world.names).call }))
}

interface Wanted {
  readonly method: string
  readonly path: string
  readonly call: Call
}

async function throughTools(made: Assistant, api: Api, { method, path, call }: Wanted): Promise<Reply> {
  const found = TOOLS.map((tool) => ({ tool, given: argumentsFor(tool, { method, path, call }) })).find(({ given }) => given !== undefined)
  if (found?.given === undefined) {
    if (method === 'GET') return api.call(method, path, call)
    throw new Error(`there is no tool for ${method} ${path}`)
  }
  return use(made, found.tool.name, found.given, call.signal)
}

/** What an operation of the API is given, as the arguments of the tool that stands for it; undefined if this tool does not. */
function argumentsFor({ operation, renamed = {} }: Declared, { method, path, call }: Wanted): Record<string, unknown> | undefined {
  const [asked = '', template = ''] = operation.split(' ')
  const [pathname = '', query = ''] = path.split('?')
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const found = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname)
  if (asked !== method || found === null) return undefined
  const called = (place: string, name: string): string => renamed[`${place} ${name}`] ?? renamed[name] ?? name
  const inPath = names.map((name, index) => [called('path', name), decodeURIComponent(found[index + 1] ?? '')])
  const inQuery = [...new URLSearchParams(query)].map(([name, value]) => [called('query', name), /^\d+$/.test(value) ? Number(value) : value])
  const inBody = Object.entries(call.body ?? {}).map(([name, value]) => [called('body', name), value])
  return Object.fromEntries([...inPath, ...inQuery, ...inBody])
}

/** Uses a tool; what comes of it is told as the API would tell it. */
export async function use(made: Assistant, name: string, given: Record<string, unknown>, signal?: AbortSignal): Promise<Reply> {
  made.used.push(name)
  const onprogress = () => {
    made.told += 1
  }
  const options = { onprogress, ...(signal === undefined ? {} : { signal }) }
  const result = (await made.client.callTool({ name, arguments: given }, undefined, options)) as CallToolResult
  const [content] = result.content
  const text = content?.type === 'text' ? content.text : ''
  if (result.isError !== true) expect(result.structuredContent, 'what is structured').to.deep.equal(JSON.parse(text))
  return replyFor(name, text, result.isError === true)
}

function replyFor(name: string, text: string, isError: boolean): Reply {
  const told = JSON.parse(text) as Readonly<Record<string, unknown>>
  const declared = TOOLS.find((tool) => tool.name === name)
  const value = declared?.answer === undefined || isError ? told : told[declared.answer]
  const whole = value === null || Object.keys(value ?? {}).length === 0 ? '' : JSON.stringify(value)
  return {
    method: 'POST',
    path: `/mcp ${name}`,
    status: isError ? Number(told.status) : statusFor(declared, whole),
    headers: told.retry_after === undefined ? {} : { 'retry-after': String(told.retry_after) },
    text: whole,
    json: () => JSON.parse(whole),
  }
}

const CREATES = ['POST /api/events', 'POST /api/subscriptions', 'POST /api/queues/{name}/tasks']

/** An assistant is told no status: the one that the API would have given for it. */
function statusFor(tool: Declared | undefined, text: string): number {
  if (text === '') return 204
  if (text.includes('"approval_required":true')) return 202
  return CREATES.includes(tool?.operation ?? '') ? 201 : 200
}

import { McpError, type Tool } from '@modelcontextprotocol/sdk/types.js'
import type { Api, LiveReply } from './api'
import { type Assistant, assistantOf } from './assisting'
import { perScenario } from './per-scenario'
import type { Reply } from './reply'
import type { ConcordWorld } from './world'

interface Heard {
  /** What an assistant was told that it can do. */
  tools: readonly Tool[]
  /** The protocol's own word for why something was refused. */
  refused: number | undefined
  /** How many requests were counted. */
  counted: number
  /** What it listens to. */
  line: LiveReply | undefined
}

export const heardOf = perScenario((): Heard => ({ tools: [], refused: undefined, counted: 0, line: undefined }))

/** Everything that the assistant of somebody can do. */
export async function allTools(world: ConcordWorld, who: string): Promise<void> {
  const { client } = assistantOf(world, who)
  heardOf(world).tools = (await world.wait(client.listTools(), 'what the assistant can do')).tools
}

/** How a tool says that it changes something, in the words of a feature. */
export function effectOf({ annotations }: Tool): string {
  const { readOnlyHint, destructiveHint, idempotentHint } = annotations ?? {}
  if (readOnlyHint) return 'reads'
  if (destructiveHint) return 'destroys'
  return idempotentHint ? 'settles' : 'adds'
}

/** What a tool leaves unsaid: what it is for, an argument, what comes of it. */
export function unexplained({ name, title, description, inputSchema, outputSchema }: Tool): readonly string[] {
  const said = (words: unknown): boolean => typeof words === 'string' && words.trim() !== ''
  const properties = Object.entries((inputSchema.properties ?? {}) as Readonly<Record<string, { readonly description?: string }>>)
  const silent = properties.filter(([, schema]) => !said(schema.description)).map(([argument]) => `${name}: ${argument}`)
  const whole = said(title) && said(description) && outputSchema?.type === 'object'
  return [...silent, ...(whole ? [] : [name]), ...(inputSchema.additionalProperties === false ? [] : [`${name} takes anything`])]
}

/** Something that the protocol itself may refuse. */
export async function attempt(world: ConcordWorld, who: string, task: (assistant: Assistant) => Promise<unknown>): Promise<void> {
  const refused = await world.wait(task(assistantOf(world, who)), 'the answer to the assistant').then(
    () => undefined,
    (error: unknown) => error,
  )
  if (refused !== undefined && !(refused instanceof McpError)) throw refused
  heardOf(world).refused = refused?.code
}

const HELLO = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'an assistant', version: '1.0.0' } }

/** Says the first words of an assistant, as whoever these headers are. The answer becomes the last one. */
export async function knock(world: ConcordWorld, api: Api, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const body = { jsonrpc: '2.0', id: 1, method: 'initialize', params: HELLO }
  return world.call(api, 'POST', '/mcp', { body, headers: { accept: 'application/json, text/event-stream', ...headers } })
}

/** Says something in a session that was begun before. The answer becomes the last one. */
export async function goOn(world: ConcordWorld, api: Api, session: string): Promise<Reply> {
  const body = { jsonrpc: '2.0', id: 2, method: 'tools/list' }
  return world.call(api, 'POST', '/mcp', { body, headers: { accept: 'application/json, text/event-stream', 'mcp-session-id': session } })
}

/** Listens to what the platform says in a session, until it ends. */
export async function listen(world: ConcordWorld, api: Api, session: string): Promise<void> {
  const headers = { accept: 'text/event-stream', 'mcp-session-id': session }
  heardOf(world).line = await world.wait(api.live('GET', '/mcp', { headers }), 'the line of the assistant')
}

/** The session that was begun last. */
export function sessionIn({ headers }: Reply): string {
  const session = headers['mcp-session-id']
  if (typeof session !== 'string') throw new Error('no session was begun')
  return session
}

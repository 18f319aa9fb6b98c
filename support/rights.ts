import { randomUUID } from 'node:crypto'
import type { Dispatcher } from 'undici'
import type { Api } from './api'
import type { Reply } from './reply'
import type { ConcordWorld } from './world'

/** One thing that can be asked of the platform: `GET /api/people/{id}`, as its description has it. */
export type Operation = string

/** Operations, each with the status of an empty request by somebody who may make it. */
type Grants = Readonly<Record<Operation, number>>

/** What a feature calls a right, and everything that it covers. Kept by hand: the platform's own word on who may what is what is being checked. */
export const RIGHTS: Readonly<Record<string, Grants>> = {
  'ask a model': {
    'POST /api/llm/openai/chat': 400,
    'POST /api/llm/anthropic/message': 400,
    'POST /api/llm/chat': 400,
    'POST /v1/chat/completions': 400,
    'GET /v1/models': 200,
  },
  'bring, see and remove own keys': { 'PUT /api/keys/{provider}': 400, 'GET /api/keys/{provider}': 404, 'DELETE /api/keys/{provider}': 404 },
  'send to Slack and GitHub': {
    'POST /api/integrations/slack/send': 400,
    'POST /api/integrations/github/issues': 400,
    'GET /api/integrations/sends/{id}': 404,
    'POST /api/integrations/sends/{id}/settle': 400,
  },
  'see who one is, open and end a session': { 'GET /api/me': 200, 'POST /api/auth/session': 204, 'POST /api/auth/sign-out': 409 },
  'read and verify the audit trail': { 'GET /api/audit': 200, 'GET /api/audit/verify': 200 },
  'see agents and what they may do': {
    'GET /api/agents': 200,
    'GET /api/agents/{id}': 404,
    'GET /api/agents/{id}/permissions': 400,
    'GET /api/agents/{id}/graduation': 404,
    'GET /api/agents/{id}/episodes': 404,
  },
  'make agents, and change their own': { 'POST /api/agents': 400, 'PATCH /api/agents/{id}': 400 },
  "change agents' level, pause and retire them": {
    'POST /api/agents/{id}/pause': 404,
    'POST /api/agents/{id}/resume': 404,
    'POST /api/agents/{id}/retire': 404,
    'POST /api/agents/{id}/promote': 404,
  },
  "make, list and revoke agents' tokens": {
    'POST /api/agents/{id}/tokens': 404,
    'GET /api/agents/{id}/tokens': 404,
    'DELETE /api/agents/{id}/tokens/{token_id}': 404,
  },
  'run agents': {
    'POST /api/agents/{id}/execute': 400,
    'POST /api/chat': 400,
    'POST /api/agents/{id}/coordinate': 400,
    'POST /api/agents/ensemble': 400,
    'POST /api/agents/peer-review': 400,
  },
  'have several agents work together': {
    'POST /api/agents/parallel-execute': 400,
    'GET /api/coordinations': 200,
    'GET /api/coordinations/{id}': 404,
    'GET /api/coordinations/{id}/events': 404,
    'GET /api/coordinations/{id}/timeline.svg': 404,
    'POST /api/coordinations/{id}/cancel': 404,
    'POST /api/coordinations/{id}/retry': 404,
    'POST /api/workflows/sequential': 400,
    'GET /api/workflows': 200,
    'GET /api/workflows/{id}': 404,
    'GET /api/workflows/{id}/events': 404,
    'GET /api/workflows/{id}/timeline.svg': 404,
    'POST /api/workflows/{id}/cancel': 404,
    'POST /api/workflows/{id}/retry': 404,
  },
  'hand work on, and see what was handed on': { 'POST /api/agents/{id}/handoff': 400, 'GET /api/handoffs/{id}': 404 },
  'hold resources, and see who does': {
    'POST /api/agents/allocate-resource': 400,
    'GET /api/resources/{id}': 404,
    'POST /api/resources/{id}/renew': 400,
    'POST /api/resources/{id}/release': 400,
  },
  'leave tasks in queues, and work on them': {
    'GET /api/queues/{name}': 200,
    'POST /api/queues/{name}/tasks': 400,
    'GET /api/queues/{name}/tasks': 200,
    'GET /api/queues/{name}/tasks/{id}': 404,
    'POST /api/queues/{name}/claim': 204,
    'POST /api/queues/{name}/tasks/{id}/heartbeat': 404,
    'POST /api/queues/{name}/tasks/{id}/complete': 404,
    'POST /api/queues/{name}/tasks/{id}/fail': 400,
  },
  'put dead tasks back': { 'POST /api/queues/{name}/tasks/{id}/retry': 404 },
  'ask agents, and reply for them': {
    'POST /api/requests': 400,
    'GET /api/requests/pending': 400,
    'POST /api/requests/{id}/reply': 400,
    'POST /api/scatters': 400,
  },
  'see what the engine of coordination promises': { 'GET /api/backplane': 200 },
  'wait at barriers, and share breakers': {
    'POST /api/barriers/{name}/arrive': 400,
    'GET /api/barriers/{name}': 404,
    'DELETE /api/barriers/{name}/members/{id}': 404,
    'GET /api/breakers/{name}': 200,
    'POST /api/breakers/{name}/record': 400,
  },
  'read and write shared state': { 'GET /api/state/{scope}/{key}': 404, 'PUT /api/state/{scope}/{key}': 400 },
  'send messages, and read what an agent was sent': { 'POST /api/messages': 400, 'GET /api/agents/{id}/inbox': 404 },
  'read what one was sent, and block senders': {
    'GET /api/me/inbox': 200,
    'GET /api/me/blocks': 200,
    'PUT /api/me/blocks/{sender}': 404,
    'DELETE /api/me/blocks/{sender}': 404,
  },
  'block senders for any agent': {
    'GET /api/agents/{id}/blocks': 404,
    'PUT /api/agents/{id}/blocks/{sender}': 404,
    'DELETE /api/agents/{id}/blocks/{sender}': 404,
  },
  'talk in channels': {
    'GET /api/channels': 200,
    'POST /api/channels': 400,
    'POST /api/channels/{id}/join': 404,
    'POST /api/channels/{id}/leave': 404,
    'GET /api/channels/{id}/members': 404,
    'POST /api/channels/{id}/members': 400,
    'GET /api/channels/{id}/messages': 404,
    'POST /api/channels/{id}/messages': 400,
  },
  'post, react, and read the feed': {
    'POST /api/posts': 400,
    'GET /api/posts/{id}': 404,
    'DELETE /api/posts/{id}': 404,
    'PUT /api/posts/{id}/reactions/{emoji}': 400,
    'DELETE /api/posts/{id}/reactions/{emoji}': 400,
    'GET /api/posts/{id}/reactions': 404,
    'GET /api/feed': 200,
    'GET /api/topics/trending': 200,
  },
  'have conflicts settled': { 'POST /api/agents/resolve-conflict': 400 },
  'decline work for an agent': { 'POST /api/handoffs/{id}/decline': 400 },
  'see own executions, conversations and proposals': {
    'GET /api/executions': 200,
    'GET /api/executions/{id}': 404,
    'GET /api/executions/{id}/events': 404,
    'GET /api/live': 426,
    'POST /api/executions/{id}/cancel': 404,
    'GET /api/sessions': 200,
    'GET /api/sessions/{id}/messages': 404,
    'GET /api/proposals': 200,
    'GET /api/proposals/{id}': 404,
  },
  'pause, correct and stop executions': {
    'POST /api/executions/{id}/pause': 404,
    'POST /api/executions/{id}/resume': 404,
    'POST /api/executions/{id}/stop': 404,
    'POST /api/executions/{id}/correct': 400,
    'POST /api/executions/{id}/interventions/serious': 400,
  },
  'decide proposals': { 'POST /api/proposals/{id}/approve': 400, 'POST /api/proposals/{id}/reject': 400 },
  'publish, subscribe, and follow what is told': {
    'POST /api/events': 400,
    'GET /api/events': 200,
    'GET /api/events/stream': 400,
    'POST /api/subscriptions': 400,
    'GET /api/subscriptions': 200,
    'GET /api/subscriptions/{id}': 404,
    'DELETE /api/subscriptions/{id}': 404,
    'GET /api/subscriptions/{id}/events': 404,
    'POST /api/subscriptions/{id}/ack': 400,
    'POST /api/subscriptions/{id}/nack': 400,
    'GET /api/subscriptions/{id}/delivery': 400,
  },
  'have what was set aside delivered again': {
    'GET /api/subscriptions/{id}/dead-letters': 404,
    'POST /api/subscriptions/{id}/dead-letters/{dead_letter_id}/redeliver': 404,
  },
  'work with an assistant': { 'POST /mcp': 400, 'GET /mcp': 400, 'DELETE /mcp': 400 },
  'read the measurements': { 'GET /metrics': 200 },
  'invite, change and remove people': {
    'GET /api/people': 200,
    'POST /api/people': 400,
    'PATCH /api/people/{id}': 400,
    'DELETE /api/people/{id}': 404,
    'POST /api/people/{id}/forget': 400,
  },
  'see what one may spend': { 'GET /api/budgets/person/{id}': 404 },
  "set budgets, and see agents'": { 'PUT /api/budgets/person/{id}': 400, 'PUT /api/budgets/agent/{id}': 400, 'GET /api/budgets/agent/{id}': 404 },
  'make, list and revoke tokens': {
    'POST /api/people/{id}/tokens': 404,
    'GET /api/people/{id}/tokens': 404,
    'DELETE /api/people/{id}/tokens/{token_id}': 404,
  },
}

/** What is open to all, by its name in a feature. */
export const OPEN: Readonly<Record<string, Grants>> = {
  'health and readiness': { 'GET /healthz': 200, 'GET /readyz': 200 },
  'the description': { 'GET /openapi.json': 200 },
  'the start page': { 'GET /': 200 },
  "Google's start and return": { 'GET /api/auth/google/start': 302, 'GET /api/auth/google/callback': 400 },
}

/** Everything that the platform says it offers. */
export async function offered(world: ConcordWorld): Promise<readonly Operation[]> {
  const { paths } = (await world.wait(world.api({}).call('GET', '/openapi.json'), 'the description')).json<{ paths: Readonly<Record<string, object>> }>()
  return Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
}

/** Asks for each operation, with nothing in the request; what came back, in short. */
export async function askForAll(world: ConcordWorld, api: Api, operations: readonly Operation[]): Promise<Readonly<Record<Operation, string>>> {
  const outcomes: Record<Operation, string> = {}
  for (const operation of operations) {
    const [method = '', template = ''] = operation.split(' ')
    const path = template.replace('{provider}', 'openai').replaceAll(/\{\w+\}/g, () => randomUUID())
    outcomes[operation] = outcomeOf(await world.wait(api.call(method as Dispatcher.HttpMethod, path), `the answer to ${operation}`))
  }
  return outcomes
}

/** `200`, or a refusal for want of a token or a right with its code. */
function outcomeOf({ status, json }: Reply): string {
  if (status !== 401 && status !== 403) return String(status)
  const { code, error } = json<{ code?: string; error?: { code?: string } }>()
  return `${status} ${code ?? error?.code}`
}

export const grantsOf = (rights: readonly Grants[]): Readonly<Record<Operation, string>> =>
  Object.fromEntries(rights.flatMap((grants) => Object.entries(grants)).map(([operation, status]) => [operation, String(status)]))

import { createEventReader } from '../llm/server-sent-events'
import type { Clock } from '../shared/clock'
import { type Answer, type Client, Refused, Unreachable } from './client'
import { type Execute, Misuse } from './command'
import { shown, type Terminal } from './terminal'

interface KnownAgent {
  readonly id: string
  readonly name: string
  readonly status: string
}

interface Tools {
  readonly client: Client
  readonly terminal: Terminal
  readonly clock: Clock
}

const COMPLETED = 0
const FAILED = 1
const NEEDS_APPROVAL = 3

/** Runs an agent and prints its answer, as it comes or as one document; the exit code. */
export async function execute(tools: Tools, command: Execute): Promise<number> {
  const { client, terminal } = tools
  const { id } = await agentCalled(client, command.agent)
  const { message, action, session, model, requireApproval, json } = command
  const order = { message, action, model, session_id: session, ...(requireApproval ? { require_approval: true } : {}), ...(json ? {} : { stream: true }) }
  const answer = await client.call('POST', `/api/agents/${id}/execute`, order)
  if (answer.kind === 'stream') return listen(tools, answer.parts)
  const { body, status } = answer
  if (json) terminal.out(`${JSON.stringify(body)}\n`)
  if (status === 202) {
    terminal.err(`A human has to approve it first: concord proposals approve ${body.proposal_id}\n`)
    return NEEDS_APPROVAL
  }
  if (body.status === 'completed') return COMPLETED
  terminal.err(`${(body.error as { detail?: string } | undefined)?.detail ?? `The execution was ${body.status}`}\n`)
  return FAILED
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function agentCalled(client: Client, name: string): Promise<KnownAgent> {
  if (ID.test(name)) return client.get<KnownAgent>(`/api/agents/${name}`).catch((error: unknown) => Promise.reject(asUnknown(error, name)))
  const called = (await client.all<KnownAgent>('/api/agents')).filter((agent) => agent.name.normalize() === name.normalize())
  const active = called.filter(({ status }) => status !== 'retired')
  const [one, ...others] = active.length > 0 ? active : called
  if (one === undefined) throw new Misuse(`No agent is called ${JSON.stringify(name)}; concord agents lists them`)
  if (others.length > 0)
    throw new Misuse(`More than one agent is called ${JSON.stringify(name)}; say which by its id: ${[one, ...others].map(({ id }) => id).join(', ')}`)
  return one
}

const asUnknown = (error: unknown, id: string): unknown =>
  error instanceof Refused && error.problem.code === 'not_found' ? new Misuse(`No agent has the id ${id}; concord agents lists them`) : error

type End = { readonly kind: 'complete' } | { readonly kind: 'error'; readonly detail: string }

/** How often a connection that was lost in the middle is taken up again. */
const TRIES = 5
const AGAIN_AFTER_MS = 1_000

/** Prints the words of a journal as they come, taking it up again after the last number if the connection is lost: the execution itself goes on. */
async function listen({ client, terminal, clock }: Tools, first: AsyncIterable<Uint8Array>): Promise<number> {
  const page = createPage(terminal)
  let parts: AsyncIterable<Uint8Array> | undefined = first
  for (let tries = 1; ; tries++) {
    if (parts !== undefined) await readThrough(parts, page.take)
    if (page.end() !== undefined) break
    if (page.execution() === undefined || tries === TRIES)
      throw new Unreachable(`The connection was lost; the execution ${page.execution() ?? ''} goes on without us`)
    await clock.sleep(AGAIN_AFTER_MS)
    parts = await client.call('GET', `/api/executions/${page.execution()}/events?after=${page.seen()}`).then(partsOf, () => undefined)
  }
  page.finish()
  const end = page.end()
  if (end?.kind !== 'error') return COMPLETED
  terminal.err(`${end.detail}\n`)
  return FAILED
}

const partsOf = (answer: Answer): AsyncIterable<Uint8Array> | undefined => (answer.kind === 'stream' ? answer.parts : undefined)

/** All events that arrive, whether or not the stream was cut off after them. */
async function readThrough(parts: AsyncIterable<Uint8Array>, take: (name: string, data: string) => void): Promise<void> {
  const reader = createEventReader(take)
  try {
    for await (const part of parts) reader.feed(part)
  } catch {
    // What is missing is asked for again.
  }
}

/** What was printed of an execution so far, and how it ended. */
function createPage(terminal: Terminal) {
  let seen = 0
  let execution: string | undefined
  let end: End | undefined
  let onNewLine = true

  const print = (text: string) => {
    if (text === '') return
    terminal.out(shown(text, terminal))
    onNewLine = text.endsWith('\n')
  }
  const newLine = () => {
    if (!onNewLine) print('\n')
  }
  return {
    take(name: string, text: string): void {
      if (name === 'closed') return
      seen += 1
      const data = JSON.parse(text) as Readonly<Record<string, unknown>>
      if (typeof data.execution_id === 'string') execution = data.execution_id
      if (name === 'streaming:update') print(String(data.delta ?? ''))
      // A correction ends this answer and leads to the next.
      if (name === 'streaming:complete' && data.finish_reason === 'corrected') newLine()
      else if (name === 'streaming:complete') end = { kind: 'complete' }
      if (name === 'streaming:error') end = { kind: 'error', detail: String(data.detail ?? data.code) }
    },
    finish: newLine,
    seen: () => seen,
    execution: () => execution,
    end: () => end,
  }
}

import { systemClock } from '../shared/clock'
import { ConcordError, messageOf } from '../shared/errors'
import { type Client, createClient, Refused, Unreachable } from './client'
import { type Command, commandFrom, Misuse, type OnTheMachine, USAGE } from './command'
import { execute } from './execute'
import { forget } from './forget'
import { harmless, type Terminal, table } from './terminal'

const DONE = 0
const FAILED = 1
const MISUSED = 2

/** Does what the arguments ask for; the exit code, as the usage tells it. */
export async function run(args: readonly string[], env: Readonly<Record<string, string | undefined>>, terminal: Terminal): Promise<number> {
  try {
    const command = commandFrom(args)
    if (command.kind === 'help') {
      terminal.out(USAGE)
      return DONE
    }
    if (command.kind === 'backup' || command.kind === 'restore' || command.kind === 'restored' || command.kind === 'rekey') {
      const { onTheMachine } = await import('./on-the-machine')
      return await onTheMachine(command, env, terminal)
    }
    const client = createClient(env)
    try {
      return await carryOut(command, client, terminal)
    } finally {
      await client.close()
    }
  } catch (error) {
    return complain(error, args.includes('--json'), terminal)
  }
}

function complain(error: unknown, json: boolean, terminal: Terminal): number {
  if (json && error instanceof Refused) terminal.out(`${JSON.stringify(error.problem)}\n`)
  terminal.err(`${harmless(messageOf(error))}\n`)
  if (error instanceof Misuse && error.usage) terminal.err(`\n${USAGE}`)
  if (error instanceof Misuse) return MISUSED
  if (error instanceof Refused || error instanceof Unreachable || error instanceof ConcordError) return FAILED
  throw error
}

async function carryOut(command: Exclude<Command, OnTheMachine | { kind: 'help' }>, client: Client, terminal: Terminal): Promise<number> {
  if (command.kind === 'mcp') {
    const { assist } = await import('./assist')
    await assist(client)
    return DONE
  }
  const print = (value: unknown, text: () => string) => terminal.out(command.json ? `${JSON.stringify(value)}\n` : text())
  switch (command.kind) {
    case 'execute':
      return execute({ client, terminal, clock: systemClock }, command)
    case 'agents':
      return listAgents(client, (agents) => print(agents, () => agentTable(agents, terminal)))
    case 'proposals':
      return listProposals(client, (proposals, nameOf) => print(proposals, () => proposalTable(proposals, nameOf, terminal)))
    case 'approve':
    case 'reject':
      return decide(command, client, { terminal, print })
    case 'forget': {
      const forgotten = await forget(command, client)
      print(forgotten, () => `Forgotten: ${forgotten.id}\n`)
      return DONE
    }
    case 'verify':
      return verify(client, { terminal, print })
  }
}

type Print = (value: unknown, text: () => string) => void

interface AgentView {
  readonly id: string
  readonly name: string
  readonly maturity: string
  readonly status: string
  readonly category: string
}

async function listAgents(client: Client, show: (agents: readonly AgentView[]) => void): Promise<number> {
  show(await client.all<AgentView>('/api/agents'))
  return DONE
}

const agentTable = (agents: readonly AgentView[], terminal: Terminal): string =>
  table(
    ['NAME', 'LEVEL', 'STATUS', 'CATEGORY', 'ID'],
    agents.map(({ name, maturity, status, category, id }) => [name, maturity, status, category, id]),
    terminal,
  )

interface ProposalView {
  readonly id: string
  readonly status: string
  /** Null where several agents disagree. */
  readonly agent_id: string | null
  readonly action: string
  readonly content: unknown
  readonly content_hash: string
  readonly expires_at: string
  readonly options?: readonly string[]
  readonly execution_id?: string
}

type NameOf = (agentId: string | null) => string

const NOBODY = '-'

async function listProposals(client: Client, show: (proposals: readonly ProposalView[], nameOf: NameOf) => void): Promise<number> {
  const proposals = await client.all<ProposalView>('/api/proposals?status=pending')
  show(proposals, proposals.length === 0 ? () => NOBODY : await agentNames(client))
  return DONE
}

async function agentNames(client: Client): Promise<NameOf> {
  const names = new Map((await client.all<AgentView>('/api/agents')).map(({ id, name }) => [id, name]))
  return (id) => (id === null ? NOBODY : (names.get(id) ?? id))
}

/** As a shell takes it, whatever is in it: an agent wrote it, and somebody copies it. */
const quoted = (option: string): string => `'${option.replaceAll("'", "'\\''")}'`

/** What it is about: its options if it has some, the message if it has one, else the whole. */
const gist = ({ content, options }: ProposalView): string => {
  if (options !== undefined) return options.map(quoted).join(' or ')
  const { message } = (content ?? {}) as { message?: unknown }
  return typeof message === 'string' ? message : JSON.stringify(content)
}

/** `2026-11-21T12:00:00.000Z`, to the minute. */
const minuteOf = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`

function proposalTable(proposals: readonly ProposalView[], nameOf: NameOf, terminal: Terminal): string {
  if (proposals.length === 0) return 'Nothing waits for a decision.\n'
  const rows = proposals.map((each) => [each.id, nameOf(each.agent_id), each.action, minuteOf(each.expires_at), gist(each)])
  return table(['ID', 'AGENT', 'ACTION', 'EXPIRES', 'CONTENT'], rows, terminal)
}

type Decision = Extract<Command, { kind: 'approve' | 'reject' }>

/** Shows a proposal and decides exactly what was shown: the platform refuses if it is another by now. */
async function decide(decision: Decision, client: Client, { terminal, print }: { terminal: Terminal; print: Print }): Promise<number> {
  const { kind, id, reason } = decision
  const option = kind === 'approve' ? decision.option : undefined
  const path = `/api/proposals/${encodeURIComponent(id)}`
  const proposal = await client.get<ProposalView>(path)
  terminal.err(harmless(inFull(proposal, await agentNames(client))))
  const more = { ...(reason === undefined ? {} : { reason }), ...(option === undefined ? {} : { option }) }
  const decided = await client.post<ProposalView>(`${path}/${kind}`, { content_hash: proposal.content_hash, ...more })
  print(decided, () => `${kind === 'approve' ? 'Approved' : 'Rejected'}${decided.execution_id === undefined ? '' : `: execution ${decided.execution_id}`}\n`)
  return DONE
}

/** The whole of a proposal, and what there is to choose from. */
function inFull({ agent_id, action, content, options = [] }: ProposalView, nameOf: NameOf): string {
  const whose = agent_id === null ? '' : `${nameOf(agent_id)}, `
  const choices = options.map((option) => `  --option ${quoted(option)}\n`).join('')
  return `${whose}${action}: ${JSON.stringify(content, undefined, 2)}\n${choices === '' ? '' : `To approve it, choose one:\n${choices}`}`
}

interface Verdict {
  readonly valid: boolean
  readonly records: number
  readonly head: string
  readonly first_bad?: number
  readonly head_missing?: number
}

async function verify(client: Client, { terminal, print }: { terminal: Terminal; print: Print }): Promise<number> {
  const verdict = await client.get<Verdict>('/api/audit/verify')
  const { valid, records, head, first_bad, head_missing } = verdict
  if (head_missing !== undefined) terminal.err(`At record ${head_missing} no head was kept apart: what may have been cut off before it could not be found.\n`)
  if (!valid) terminal.err(`Record ${first_bad} was changed, removed, cut off or put in.\n`)
  print(verdict, () => `${valid ? 'The audit trail is in order' : 'The audit trail is NOT in order'}: ${records} records, head ${head}\n`)
  return valid ? DONE : FAILED
}

import { parseArgs } from 'node:util'
import { messageOf } from '../shared/errors'

/** What somebody wants of the platform, from a shell. */
export type Command =
  | { readonly kind: 'help' }
  /** Speaks the Model Context Protocol on standard input and output until the input ends. */
  | { readonly kind: 'mcp' }
  | ({ readonly kind: 'execute' } & Execute)
  | { readonly kind: 'agents' | 'proposals' | 'verify'; readonly json: boolean }
  | ({ readonly kind: 'approve' } & Approve)
  | { readonly kind: 'reject'; readonly id: string; readonly reason: string; readonly json: boolean }
  | ({ readonly kind: 'forget' } & Forget)
  | OnTheMachine

/** What is done where the data is, with the platform's own settings, and not over its API. */
export type OnTheMachine =
  | { readonly kind: 'backup'; readonly file: string; readonly json: boolean }
  | ({ readonly kind: 'restore' } & Restore)
  | { readonly kind: 'restored'; readonly acceptBrokenTrail: boolean; readonly json: boolean }
  | { readonly kind: 'rekey'; readonly forgetKeys: boolean; readonly json: boolean }

export interface Restore {
  readonly file: string
  readonly replace: boolean
  readonly forgetKeys: boolean
  readonly acceptBrokenTrail: boolean
  readonly json: boolean
}

export interface Execute {
  /** An id, or a name that only one agent has. */
  readonly agent: string
  readonly message: string
  readonly action: string | undefined
  readonly session: string | undefined
  readonly model: string | undefined
  readonly requireApproval: boolean
  readonly json: boolean
}

export interface Forget {
  /** An id, or the address of a member. */
  readonly person: string
  readonly confirm: string
  readonly json: boolean
}

export interface Approve {
  readonly id: string
  readonly reason: string | undefined
  /** The one that is chosen, where the proposal has options. */
  readonly option: string | undefined
  readonly json: boolean
}

/** The command was used in a wrong way; the sentence says how. */
export class Misuse extends Error {
  /** Whether the whole usage helps, or the sentence alone. */
  readonly usage: boolean
  constructor(message: string, { usage = false }: { usage?: boolean } = {}) {
    super(message)
    this.usage = usage
  }
}

export const USAGE = `Usage: concord <command> [options]

  execute <agent> <message>      run an agent, named by its id or its name, and print the answer as it comes
      --action <name>            what it shall do (chat)
      --session <id>             go on with a conversation
      --model <name>             the model that shall answer
      --require-approval         a human shall approve it first
  agents                         list the agents
  proposals                      list what waits for a human's decision
  proposals approve <id>         show it and approve exactly that [--reason <text>]
      --option <text>            the one that is chosen, where there are options: concord proposals approve 7 --option 'Ship today'
  proposals reject <id>          show it and reject it --reason <text>
  people forget <id or address>  forget a person for good, and wait until nothing they said is left
      --confirm <address>        their address once more; of somebody who was removed, their id
  audit verify                   verify the audit trail
  mcp                            be an MCP server on standard input and output, for an assistant that starts this command

Where the data is, with the settings of the platform (DATABASE_URL and so on) and as the user that it runs as:
  backup <file>                  back up the data while platforms work on it; nothing is overwritten. The secret key is not in it
  restore <file>                 put a backup in the place of the data, while no platform runs
      --replace                  though there is data; that is kept beside it under another name
      --forget-keys              though the secret key of the backup is lost: people bring their provider keys again
      --accept-broken-trail      though its audit trail is not in order
  restored                       note that something else has put the data back (pg_restore, a copy of the disk)
      --accept-broken-trail      though the audit trail is not in order
  rekey                          change the secret key, while no platform runs, for CONCORD_NEW_SECRET_KEY or one that is made
      --forget-keys              though the present one is lost: people bring their provider keys again

  --json                         answer for programs: one JSON document on standard output
  --help                         this text

A message that begins with a dash comes after two of them: concord execute Ada -- "-5 degrees, is that cold?"

From the environment
  CONCORD_URL                    where the platform is (http://127.0.0.1:3000)
  CONCORD_TOKEN                  the token that says who you are
  CONCORD_NEW_SECRET_KEY         for rekey: 32 bytes, in base64 or hexadecimal

Exit codes
  0  done; of an execution: completed; of verify: the trail is in order
  1  blocked, refused or failed, the platform cannot be reached, the trail is not in order; the reason is on standard error
  2  used in a wrong way, CONCORD_TOKEN is missing, no or more than one agent has that name
  3  a human has to approve it first; the proposal is named on standard error
`

const OPTIONS = {
  action: { type: 'string' },
  session: { type: 'string' },
  model: { type: 'string' },
  'require-approval': { type: 'boolean' },
  reason: { type: 'string' },
  option: { type: 'string' },
  confirm: { type: 'string' },
  replace: { type: 'boolean' },
  'forget-keys': { type: 'boolean' },
  'accept-broken-trail': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

type Option = keyof typeof OPTIONS
type Values = ReturnType<typeof understood>['values']

interface Shape {
  /** What stands after the command's own words, each by the name it has in a refusal. */
  readonly needs: readonly string[]
  readonly options: readonly Option[]
  make(given: readonly string[], values: Values): Command
}

const json = (values: Values): boolean => values.json === true

/** Every command by its words. */
const SHAPES: Readonly<Record<string, Shape>> = {
  execute: {
    needs: ['an agent', 'a message'],
    options: ['action', 'session', 'model', 'require-approval'],
    make: ([agent = '', message = ''], values) => ({
      ...{ kind: 'execute', agent, message, action: values.action, session: values.session, model: values.model },
      ...{ requireApproval: values['require-approval'] === true, json: json(values) },
    }),
  },
  agents: { needs: [], options: [], make: (_given, values) => ({ kind: 'agents', json: json(values) }) },
  proposals: { needs: [], options: [], make: (_given, values) => ({ kind: 'proposals', json: json(values) }) },
  'proposals approve': {
    needs: ["the proposal's id"],
    options: ['reason', 'option'],
    make: ([id = ''], values) => ({ kind: 'approve', id, reason: values.reason, option: values.option, json: json(values) }),
  },
  'proposals reject': {
    needs: ["the proposal's id"],
    options: ['reason'],
    make([id = ''], values) {
      if (values.reason === undefined || values.reason.trim() === '') throw misuse('Who rejects says why: --reason <text>')
      return { kind: 'reject', id, reason: values.reason, json: json(values) }
    },
  },
  'people forget': {
    needs: ["the person's id or address"],
    options: ['confirm'],
    make([person = ''], values) {
      if (values.confirm === undefined || values.confirm.trim() === '') throw misuse('Nobody is forgotten by accident: --confirm <address>')
      return { kind: 'forget', person, confirm: values.confirm, json: json(values) }
    },
  },
  mcp: { needs: [], options: [], make: () => ({ kind: 'mcp' }) },
  backup: { needs: ['the file'], options: [], make: ([file = ''], values) => ({ kind: 'backup', file, json: json(values) }) },
  restore: {
    needs: ['the file'],
    options: ['replace', 'forget-keys', 'accept-broken-trail'],
    make: ([file = ''], values) => ({
      ...{ kind: 'restore', file, replace: values.replace === true, forgetKeys: values['forget-keys'] === true },
      ...{ acceptBrokenTrail: values['accept-broken-trail'] === true, json: json(values) },
    }),
  },
  restored: {
    needs: [],
    options: ['accept-broken-trail'],
    make: (_given, values) => ({ kind: 'restored', acceptBrokenTrail: values['accept-broken-trail'] === true, json: json(values) }),
  },
  rekey: { needs: [], options: ['forget-keys'], make: (_given, values) => ({ kind: 'rekey', forgetKeys: values['forget-keys'] === true, json: json(values) }) },
  'audit verify': { needs: [], options: [], make: (_given, values) => ({ kind: 'verify', json: json(values) }) },
}

/** The command that the arguments ask for. Pure. Throws Misuse. */
export function commandFrom(args: readonly string[]): Command {
  const { values, positionals } = understood(args)
  if (values.help === true) return { kind: 'help' }
  if (positionals.length === 0) throw misuse('A command is missing')
  const words = [2, 1].map((count) => positionals.slice(0, count).join(' ')).find((each) => Object.hasOwn(SHAPES, each))
  const shape = words === undefined ? undefined : SHAPES[words]
  if (words === undefined || shape === undefined) throw misuse(`There is no command ${JSON.stringify(positionals.slice(0, 2).join(' '))}`)
  const given = positionals.slice(words.split(' ').length)
  const missing = shape.needs.findIndex((_need, index) => (given[index] ?? '').trim() === '')
  if (missing >= 0) throw misuse(`concord ${words}: ${shape.needs[missing]} is missing`)
  if (given.length > shape.needs.length)
    throw misuse(`concord ${words}: ${JSON.stringify(given[shape.needs.length])} is too much; a message of several words stands in quotation marks`)
  const stranger = (Object.keys(values) as Option[]).find((name) => name !== 'json' && !shape.options.includes(name))
  if (stranger !== undefined) throw misuse(`concord ${words}: there is no option --${stranger}`)
  return shape.make(given, values)
}

function understood(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw misuse(messageOf(error).split('. ')[0] ?? '')
  }
}

const misuse = (message: string): Misuse => new Misuse(message, { usage: true })

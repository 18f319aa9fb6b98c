import { defineParameterType } from '@cucumber/cucumber'
import { LEVELS, type Maturity } from '../app/agents/agent'
import { COORDINATION_STATUSES, type CoordinationStatus, type TaskStatus } from '../app/coordination/coordination'
import { HANDOFF_STATUSES, type HandoffStatus } from '../app/coordination/handoff'
import { ACTIONS } from '../app/governance/actions'
import { AGENT_NAMES, type AgentName, PERSON_NAMES, type PersonName } from './cast'
import type { RetryAfter } from './fakes/mood'
import type { Generated } from './generated'
import { CONDITION_WORDS, conditionOf } from './moods'
import './service-words'
import { anyOf } from './any-of'
import { FAILURE_WORDS, type FailureWords, OUTCOMES, type Outcome } from './outcomes'
import { PATTERN_NAMES } from './trying'

/** What a phrase in a feature means: words become things of the domain here and, for services outside, in service-words.ts; and nowhere else. */

defineParameterType({ name: 'person', regexp: new RegExp(anyOf(PERSON_NAMES)), transformer: (name) => name as PersonName })

/** A model provider, by the name of its fake. */
export type ProviderWord = 'openai' | 'anthropic'
defineParameterType({ name: 'provider', regexp: /OpenAI|Anthropic/, transformer: (name): ProviderWord => (name === 'OpenAI' ? 'openai' : 'anthropic') })

/** A failure in the user's words, as the exact outcome it stands for. */
export interface NamedOutcome extends Outcome {
  readonly words: FailureWords
}
defineParameterType({
  name: 'failure',
  regexp: new RegExp(anyOf(FAILURE_WORDS)),
  transformer: (words): NamedOutcome => ({ words: words as FailureWords, ...OUTCOMES[words as FailureWords] }),
})

const UNITS = { millisecond: 1, second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const

const DURATION = /(\d+(?:\.\d+)?) (millisecond|second|minute|hour|day)s?/
const lasting = (count: string, unit: string): number => Math.round(Number(count) * UNITS[unit as keyof typeof UNITS])

/** A length of time, in milliseconds. */
defineParameterType({ name: 'duration', regexp: DURATION, transformer: lasting })

/** The same in the cell of a table. */
export function durationOf(cell: string): number {
  const [whole, count = '', unit = ''] = DURATION.exec(cell) ?? []
  if (whole !== cell) throw new Error(`"${cell}" is no length of time`)
  return lasting(count, unit)
}

/** `once`, `twice`, `3 times`, `never`. */
defineParameterType({
  name: 'times',
  regexp: /never|once|twice|\d+ times/,
  transformer: (words) => ({ never: 0, once: 1, twice: 2 })[words] ?? Number.parseInt(words, 10),
})

/** How a provider or the line to it is: `is overloaded`, `refuses the connection`. */
defineParameterType({ name: 'condition', regexp: new RegExp(anyOf(CONDITION_WORDS)), transformer: conditionOf })

/** How a provider says when to come back: `20 seconds`, `exactly 1500 milliseconds`, `until 20 seconds from now`, `without saying how long`, or its own words in quotation marks. */
defineParameterType({
  name: 'wait',
  regexp: /\d+ seconds?|exactly \d+ milliseconds|until \d+ seconds? from now|without saying how long|"[^"]*"/,
  transformer: (words): RetryAfter => {
    if (words.startsWith('"')) return { text: words.slice(1, -1) }
    if (words === 'without saying how long') return 'none'
    const count = Number(/\d+/.exec(words)?.[0])
    if (words.startsWith('exactly')) return { ms: count }
    return words.startsWith('until') ? { dateInMs: count * UNITS.second } : { seconds: count }
  },
})

/** Whether an answer shall come at once or as it is being said. */
export type Manner = 'as a whole' | 'word by word'
defineParameterType({ name: 'manner', regexp: /as a whole|word by word/, transformer: (words) => words as Manner })

/** What somebody wishes who asks a question: `, naming the model "m1", to be answered word by word and allowing failover`; often nothing. */
export interface Wished {
  readonly model?: string
  readonly maxTokens?: number
  readonly manner?: Manner
  readonly failover?: true
  readonly approval?: true
  readonly sameConversation?: true
}
const WISHES = [
  '(?:naming|with) the model "[^"]*"',
  'for at most \\d+ tokens',
  'to be answered (?:as a whole|word by word)',
  'allowing failover',
  'asking for approval first',
  'in the same conversation',
]
defineParameterType({
  name: 'wishes',
  regexp: new RegExp(`(?:(?:,|,? and)? (?:${WISHES.join('|')}))*`),
  transformer: (words): Wished => {
    const [, model] = /the model "([^"]*)"/.exec(words) ?? []
    const [, tokens] = /at most (\d+) tokens/.exec(words) ?? []
    const [, manner] = /answered (as a whole|word by word)/.exec(words) ?? []
    return {
      ...(model === undefined ? {} : { model }),
      ...(tokens === undefined ? {} : { maxTokens: Number(tokens) }),
      ...(manner === undefined ? {} : { manner: manner as Manner }),
      ...(words.includes('allowing failover') ? { failover: true } : {}),
      ...(words.includes('asking for approval') ? { approval: true } : {}),
      ...(words.includes('the same conversation') ? { sameConversation: true } : {}),
    }
  },
})

/** What somebody is, or is to become; an owner is none. */
defineParameterType({ name: 'role', regexp: /user|supervisor|administrator|owner/, transformer: (words) => words })

/** The token that a person of the cast came with, or the one made in the scenario. */
export type TokenAge = 'first' | 'new'
defineParameterType({ name: 'tokenAge', regexp: /first|new/, transformer: (words) => words as TokenAge })

/** A person or an agent that may have a budget. */
export type Owner = PersonName | AgentName
defineParameterType({ name: 'owner', regexp: new RegExp(anyOf([...PERSON_NAMES, ...AGENT_NAMES])), transformer: (name) => name as Owner })

defineParameterType({ name: 'agent', regexp: new RegExp(anyOf(AGENT_NAMES)), transformer: (name) => name as AgentName })

/** An agent of the cast, or one that the scenario introduced, in quotation marks. */
const AGENT_NAME = `${anyOf(AGENT_NAMES)}|"[^"]+"`
const unquoted = (name: string): string => name.replaceAll('"', '')
defineParameterType({ name: 'agentName', regexp: new RegExp(AGENT_NAME), transformer: unquoted })

/** Several of them: `"Bo", "Cy" and "Dee"`. */
defineParameterType({
  name: 'agentNames',
  regexp: new RegExp(`(?:${AGENT_NAME})(?:(?:, | and )(?:${AGENT_NAME}))*`),
  transformer: (names) => names.split(/, | and /).map(unquoted),
})

/** Somebody of the cast, or somebody that the scenario brought in, in quotation marks: a person or an agent that acts with a token of its own. */
const PARTY = `${anyOf([...PERSON_NAMES, ...AGENT_NAMES])}|"[^"]+"`
defineParameterType({ name: 'party', regexp: new RegExp(PARTY), transformer: unquoted })

/** Several of them: `Uma, Mallory and Sol`. */
defineParameterType({
  name: 'parties',
  regexp: new RegExp(`(?:${PARTY})(?:(?:, | and )(?:${PARTY}))*`),
  transformer: (names) => names.split(/, | and /).map(unquoted),
})

/** Whom something is meant for, also if nobody is there under that name. */
defineParameterType({
  name: 'receiver',
  regexp: new RegExp(`an unknown agent|an unknown person|somebody unknown|(?:${PARTY}) as if an? (?:person|agent)|${PARTY}`),
  transformer: unquoted,
})

/** What shared state is called: `"plan/colour"`, or as long as names may be. */
defineParameterType({
  name: 'stateName',
  regexp: /"[^"/]+\/[^"]+"|\d+ letters twice/,
  transformer: (words) =>
    words.startsWith('"')
      ? words.slice(1, -1)
      : Array(2)
          .fill('a'.repeat(Number.parseInt(words, 10)))
          .join('/'),
})

/** How a resource is given out. */
export type WayOfGiving = 'priority' | 'fifo' | 'size'
const WAYS: Readonly<Record<string, WayOfGiving>> = { 'by level': 'priority', 'by order of asking': 'fifo', 'by size': 'size' }
defineParameterType({ name: 'way', regexp: new RegExp(anyOf(Object.keys(WAYS))), transformer: (words) => WAYS[words] })

/** How far an agent has grown up. */
defineParameterType({ name: 'maturity', regexp: new RegExp(anyOf(LEVELS)), transformer: (words) => words as Maturity })

/** The names of all actions that the platform publishes. */
export const KNOWN_ACTIONS: readonly string[] = Object.values(ACTIONS).flat()

/** Something that an agent does, by its exact name: `send email` for one that is known, in quotation marks for any other. */
const ACTION_WORDS = KNOWN_ACTIONS.map((name) => name.replaceAll('_', ' '))
defineParameterType({
  name: 'action',
  regexp: new RegExp(`${anyOf(ACTION_WORDS)}|"[^"]*"`),
  transformer: (words) => (words.startsWith('"') ? words.slice(1, -1) : words.replaceAll(' ', '_')),
})

/** What has become of an execution. */
const EXECUTION_STATUSES = ['pending', 'awaiting_approval', 'running', 'paused', 'completed', 'failed', 'cancelled', 'interrupted', 'blocked'] as const
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number]
defineParameterType({
  name: 'executionStatus',
  regexp: new RegExp(anyOf(EXECUTION_STATUSES.map((status) => status.replaceAll('_', ' ')))),
  transformer: (words) => words.replaceAll(' ', '_') as ExecutionStatus,
})

/** What has become of a task or a step, and of a job for several agents. */
const TASK_STATUSES = [...EXECUTION_STATUSES, 'skipped'] as const satisfies readonly TaskStatus[]
defineParameterType({
  name: 'taskStatus',
  regexp: new RegExp(anyOf(TASK_STATUSES.map((status) => status.replaceAll('_', ' ')))),
  transformer: (words) => words.replaceAll(' ', '_') as TaskStatus,
})

const JOB_STATUSES: Readonly<Record<string, CoordinationStatus>> = {
  ...Object.fromEntries(COORDINATION_STATUSES.map((status) => [status.replaceAll('_', ' '), status])),
  'in need of attention': 'needs_attention',
}
defineParameterType({
  name: 'coordinationStatus',
  regexp: new RegExp(anyOf(Object.keys(JOB_STATUSES))),
  transformer: (words) => JOB_STATUSES[words],
})

/** What has become of work that was handed on. */
defineParameterType({
  name: 'handoffStatus',
  regexp: new RegExp(anyOf(HANDOFF_STATUSES.map((status) => status.replaceAll('_', ' ')))),
  transformer: (words) => words.replaceAll(' ', '_') as HandoffStatus,
})

/** How an execution is followed: one-way (server-sent events) or two-way (WebSocket). */
export type Line = 'one-way' | 'two-way'
defineParameterType({ name: 'line', regexp: /one-way|two-way/, transformer: (words) => words as Line })

/** Why a stream ended before all was said, beside the failures: by the code that its last event names. */
const ENDS = {
  'it was cancelled': 'cancelled',
  'a supervisor stopped it': 'stopped',
  'it was interrupted': 'interrupted',
} as const
export type End = (typeof ENDS)[keyof typeof ENDS]
defineParameterType({ name: 'end', regexp: new RegExp(anyOf(Object.keys(ENDS))), transformer: (words) => ENDS[words as keyof typeof ENDS] })

/** Topics by name, in quotation marks, or by what they are about: `"news" and the topic of Ada`. Words that `topicOf` understands. */
const TOPIC_WORDS = `"[^"]*"|the alerts|the topics? of (?:all agents|all coordinations|a coordination|(?:${anyOf(AGENT_NAMES)}))|the state of the plan|a topic of \\d+ letters`
defineParameterType({
  name: 'topics',
  regexp: new RegExp(`(?:${TOPIC_WORDS})(?:(?:, | and )(?:${TOPIC_WORDS}))*`),
  transformer: (words) => words.match(new RegExp(TOPIC_WORDS, 'g')) ?? [],
})

/** Several texts in quotation marks: `"one", "two" and "three"`; or `nothing`. */
defineParameterType({
  name: 'texts',
  regexp: /nothing|"[^"]*"(?:(?:, | and )"[^"]*")*/,
  transformer: (words) => [...words.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text),
})

/** How many cases are made up, or one that is known by its name. */
defineParameterType({
  name: 'generated',
  regexp: /\d+ generated cases|the case "[^"]*"/,
  transformer: (words): Generated => {
    const [, known] = /"(.*)"/.exec(words) ?? []
    return known === undefined ? { count: Number.parseInt(words, 10) } : { known }
  },
})

/** How many replies whoever asks several agents waits for. */
export type Enough = { readonly wait_for: 'all' | 'deadline' } | { readonly wait_for: 'first_n'; readonly n: number }
defineParameterType({
  name: 'enough',
  regexp: /all|whoever replies|the first \d+/,
  transformer: (words): Enough => {
    if (words.startsWith('the first')) return { wait_for: 'first_n', n: Number(/\d+/.exec(words)?.[0]) }
    return { wait_for: words === 'all' ? 'all' : 'deadline' }
  },
})

/** A pattern of coordination that somebody tries, or all of them. */
defineParameterType({ name: 'tried', regexp: new RegExp(anyOf([...PATTERN_NAMES, 'everything'])), transformer: (called) => called })

import type { Engine } from './backplane'

/** The patterns of coordination, as engines promise them. */
export const PATTERNS = ['pubsub', 'task-queue', 'request-reply', 'scatter-gather', 'barrier', 'circuit-breaker'] as const
export type Pattern = (typeof PATTERNS)[number]

/** What an engine promises of one pattern, a sentence each. */
export interface Guarantee {
  readonly delivery: string
  readonly order: string
  /** What outlives a crash of the platform, and of the engine. */
  readonly durability: string
  /** Who has something alone, and for how long. */
  readonly claim: string
  readonly fairness: string
}

/** A rule or an example that an engine is known not to keep. */
export interface Deviation {
  /** The title of the example or the sentence of the rule, as the specification has it. */
  readonly of: string
  readonly reason: string
}

export interface EngineGuarantees {
  readonly patterns: Readonly<Record<Pattern, Guarantee>>
  readonly deviations: readonly Deviation[]
}

const IN_THE_LOG: Guarantee = {
  delivery: 'Every subscriber acknowledges every matching event once; what it does not acknowledge comes again.',
  order: 'The order of the log, for every subscriber.',
  durability: 'What was accepted is in the database and outlives everything but it.',
  claim: 'One event of a subscription is in flight at a time.',
  fairness: 'No subscriber waits for another.',
}
const ROWS_ARE_TRUE = 'A task is a row of the database: what was accepted outlives the platform'

const EMBEDDED: EngineGuarantees['patterns'] = {
  pubsub: IN_THE_LOG,
  'task-queue': {
    delivery: 'A task is handed out until a worker completes it or it was tried too often.',
    order: 'The higher number first, then the oldest.',
    durability: `${ROWS_ARE_TRUE}.`,
    claim: 'One worker at a time, until it answers or is silent for too long by the clock of the platform.',
    fairness: 'Workers are served in the order in which they asked at one instance; between instances in no order.',
  },
  'request-reply': {
    delivery: 'One reply reaches its asker, or none.',
    order: 'The agent that is asked sees the oldest question first.',
    durability: 'A question lives as long as its asker waits; one whose platform dies is over.',
    claim: 'The first reply is the only one.',
    fairness: 'Questions do not wait for each other.',
  },
  'scatter-gather': {
    delivery: 'As with single questions; those no longer wanted are withdrawn.',
    order: 'Replies are gathered in the order in which they came.',
    durability: 'Lives as long as its asker waits.',
    claim: 'One reply of each agent.',
    fairness: 'All are asked at the same time.',
  },
  barrier: {
    delivery: 'All members of a generation pass, or all are told why nobody does.',
    order: 'Positions are given in the order of arrival.',
    durability: 'Who has arrived is in the database; a member that comes back in time keeps its place.',
    claim: 'A name is one member.',
    fairness: 'Whoever comes after the last one waits for the next generation.',
  },
  'circuit-breaker': {
    delivery: 'What is reported at one instance counts at all.',
    order: 'Reports count in the order in which they are written.',
    durability: 'How it stands is in the database.',
    claim: 'One probe at a time.',
    fairness: 'Whoever asks first when the time is over is the probe.',
  },
}

const REDIS: EngineGuarantees['patterns'] = {
  pubsub: { ...IN_THE_LOG, durability: 'What was accepted is in the database; without Redis other instances find it there, up to half a second later.' },
  'task-queue': {
    ...EMBEDDED['task-queue'],
    durability: `${ROWS_ARE_TRUE} and Redis, which is filled again from the rows within seconds, with or without its data.`,
    claim: 'One worker at a time, until it answers or is silent for too long by the clock of Redis. While Redis is away tasks are answered but not handed out.',
  },
  'request-reply': {
    ...EMBEDDED['request-reply'],
    durability:
      'A question is put again when Redis comes back without it; a reply that Redis lost before it was handed over is refused, and can be given again.',
  },
  'scatter-gather': EMBEDDED['scatter-gather'],
  barrier: {
    ...EMBEDDED.barrier,
    durability:
      'Who has arrived is in Redis; those who wait arrive again by themselves when it comes back without them. If it dies at the moment when all pass, some may be told that nobody did. What broke one is put on record by whoever broke it or, if that crashed, by whoever comes there next.',
  },
  'circuit-breaker': {
    ...EMBEDDED['circuit-breaker'],
    durability:
      'How it stands is in Redis: emptied, every breaker is closed. What opened or closed one is put on record likewise, by whoever did it or comes there next.',
  },
}

/** The servers keep tasks and values; of claims, order, delay, tries, counting and publishing they know nothing: that is the embedded engine's. */
const MCP: EngineGuarantees['patterns'] = {
  ...EMBEDDED,
  'task-queue': {
    ...EMBEDDED['task-queue'],
    durability: `${ROWS_ARE_TRUE} and the MCP server, which is told again what it lost. While the server is away nothing is added, handed out or completed.`,
    claim: 'One worker at a time, under a lease of the platform: the server itself gives the same task to everybody who asks.',
  },
  'circuit-breaker': {
    ...EMBEDDED['circuit-breaker'],
    durability: 'How it stands is in the database; a server of values cannot count, and is told how each stands.',
  },
}

/** What each engine promises, and what it is known not to keep. */
export const GUARANTEES: Readonly<Partial<Record<Engine, EngineGuarantees>>> = {
  embedded: { patterns: EMBEDDED, deviations: [] },
  redis: { patterns: REDIS, deviations: [] },
  mcp: { patterns: MCP, deviations: [] },
  // Temporal leads workflows and task graphs. The patterns are the embedded engine's on the same database: a queue that hands out by urgency
  // among workers who come and go, and questions that live no longer than who waits, are not what Temporal's workflows and queues are made for.
  temporal: { patterns: EMBEDDED, deviations: [] },
}

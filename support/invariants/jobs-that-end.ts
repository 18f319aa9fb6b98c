import { expect } from 'chai'
import fc from 'fast-check'
import { introduceAgents } from '../introducing'
import { perScenario } from '../per-scenario'
import type { Reply } from '../reply'
import type { ConcordWorld } from '../world'
import { call, decide, executionsAfter, found, markNow, waiting } from './calls'

// Jobs of every kind, whose agents answer anything, and what must come of them.

/** What a model says when it is asked next, in words and as it says it. */
const ANSWERS: Readonly<Record<string, (number: number, names: readonly string[], mark: string) => string>> = {
  'wants changes': () => '{"verdict": "changes", "comments": "Again, please"}',
  approves: () => '{"verdict": "approve"}',
  rejects: () => '{"verdict": "reject"}',
  'plans a few parts': (number, names, mark) => planOf(1 + (number % 5), names, mark),
  'plans many parts': (number, names, mark) => planOf(6 + number, names, mark),
  'plans parts for somebody unknown': (number) => planOf(number, ['Nobody']),
  votes: (number) => `{"vote": "option ${number % 3}"}`,
  'picks one': (number) => `{"choice": ${number % 4}}`,
  'talks nonsense': (number) => `${'{['.repeat(number % 9)} to be, or not`,
}
const planOf = (count: number, names: readonly string[], mark = ''): string =>
  JSON.stringify(Array.from({ length: count }, (_, index) => ({ worker: names[index % names.length], task: `${mark} Bit ${index}` })))

interface Said {
  readonly what: string
  readonly number: number
}

export interface EndingJob {
  readonly kind: 'review' | 'split' | 'vote' | 'tasks' | 'steps'
  /** Who is asked first: whose work is reviewed, who splits, who judges. */
  readonly first: string
  readonly others: number
  /** So many of the others refuse whatever they are asked. */
  readonly unwilling: number
  readonly action: string
  /** What comes to the minds of those who are asked, one after the other, and then from the beginning. */
  readonly answers: readonly Said[]
  /** Whether humans approve what waits for them, in turn. */
  readonly approvals: readonly boolean[]
}

/** Who wants changes is asked again: it is said more often. */
const OFTEN = ['wants changes', 'wants changes', 'wants changes', 'wants changes', 'wants changes', 'wants changes']
const saidIn = (kind: EndingJob['kind']): fc.Arbitrary<Said> =>
  fc.record({ what: fc.constantFrom(...Object.keys(ANSWERS), ...(kind === 'review' ? OFTEN : [])), number: fc.nat(12) })

/** A plan that cannot be used ends everything. */
const saidFirst = (kind: EndingJob['kind']): fc.Arbitrary<Said> =>
  kind === 'split'
    ? fc.record({ what: fc.constantFrom('plans a few parts', 'plans many parts', 'plans many parts', 'talks nonsense'), number: fc.nat(6) })
    : saidIn(kind)

export const MOST_OTHERS = 6
const helper = (number: number): string => `Helper ${number + 1}`

export const endingJobs: fc.Arbitrary<EndingJob> = fc
  .constantFrom<EndingJob['kind'][]>('review', 'review', 'split', 'split', 'split', 'vote', 'tasks', 'steps')
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      first: fc.constantFrom('Ada', 'Sol', 'Ines'),
      others: fc.integer({ min: 1, max: MOST_OTHERS }),
      unwilling: fc.constantFrom(0, 1, 2, 3, 4),
      action: fc.constantFrom('read', 'draft', 'create', 'delete'),
      answers: fc.tuple(saidFirst(kind), fc.array(saidIn(kind), { maxLength: 5 })).map(([first, rest]) => [first, ...rest]),
      approvals: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    }),
  )

const KINDS: Readonly<Record<EndingJob['kind'], string>> = {
  review: 'a review of its work by',
  split: 'a task split among',
  vote: 'a choice among the answers of',
  tasks: 'tasks for',
  steps: 'a workflow of',
}

/** A job as one tells it. */
export const jobInWords = ({ kind, first, others, unwilling, action, answers, approvals }: EndingJob): readonly string[] => [
  `${first}: ${KINDS[kind]} ${others} helpers (to ${action}), of whom ${unwilling} refuse whatever they are asked`,
  ...answers.map(({ what, number }, index) => `Who is asked as number ${index + 1}, and so on, ${what} (${number})`),
  `Humans ${approvals.map((yes) => (yes ? 'approve' : 'reject')).join(', then ')}, and so on`,
]

const helpersOf = perScenario(() => ({ there: 0, jobs: 0 }))

/** So many further agents are there, all interns: whoever is asked may hand work on to them. */
export async function helpersIn(world: ConcordWorld, count: number): Promise<readonly string[]> {
  const helpers = helpersOf(world)
  const names = Array.from({ length: count }, (_, index) => helper(index))
  await introduceAgents(world, names.slice(helpers.there), 'intern')
  helpers.there = Math.max(helpers.there, count)
  return names
}

/** Who is there to help, and what stands in everything that is said of one job. */
interface Told {
  readonly names: readonly string[]
  readonly mark: string
}

/** How a kind of job is asked for, and how many tasks are thereby asked for. */
function orderOf(world: ConcordWorld, { kind, first, others, action }: EndingJob, { names, mark }: Told) {
  const one = world.agent(first).id
  const ids = names.slice(0, others).map((name) => world.agent(name).id)
  switch (kind) {
    case 'review':
      return { path: '/api/agents/peer-review', body: { author_agent_id: one, reviewer_agent_ids: ids, content: mark }, asked: ids.length }
    case 'split':
      return { path: `/api/agents/${one}/coordinate`, body: { pattern: 'delegate', workers: ids, task: mark }, asked: 2 }
    case 'vote': {
      const all = [...ids, world.agent('Sol').id, world.agent('Ada').id]
      return { path: '/api/agents/ensemble', body: { agent_ids: all, input: mark, aggregation: 'best_of', judge: one }, asked: all.length + 1 }
    }
    case 'tasks': {
      const tasks = [one, ...ids].map((agent_id, index) => ({ id: `${index}`, agent_id, task: mark, action, dependencies: index > 1 ? ['0'] : [] }))
      return { path: '/api/agents/parallel-execute', body: { tasks }, asked: tasks.length }
    }
    case 'steps': {
      const steps = [one, ...ids].map((agent_id) => ({ agent_id, action, message: mark }))
      return { path: '/api/workflows/sequential', body: { steps }, asked: steps.length }
    }
  }
}

/** What came of a job: how it stood each time it was looked at, and how many tasks were run that nobody had asked for. */
export interface CameOf {
  readonly stands: readonly { readonly status: string; readonly waiting: number }[]
  readonly further: number
}

const MOST_DECISIONS = 60
const A_WHILE_MS = 60_000
const OVER = ['completed', 'failed', 'cancelled']

/** Has one job done, with whoever is asked saying what is made up, until it is over or nobody can do anything more about it. */
export async function runToTheEnd(world: ConcordWorld, made: EndingJob): Promise<CameOf> {
  const names = await helpersIn(world, MOST_OTHERS)
  const told: Told = { names, mark: `Errand ${++helpersOf(world).jobs}.` }
  sayAnything(world, made, told)
  const { execution: last } = await markNow(world)
  const { path, body, asked } = orderOf(world, made, told)
  const address = addressOf(await call(world, world.as('Uma'), path, body))
  const stands: CameOf['stands'][number][] = []
  for (let turn = 0; turn < MOST_DECISIONS; turn++) {
    const status = await statusOf(world, address)
    const open = await waiting(world)
    stands.push({ status, waiting: open.length })
    const [next] = open
    if (OVER.includes(status) || next === undefined) break
    const decided = await decide(world, next, made.approvals[turn % made.approvals.length] ?? true)
    expect(decided.status, decided.text).to.equal(200)
  }
  return { stands, further: (await executionsAfter(world, last)).length - asked }
}

/** How a job stands as soon as it does not move any more by itself. */
async function statusOf(world: ConcordWorld, address: string): Promise<string> {
  await world.clock.advance(0)
  const { status } = await found<{ status: string }>(world, address)
  if (status !== 'running') return status
  await world.clock.advance(A_WHILE_MS)
  return (await found<{ status: string }>(world, address)).status
}

function addressOf({ status, text, json }: Reply): string {
  expect(status, text).to.be.oneOf([200, 202])
  const { coordination_id, workflow_id } = json<{ coordination_id?: string; workflow_id?: string }>()
  return workflow_id === undefined ? `/api/coordinations/${coordination_id}` : `/api/workflows/${workflow_id}`
}

/** One after the other, whoever is asked of this job; but for those who refuse. */
function sayAnything({ fakes }: ConcordWorld, { answers, unwilling, others }: EndingJob, { names, mark }: Told): void {
  const workers = names.slice(0, others)
  let asked = 0
  const next = () => {
    const answer = answers[asked++ % answers.length]
    return `${mark} ${answer === undefined ? '' : ANSWERS[answer.what]?.(answer.number, workers, mark)}`
  }
  for (const provider of ['openai', 'anthropic'] as const) fakes[provider].willAnswer(next)
  for (const name of workers.slice(0, unwilling)) fakes.voice(name).fails({ to: mark })
}

/** What must hold of any job, by the words that a feature has for it. */
export const ENDS: Readonly<Record<string, (came: CameOf, most: number) => void>> = {
  'the job ended, and at most 10 tasks were run that nobody had asked for': ({ stands, further }, most) => {
    expect(stands.at(-1)?.status, JSON.stringify(stands)).to.be.oneOf(OVER)
    expect(further, 'tasks that nobody had asked for').to.be.at.most(most)
  },
  'a job that had not ended awaited approval, and ended when all was decided': ({ stands }) => {
    for (const { status, waiting: open } of stands.slice(0, -1)) {
      expect(status).to.equal('awaiting_approval')
      expect(open, 'proposals that wait').to.be.above(0)
    }
    expect(stands.at(-1)).to.deep.include({ waiting: 0 })
    expect(stands.at(-1)?.status).to.be.oneOf(OVER)
  },
}

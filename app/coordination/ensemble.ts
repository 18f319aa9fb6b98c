import { quoted, withQuotes } from '../llm/quoted'
import { ConcordError, InvalidInput } from '../shared/errors'
import type { NewTask, Task } from './coordination'
import { refuseTwice } from './duplicate-agent'
import { type Conclusion, listed, type Pattern } from './pattern'
import { type Cast, castAnswer, castVote, isSettled, isSilent, saidAfter, YOUR_VOTE } from './vote'

export const AGGREGATIONS = ['consensus', 'majority', 'best_of'] as const
export type Aggregation = (typeof AGGREGATIONS)[number]

/** One question for several agents, and how their answers become one. */
export interface EnsembleRequest {
  readonly agent_ids: readonly string[]
  readonly input: string
  readonly aggregation: Aggregation
  /** Who picks the best; with `best_of` only, and then always. */
  readonly judge?: string | undefined
}

/** An ensemble of one is none. */
export class TooFewAgents extends ConcordError {
  readonly code = 'too_few_agents'
}

const FEWEST = 2

/** Agents vote, each by itself, or a judge picks the best of their answers (INTG-05.16). All that were asked count, also who abstained. */
export const ensemble: Pattern<EnsembleRequest> = {
  kind: 'ensemble',
  agents: ({ agent_ids, judge }) => [...listed(agent_ids, 'agent_ids'), ...(judge === undefined ? [] : [{ id: judge, field: 'judge' }])],
  begin(request) {
    check(request)
    return request.agent_ids.map((agentId) => ({ name: agentId, role: 'vote', agentId, action: 'vote', message: request.input }))
  },
  next({ judge, input }, tasks): readonly NewTask[] {
    const votes = votesIn(tasks)
    const toJudge = judge !== undefined && judgeIn(tasks) === undefined && votes.every(isSettled) && !votes.every(isSilent)
    return toJudge ? [{ name: 'judge', role: 'judge', agentId: judge, action: 'review', message: input }] : []
  },
  prompt: (request, task, tasks) => (task.role === 'judge' ? judgePrompt(request, tasks) : votePrompt(request)),
  conclude: (request, tasks) => conclude(request, tasks),
}

function check({ agent_ids, aggregation, judge }: EnsembleRequest): void {
  if (aggregation === 'best_of' && judge === undefined) throw new InvalidInput('judge', 'judge must name the agent that picks the best')
  if (aggregation !== 'best_of' && judge !== undefined) throw new InvalidInput('judge', `judge goes with best_of only, not with ${aggregation}`)
  refuseTwice(agent_ids, (index) => `agent_ids[${index}]`)
  if (agent_ids.length < FEWEST) throw new TooFewAgents(`An ensemble takes at least ${FEWEST} agents`, { field: 'agent_ids' })
}

const votesIn = (tasks: readonly Task[]): readonly Task[] => tasks.filter(({ role }) => role === 'vote')
const judgeIn = (tasks: readonly Task[]): Task | undefined => tasks.find(({ role }) => role === 'judge')
const isVote = (cast: Cast): cast is Extract<Cast, { kind: 'vote' }> => cast.kind === 'vote'

const votePrompt = ({ input, aggregation }: EnsembleRequest): string => (aggregation === 'best_of' ? input : `${input}\n\n${HOW_TO_VOTE}`)

const HOW_TO_VOTE = `Several agents are asked the same. End your answer with your vote as a JSON object, the vote in quotation marks: {"vote": ${YOUR_VOTE}}`

function judgePrompt({ input }: EnsembleRequest, tasks: readonly Task[]): string {
  const answers = votesIn(tasks).map(castAnswer).filter(isVote)
  const quotes = [quoted('The question:', input), ...answers.map(({ vote }, index) => quoted(`Answer ${index + 1}:`, vote))]
  return withQuotes('Several agents have answered the same question. Pick the best answer.', quotes, HOW_TO_CHOOSE)
}

const ITS_NUMBER = 'NUMBER OF THE BEST'
const HOW_TO_CHOOSE = `End your answer with the number of the best one as a JSON object: {"choice": ${ITS_NUMBER}}`

function conclude({ aggregation }: EnsembleRequest, tasks: readonly Task[]): Conclusion {
  const casts = votesIn(tasks).map(aggregation === 'best_of' ? castAnswer : castVote)
  const votes = casts.filter(isVote)
  const judge = judgeIn(tasks)
  const choice = choiceOf(judge, votes.length)
  const winner = aggregation === 'best_of' ? (choice === null ? undefined : votes[choice - 1]) : agreed(votes, { asked: casts.length, aggregation })
  const dissent = winner === undefined ? [] : votes.filter(({ key }) => key !== winner.key)
  return {
    status: 'completed',
    result: {
      result: winner?.vote ?? null,
      consensus: winner !== undefined,
      votes: votes.map(({ task, vote }) => ({ agent_id: task.agentId, vote, execution_id: task.executionId ?? null })),
      dissent: dissent.map(({ task, vote }) => ({ agent_id: task.agentId, vote })),
      abstentions: casts.flatMap((cast) => (cast.kind === 'abstention' ? [{ agent_id: cast.task.agentId, reason: cast.reason }] : [])),
      ...(judge === undefined ? {} : { judge: { agent_id: judge.agentId, choice, execution_id: judge.executionId ?? null } }),
    },
  }
}

/** Two thirds, or more than half, of all that were asked. Two options can never both have it. */
const ENOUGH: Readonly<Record<Exclude<Aggregation, 'best_of'>, (votes: number, asked: number) => boolean>> = {
  consensus: (votes, asked) => votes * 3 >= asked * 2,
  majority: (votes, asked) => votes * 2 > asked,
}

type Vote = Extract<Cast, { kind: 'vote' }>

/** The first vote for what enough of them voted for, in the order in which they were asked. */
function agreed(votes: readonly Vote[], { asked, aggregation }: { readonly asked: number; readonly aggregation: keyof typeof ENOUGH }): Vote | undefined {
  const counts = new Map<string, number>()
  for (const { key } of votes) counts.set(key, (counts.get(key) ?? 0) + 1)
  return votes.find(({ key }) => ENOUGH[aggregation](counts.get(key) ?? 0, asked))
}

/** The number that the judge picked; null if it said none that can be read, or none of these. */
function choiceOf(judge: Task | undefined, answers: number): number | null {
  if (judge === undefined || isSilent(judge)) return null
  const { object } = saidAfter(judge, ITS_NUMBER)
  if (object.kind !== 'found') return null
  const { choice } = object.value
  return typeof choice === 'number' && Number.isInteger(choice) && choice >= 1 && choice <= answers ? choice : null
}

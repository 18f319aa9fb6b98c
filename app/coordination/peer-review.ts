import { quoted, withQuotes } from '../llm/quoted'
import { ConcordError } from '../shared/errors'
import type { NewTask, Task } from './coordination'
import { refuseTwice } from './duplicate-agent'
import { type Conclusion, listed, type Pattern } from './pattern'
import { type Review, reviewOf, YOUR_VERDICT } from './verdict'
import { isSettled, isSilent, whySilent } from './vote'

/** Somebody's work, and who looks at it. */
export interface PeerReviewRequest {
  readonly author_agent_id: string
  readonly reviewer_agent_ids: readonly string[]
  readonly content: string
}

/** Nobody reviews their own work. */
export class SelfReview extends ConcordError {
  readonly code = 'self_review'
}

interface Limits {
  readonly rounds: number
  /** So many revisions and reviews at most that nobody asked for but the reviewers (AR-12.27). */
  readonly steps: number
}

/**
 * Reviewers approve, reject or want changes, in rounds (INTG-05.17). One rejection ends it; changes go to the author, and what the author
 * then says is reviewed by all again, in at most so many rounds. Without one approval nothing is approved.
 */
export function createPeerReview({ rounds: most, steps }: Limits): Pattern<PeerReviewRequest> {
  /** A round is begun only if there is enough left for all of it: one revision, and a review by each. */
  const goesOn = (round: number, reviewers: number): boolean => round < most && round * (1 + reviewers) <= steps
  return {
    kind: 'peer_review',
    agents: ({ author_agent_id, reviewer_agent_ids }) => [
      { id: author_agent_id, field: 'author_agent_id' },
      ...listed(reviewer_agent_ids, 'reviewer_agent_ids'),
    ],
    begin(request) {
      const { author_agent_id: author, reviewer_agent_ids: reviewers } = request
      const placeOf = (index: number) => `reviewer_agent_ids[${index}]`
      if (reviewers.includes(author)) throw new SelfReview(`The agent ${author} cannot review its own work`, { field: placeOf(reviewers.indexOf(author)) })
      refuseTwice(reviewers, placeOf)
      return reviewRound(request, 1, request.content)
    },
    next(request, tasks) {
      if (!tasks.every(isSettled)) return []
      const { round, reviews, revision, content } = latest(request, tasks)
      if (revision !== undefined) return isRevised(revision) ? reviewRound(request, round + 1, content) : []
      return wantsChanges(reviews) && goesOn(round, request.reviewer_agent_ids.length) ? [newRevision(request, round)] : []
    },
    prompt: (request, task, tasks) => (task.role === 'revision' ? revisionPrompt(request, task, tasks) : reviewPrompt(task)),
    conclude: (request, tasks) => conclude(request, tasks),
  }
}

const reviewRound = ({ reviewer_agent_ids }: PeerReviewRequest, round: number, content: string): readonly NewTask[] =>
  reviewer_agent_ids.map((agentId) => ({ name: `${agentId}-${round}`, role: 'review', round, agentId, action: 'review', message: content }))

const newRevision = ({ author_agent_id: agentId }: PeerReviewRequest, round: number): NewTask => ({
  ...{ name: `revision-${round}`, role: 'revision', round, agentId, action: 'draft', message: 'Revise your work' },
})

interface Round {
  readonly round: number
  readonly reviews: readonly Review[]
  /** What the author made of them. */
  readonly revision: Task | undefined
  /** The last version that there is. */
  readonly content: string
}

/** The last round as it stands. */
function latest({ content }: PeerReviewRequest, tasks: readonly Task[]): Round {
  const round = tasks.reduce((most, task) => Math.max(most, task.round), 1)
  const revisions = tasks.filter(({ role }) => role === 'revision')
  return {
    round,
    reviews: reviewsIn(tasks).filter(({ task }) => task.round === round),
    revision: revisions.find((task) => task.round === round),
    content: revisions.findLast(isRevised)?.response?.trim() ?? content,
  }
}

const reviewsIn = (tasks: readonly Task[]): readonly Review[] => tasks.filter(({ role }) => role === 'review').map(reviewOf)
const isRevised = (revision: Task): boolean => isSettled(revision) && !isSilent(revision)
const isRejected = (reviews: readonly Review[]): boolean => reviews.some(({ verdict }) => verdict === 'reject')
/** A rejection leaves nothing to be changed. */
const wantsChanges = (reviews: readonly Review[]): boolean => !isRejected(reviews) && reviews.some(({ verdict }) => verdict === 'changes')
const isApproved = (reviews: readonly Review[]): boolean =>
  !isRejected(reviews) && !wantsChanges(reviews) && reviews.some(({ verdict }) => verdict === 'approve')

const reviewPrompt = ({ message }: Task): string => withQuotes("Review another agent's work.", [quoted('The work:', message)], HOW_TO_REVIEW)

const HOW_TO_REVIEW = `End your answer with your verdict as a JSON object: {"verdict": ${YOUR_VERDICT}, "comments": YOUR COMMENTS}
The verdict is "approve", "reject", or "changes" if the work should be changed and reviewed again; the comments are a text in quotation marks.`

function revisionPrompt(request: PeerReviewRequest, { round }: Task, tasks: readonly Task[]): string {
  const before = tasks.filter((task) => task.round < round || task.role === 'review')
  const { content, reviews } = latest(request, before)
  const comments = reviews.flatMap(({ comments: said }, index) => (said === '' ? [] : [quoted(`Comments of reviewer ${index + 1}:`, said)]))
  return withQuotes('The reviewers of your work want changes.', [quoted('Your work:', content), ...comments], HOW_TO_REVISE)
}

const HOW_TO_REVISE = 'Answer with the new version of your work as a whole, and nothing else.'

function conclude(request: PeerReviewRequest, tasks: readonly Task[]): Conclusion {
  const { round, reviews, revision, content } = latest(request, tasks)
  const result = { approved: revision === undefined && isApproved(reviews), rounds: round, reviews: reviewsIn(tasks).map(reviewView), content }
  if (revision === undefined) return { status: 'completed', result }
  return { status: 'failed', result, error: { code: 'revision_failed', detail: `The author did not revise the work: ${whySilent(revision)}` } }
}

const reviewView = ({ task, verdict, comments, reason }: Review) => ({
  round: task.round,
  agent_id: task.agentId,
  verdict: verdict ?? null,
  comments,
  ...(verdict === undefined ? { abstained: true, reason } : {}),
  execution_id: task.executionId ?? null,
})

import { expect } from 'chai'
import type { Api } from './api'
import type { PersonName } from './cast'
import { outcome, run } from './running'
import { idOf } from './voting'
import type { ConcordWorld } from './world'

/** What became of somebody's work among its reviewers, as the API tells it. */
export interface PeerReview {
  readonly coordination_id: string
  readonly status: string
  readonly approved: boolean
  readonly rounds: number
  readonly content: string
  readonly reviews: readonly {
    readonly round: number
    readonly agent_id: string
    readonly verdict: string | null
    readonly comments: string
    readonly abstained?: boolean
    readonly reason?: string
    readonly execution_id: string | null
  }[]
  readonly error?: { readonly code: string; readonly detail: string }
}

interface Wishes {
  readonly author: string
  readonly reviewers: readonly string[]
  readonly content: string
  /** With somebody else's token. */
  readonly as?: Api
}

/** Work and its reviewers, as the platform is asked. */
export const review = (world: ConcordWorld, { author, reviewers, content }: Wishes) => ({
  path: '/api/agents/peer-review',
  body: { author_agent_id: idOf(world, author), reviewer_agent_ids: reviewers.map((name) => idOf(world, name)), content },
})

/** Has work reviewed and waits for what comes of it. The answer becomes the last one. */
export async function haveReviewed(world: ConcordWorld, person: PersonName, wishes: Wishes): Promise<void> {
  await run(world, person, review(world, wishes), wishes.as)
}

/** What whoever asked was told; it did come to an end. */
export async function toldOfReview(world: ConcordWorld): Promise<PeerReview> {
  const reply = await outcome(world)
  world.looked(reply)
  expect(reply.status, reply.text).to.equal(200)
  return reply.json<PeerReview>()
}

/** A verdict as a reviewer gives it that does as it is told. */
export const verdictOf = (verdict: string, comments?: string): string =>
  `I have read it.\n${JSON.stringify({ verdict, ...(comments === undefined ? {} : { comments }) })}`

import { folded } from './answer'
import type { Task } from './coordination'
import { isSilent, saidAfter, whySilent } from './vote'

export const VERDICTS = ['approve', 'reject', 'changes'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What stands for a verdict where reviewers are told how to answer. */
export const YOUR_VERDICT = 'YOUR VERDICT'

/** What one reviewer said in one round; without a verdict it abstains, and `reason` says why. */
export interface Review {
  readonly task: Task
  readonly verdict: Verdict | undefined
  readonly comments: string
  readonly reason: string | undefined
}

/** A reviewer's verdict: the last JSON object in its answer. Comments that are no text are none; the verdict counts all the same. Pure. */
export function reviewOf(task: Task): Review {
  if (isSilent(task)) return { task, verdict: undefined, comments: '', reason: whySilent(task) }
  const { object } = saidAfter(task, YOUR_VERDICT)
  const { verdict: word, comments } = object.kind === 'found' ? object.value : {}
  const verdict = typeof word === 'string' ? VERDICTS.find((known) => known === folded(word)) : undefined
  if (verdict === undefined) return { task, verdict, comments: '', reason: 'The verdict cannot be read' }
  return { task, verdict, comments: typeof comments === 'string' ? comments.trim() : '', reason: undefined }
}

import { type Found, folded, objectIn } from './answer'
import { type Task, taskEnded } from './coordination'

/** What stands for a vote where agents are told how to vote. */
export const YOUR_VOTE = 'YOUR VOTE'

/** What came of asking one agent for its vote. `key` is what votes are compared by. */
export type Cast =
  | { readonly kind: 'vote'; readonly task: Task; readonly vote: string; readonly key: string }
  | { readonly kind: 'abstention'; readonly task: Task; readonly reason: string }

/** An agent's vote: the last JSON object in its answer, or the whole answer where there is none. The request repeated is no vote. Pure. */
export function castVote(task: Task): Cast {
  if (isSilent(task)) return { kind: 'abstention', task, reason: whySilent(task) }
  const { object, isEcho } = saidAfter(task, YOUR_VOTE)
  const vote = object.kind === 'none' && !isEcho ? (task.response ?? '').trim() : object.kind === 'found' ? voteIn(object.value) : undefined
  return vote === undefined ? { kind: 'abstention', task, reason: 'The vote cannot be read' } : { kind: 'vote', task, vote, key: folded(vote) }
}

/**
 * The last JSON object of an answer. Up to what we wrote in the place of it, an answer only repeats what it was asked, with all the objects
 * that were quoted there. Pure.
 */
export function saidAfter(
  { response = '' }: Task,
  placeholder: string,
): { readonly object: Found<Readonly<Record<string, unknown>>>; readonly isEcho: boolean } {
  const at = response.lastIndexOf(placeholder)
  return { object: objectIn(at < 0 ? response : response.slice(at + placeholder.length)), isEcho: at >= 0 }
}

/** An agent's whole answer, as one of several that a judge picks from. Pure. */
export function castAnswer(task: Task): Cast {
  if (isSilent(task)) return { kind: 'abstention', task, reason: whySilent(task) }
  const vote = (task.response ?? '').trim()
  return { kind: 'vote', task, vote, key: folded(vote) }
}

/** Text that says something, a number or a boolean. */
function voteIn({ vote }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof vote === 'number' || typeof vote === 'boolean') return String(vote)
  return typeof vote === 'string' && vote.trim() !== '' ? vote.trim() : undefined
}

/** Whether a task has come to an end that stays: one that was interrupted may run again. */
export const isSettled = (task: Task): boolean => taskEnded(task) && task.status !== 'interrupted'

/** Whether nothing was said that could be read. */
export const isSilent = ({ status, response = '' }: Task): boolean => status !== 'completed' || response.trim() === ''

/** Why nothing was said. */
export const whySilent = ({ status, reason, error }: Task): string => (status === 'completed' ? 'The answer is empty' : (reason ?? error?.detail ?? status))

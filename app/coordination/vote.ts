import { folded, objectIn } from './answer'
import { type Task, taskEnded } from './coordination'

/** What came of asking one agent for its vote. `key` is what votes are compared by. */
export type Cast =
  | { readonly kind: 'vote'; readonly task: Task; readonly vote: string; readonly key: string }
  | { readonly kind: 'abstention'; readonly task: Task; readonly reason: string }

/** An agent's vote: the last JSON object in its answer, or the whole answer where there is none. Pure. */
export function castVote(task: Task): Cast {
  if (isSilent(task)) return { kind: 'abstention', task, reason: whySilent(task) }
  const said = task.response ?? ''
  const object = objectIn(said)
  const vote = object.kind === 'none' ? said.trim() : object.kind === 'found' ? voteIn(object.value) : undefined
  return vote === undefined ? { kind: 'abstention', task, reason: 'The vote cannot be read' } : { kind: 'vote', task, vote, key: folded(vote) }
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

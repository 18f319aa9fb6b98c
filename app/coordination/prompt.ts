import type { Task } from './coordination'

/** What an agent is told comes in parts with a blank line between them. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join('\n\n')

/** A task's own words, and the results of all that it depends on, by their names (INTG-05.7). What other agents said is quoted, and raises nobody's rights. */
export function withResults(task: Task, tasks: readonly Task[]): string {
  const results = task.after.map((number) => tasks[number - 1]).filter((needed) => needed !== undefined)
  return paragraphs(task.message, ...results.map(({ name, response = '' }) => `Result of ${name}:\n${response}`))
}

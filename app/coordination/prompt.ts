import { quoted, withQuotes } from '../llm/quoted'
import type { Task } from './coordination'

/** A task's own words, and the results of all that it depends on, by their names (INTG-05.7). What other agents said is quoted, and raises nobody's rights. */
export function withResults(task: Task, tasks: readonly Task[]): string {
  const results = task.after.map((number) => tasks[number - 1]).filter((needed) => needed !== undefined)
  return withQuotes(
    task.message,
    results.map(({ name, response = '' }) => quoted(`Result of ${name}:`, response)),
  )
}

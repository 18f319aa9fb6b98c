import type { ConcordWorld } from './world'

/** What an example may leave behind if a step of it says so, and the words that do. */
const SPOKEN_OF = {
  running: /waiting for|listen|is (still )?(running|paused|pending)|has heard|begins to wait|go(es)? away|runs Ada|paused the execution/,
  proposals: /proposal|approv|awaits|reject|human is asked to choose|waits for a choice/,
} as const

/** What a scenario left open, as whoever looks into the store finds it: agents still at work, and proposals that nobody decided. */
export function leftOpen(world: ConcordWorld, words: string): readonly string[] {
  const database = world.usedDatabase
  if (database === undefined) return []
  const count = (sql: string): number => (database.prepare(sql).get() as { count: number }).count
  const running = count("select count(*) as count from execution where status in ('pending', 'running', 'paused')")
  const proposals = count("select count(*) as count from proposal where status = 'pending'")
  return [
    ...(running > 0 && !SPOKEN_OF.running.test(words) ? [`${running} executions were still under way, and no step says so`] : []),
    ...(proposals > 0 && !SPOKEN_OF.proposals.test(words) ? [`${proposals} proposals waited for a human, and no step says so`] : []),
  ]
}

import { type Pickle, type PickleStep, PickleStepType } from '@cucumber/messages'
import type { ConcordWorld } from './world'

/** What an example may leave behind if an outcome of it says so, and the words that do; generated cases leave what they made up. */
const SAID = {
  running: /\b(running|paused|pending|waiting)\b|has not ended|no execution has ended|no word yet|nothing more|until now|is stopping|in \d+ generated/,
  proposals:
    /proposals? waits?\b|await|waits for (a choice|one approval|the proposal)|human is asked to choose|can be decided|needs approval|needing approval|approval is needed|in \d+ generated/,
} as const

/** What a scenario left open, as whoever looks into the store finds it: agents still at work, and proposals that nobody decided. */
export async function leftOpen(world: ConcordWorld, { steps }: Pick<Pickle, 'steps'>): Promise<readonly string[]> {
  const data = world.usedData
  if (data === undefined) return []
  const outcomes = steps
    .filter(({ type }) => type === PickleStepType.OUTCOME)
    .map(inWords)
    .join('\n')
  const count = async (sql: string): Promise<number> => (await data.rows<{ count: number }>(sql))[0]?.count ?? 0
  const running = await count("select count(*) as count from execution where status in ('pending', 'running', 'paused')")
  const proposals = await count("select count(*) as count from proposal where status = 'pending'")
  return [
    ...(running > 0 && !SAID.running.test(outcomes) ? [`${running} executions were still under way, and no outcome says so`] : []),
    ...(proposals > 0 && !SAID.proposals.test(outcomes) ? [`${proposals} proposals waited for a human, and no outcome says so`] : []),
  ]
}

const inWords = ({ text, argument }: PickleStep): string =>
  [text, ...(argument?.dataTable?.rows ?? []).flatMap(({ cells }) => cells.map(({ value }) => value))].join('\n')

import type { Maturity } from '../../app/agents/agent'

/** What may come of a wish, the least first. */
export const VERDICTS = ['blocked', 'needs_approval', 'allowed'] as const
export type Verdict = (typeof VERDICTS)[number]

/** The catalogue's table of actions, as it is written there; everything else is of complexity 4. */
const ACTIONS = {
  1: 'search, read, list, get, fetch, summarize, present_chart, present_markdown, retrieve_episodes',
  2: 'chat, analyze, suggest, draft, generate, recommend, extract, process, finalize, plan, review, vote, browse, take_screenshot, post_to_feed, send_message, react',
  3: 'create, update, schedule, write_shared_state, delegate, export, record_screen',
  4: 'delete, execute_command, deploy, transfer, payment, send_email, post_to_slack, create_github_issue, submit_form, run_script',
} as const

/** The names of each complexity. */
export const NAMES: readonly (readonly string[])[] = Object.values(ACTIONS).map((names) => names.split(', '))

/** What each level may do with complexity 1, 2, 3 and 4. */
const TABLE: Readonly<Record<Maturity, readonly [Verdict, Verdict, Verdict, Verdict]>> = {
  student: ['allowed', 'blocked', 'blocked', 'blocked'],
  intern: ['allowed', 'allowed', 'needs_approval', 'blocked'],
  supervised: ['allowed', 'allowed', 'allowed', 'needs_approval'],
  autonomous: ['allowed', 'allowed', 'allowed', 'allowed'],
}

const complexityOf = (action: string): 1 | 2 | 3 | 4 => ([1, 2, 3] as const).find((each) => ACTIONS[each].split(', ').includes(action)) ?? 4

/** What the naive reader of the table would say. */
export const verdictOf = (level: Maturity, action: string): Verdict => TABLE[level][complexityOf(action) - 1] ?? 'blocked'

/** With a restriction on it: no more than before, and never more than this. */
export const atMost = (verdict: Verdict, most: Verdict): Verdict => (VERDICTS.indexOf(verdict) > VERDICTS.indexOf(most) ? most : verdict)

export const isMore = (one: Verdict, other: Verdict): boolean => VERDICTS.indexOf(one) > VERDICTS.indexOf(other)

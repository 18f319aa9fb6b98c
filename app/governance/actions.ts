/** A named thing that an agent does, and how much it takes to be trusted with it: 1 to 4. */
export interface Action {
  readonly name: string
  readonly complexity: Complexity
}
export type Complexity = 1 | 2 | 3 | 4

/** Every known action by its complexity. Names are exact. */
export const ACTIONS: Readonly<Record<Complexity, readonly string[]>> = {
  // Reads
  1: ['search', 'read', 'list', 'get', 'fetch', 'summarize', 'present_chart', 'present_markdown', 'retrieve_episodes'],
  // Thinks, and talks inside
  2: [
    ...['chat', 'analyze', 'suggest', 'draft', 'generate', 'recommend', 'extract', 'process', 'finalize', 'plan', 'review', 'vote'],
    ...['browse', 'take_screenshot', 'post_to_feed', 'send_message', 'react'],
  ],
  // Changes something inside
  3: ['create', 'update', 'schedule', 'write_shared_state', 'delegate', 'export', 'record_screen'],
  // Reaches outside, or cannot be undone
  4: [
    ...['delete', 'execute_command', 'deploy', 'transfer', 'payment', 'send_email', 'post_to_slack', 'create_github_issue'],
    ...['submit_form', 'run_script'],
  ],
}

const COMPLEXITIES = [1, 2, 3, 4] as const

const byName = new Map(COMPLEXITIES.flatMap((complexity) => ACTIONS[complexity].map((name): [string, Action] => [name, { name, complexity }])))

/** The action of this name; one that nobody knows counts as the highest complexity (AR-05.2). Pure. */
export const actionOf = (name: string): Action => byName.get(name) ?? { name, complexity: 4 }

/** What agents remember. */
export interface EpisodeTables {
  episode: EpisodeRow
  episode_due: { execution_id: string; tries: number; next_at: number }
}

/** What an agent remembers of a completed execution. */
export interface EpisodeRow {
  id: string
  agent_id: string
  execution_id: string
  /** Who asked for it: nobody else but supervisors and the agent finds it. */
  asked_by: string
  message: string
  response: string
  created_at: number
}

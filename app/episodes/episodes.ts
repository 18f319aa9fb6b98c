import { may, type Principal } from '../people/person'
import type { Clock } from '../shared/clock'
import { minutes, seconds } from '../shared/clock'
import type { NewId } from '../shared/ids'
import type { Logger } from '../shared/logger'
import type { Store } from '../store/store'
import type { EpisodeRow } from '../store/tables'
import { beginningsOfEpisodes, dueEpisodes, episodeById, latestEpisodes, postponeEpisode, recordEpisode } from './episode-store'
import { byLikeness } from './likeness'

/** What an agent remembers of a completed execution. */
export interface Episode {
  readonly id: string
  readonly agentId: string
  readonly executionId: string
  readonly message: string
  readonly response: string
  readonly createdAt: number
}

/** What agents remember (AR-05.20, .25). */
export interface Episodes {
  /** Makes the episodes that are due; one that fails is tried again later. To be called after executions ended, and now and then. */
  makeDue(): Promise<void>
  /** The newest first. `before` is the id of the last one seen. */
  latest(query: { agentId: string; asker: Principal; before: string; limit: number }): Promise<readonly Episode[]>
  /** The likest first, of the latest thousand, by how they begin; none that has no word in common. */
  like(query: { agentId: string; asker: Principal; text: string; limit: number }): Promise<readonly Episode[]>
}

const AT_ONCE = 100
/** Likeness is looked for among so many. */
const REMEMBERED = 1_000
/** Greater than any id. */
const LAST = 'g'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly logger: Logger
}

export function createEpisodes({ store, clock, newId, logger }: Deps): Episodes {
  const make = async ({ execution_id, tries }: { execution_id: string; tries: number }) => {
    try {
      await store.write(recordEpisode, { id: newId(), executionId: execution_id, at: clock.now() })
    } catch (error) {
      logger.warn({ error, execution: execution_id }, 'an episode could not be made and is tried again')
      const wait = Math.min(seconds(1) * 2 ** tries, minutes(10))
      await store.write(postponeEpisode, { execution_id, tries: tries + 1, next_at: clock.now() + wait })
    }
  }
  const makeAll = async () => {
    const due = await store.find(dueEpisodes, { now: clock.now(), limit: AT_ONCE })
    await Promise.all(due.map(make))
  }
  let making: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = () => {
    making = makeAll().finally(() => {
      making = undefined
    })
    return making
  }

  return {
    /** Whoever asks while some are being made waits for one more look, together with all others who asked. */
    makeDue() {
      if (making === undefined) return start()
      next ??= making
        .catch(() => undefined)
        .then(() => {
          next = undefined
          return making ?? start()
        })
      return next
    },
    latest: async ({ agentId, asker, before, limit }) =>
      (await store.find(latestEpisodes, { agent_id: agentId, asked_by: onlyOf(asker, agentId), before: before || LAST, limit })).map(episodeOf),
    async like({ agentId, asker, text, limit }) {
      const query = { agent_id: agentId, asked_by: onlyOf(asker, agentId), before: LAST, limit: REMEMBERED }
      const beginnings = await store.find(beginningsOfEpisodes, query)
      const found = byLikeness(text, beginnings, ({ message, response }) => `${message} ${response}`).slice(0, limit)
      const whole = await Promise.all(found.map(({ id }) => store.find(episodeById, { agent_id: agentId, id })))
      return whole.flat().map(episodeOf)
    },
  }
}

/** What was said to an agent is private: supervisors and the agent itself find all of it, others what they asked for. */
const onlyOf = (asker: Principal, agentId: string): string | null => (asker.id === agentId || may(asker.role, 'supervisor') ? null : asker.id)

const episodeOf = (row: EpisodeRow): Episode => ({
  id: row.id,
  agentId: row.agent_id,
  executionId: row.execution_id,
  message: row.message,
  response: row.response,
  createdAt: row.created_at,
})

import { type Cancel, type Clock, minutes } from '../../shared/clock'
import { ShuttingDown } from '../../shared/errors'
import type { Store } from '../../store/store'
import type { RequestRow } from '../../store/tables'
import { type PendingRequest, pendingOf, type Question, type Requests, replyOf } from '../request'
import { endQuestion, forgetQuestions, giveReply, putQuestion, questionById, questionsOverdue, questionsReplied, questionsTo } from './request-store'

export interface EmbeddedRequests extends Requests {
  /** Puts away the questions of askers who are gone. */
  lookAfter(): Promise<void>
  /** Ends whatever waits here. */
  close(): void
}

/** How soon a reply is seen that another instance has taken, if the store does not tell. */
const LOOK_EVERY_MS = 250
/** An asker that has not looked for so long after the end is gone, however the clocks of instances differ. */
const GONE_FOR_MS = minutes(1)

/** Questions in the store: the row is there as long as its asker waits, and whoever removes it has the reply, or its end. */
export function createEmbeddedRequests({ store, clock }: { readonly store: Store; readonly clock: Clock }): EmbeddedRequests {
  const waiting = createWaiting({ store, clock })
  let isClosed = false
  const refuseLeft = (signal: AbortSignal | undefined): void => {
    if (isClosed) throw new ShuttingDown('The platform stopped before this was finished')
    signal?.throwIfAborted()
  }
  /** The asker's own timer says when time is over, however the clock is set; only for askers of other instances the date does. */
  const overBy = (id: string): number => (waiting.has(id) ? Number.NEGATIVE_INFINITY : clock.now())
  const isOpen = ({ id, expiresAt }: PendingRequest): boolean => expiresAt > overBy(id)

  return {
    async ask(question, signal) {
      refuseLeft(signal)
      const wait = waiting.begin(question, signal)
      try {
        await store.write(putQuestion, rowOf(question, clock.now()))
        await wait.over
      } finally {
        wait.end()
      }
      const row = await store.write(endQuestion, { id: question.id })
      refuseLeft(signal)
      return replyOf(row)
    },
    async pending(to, limit) {
      const open: PendingRequest[] = []
      // Those of askers who are gone are not in the way of others.
      for (let after: string | undefined = ''; after !== undefined && open.length < limit; ) {
        const rows: readonly RequestRow[] = await store.find(questionsTo, { to_id: to, after, limit })
        open.push(...rows.map(pendingOf).filter(isOpen))
        after = rows.length < limit ? undefined : rows.at(-1)?.id
      }
      return open.slice(0, limit)
    },
    async find(id) {
      const [row] = await store.find(questionById, { id })
      const question = row === undefined ? undefined : pendingOf(row)
      return question !== undefined && isOpen(question) ? question : undefined
    },
    reply: (id, { actor, data, record }) => store.write(giveReply, { id, reply: JSON.stringify(data), replied_by: actor.id, now: overBy(id), record }),
    async lookAfter() {
      const overdue = await store.find(questionsOverdue, { now: clock.now() - GONE_FOR_MS })
      const ids = overdue.map(({ id }) => id).filter((id) => !waiting.has(id))
      if (ids.length > 0) await store.write(forgetQuestions, { ids })
    },
    close() {
      isClosed = true
      waiting.endAll()
    },
  }
}

const rowOf = ({ id, from, to, data, timeoutMs, record }: Question, now: number) => ({
  ...{ id, from_kind: from.kind, from_id: from.id, asked_by: from.by, to_id: to, data: JSON.stringify(data) },
  ...{ created_at: now, expires_at: now + timeoutMs, record },
})

interface Wait {
  /** Resolves when the reply is there, time is over, or the asker has left or the platform stops. */
  readonly over: Promise<void>
  end(): void
}

/** Who waits in this process. As long as anybody does, replies are looked for: after each commit, and now and then. */
function createWaiting({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  const wakes = new Map<string, () => void>()
  let rounds: Cancel | undefined
  const look = async () => {
    for (const { id } of await store.find(questionsReplied, {})) wakes.get(id)?.()
  }
  let looking: Promise<void> | undefined
  let again = false
  /** One look at a time, and one more for whatever was committed meanwhile. One that fails is made at the next occasion. */
  const glance = (): void => {
    if (wakes.size === 0) return
    again = looking !== undefined
    looking ??= look()
      .catch(() => undefined)
      .finally(() => {
        looking = undefined
        if (again) glance()
      })
  }
  store.onCommit(glance)

  return {
    has: (id: string): boolean => wakes.has(id),
    endAll(): void {
      for (const wake of wakes.values()) wake()
    },
    begin({ id, timeoutMs }: Question, signal: AbortSignal | undefined): Wait {
      const { promise, resolve } = Promise.withResolvers<void>()
      wakes.set(id, resolve)
      rounds ??= clock.every(LOOK_EVERY_MS, glance)
      const cancel = clock.deadline(timeoutMs, resolve)
      const leave = () => resolve()
      signal?.addEventListener('abort', leave, { once: true })
      const end = () => {
        cancel()
        signal?.removeEventListener('abort', leave)
        wakes.delete(id)
        if (wakes.size > 0) return
        rounds?.()
        rounds = undefined
      }
      return { over: promise, end }
    },
  }
}

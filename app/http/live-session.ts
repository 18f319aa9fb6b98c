import { refuseUnreadable } from '../events/topic'
import type { Actor } from '../people/person'
import { InvalidInput, unreachable } from '../shared/errors'
import { journalFrames, type Wish, wishOf } from './live-frame'
import type { Line } from './live-line'
import { createLiveSubscription, told } from './live-subscription'
import type { Parts } from './parts'
import { problemOf } from './problem'
import { RateLimited } from './rate-limit'

/** Everything that one line is shown. */
export interface LiveSession {
  /** One frame from the other side; answered in the order in which they come. Resolves once it is. */
  take(text: string): Promise<void>
  /** Nothing more is shown. */
  end(): void
}

interface Deps {
  readonly line: Line
  readonly actor: Actor
  readonly parts: Pick<Parts, 'live' | 'executions' | 'events' | 'rateLimit' | 'subscriptions'>
}

const MOST_WATCHED = 1_000

/** What is asked for on a line, each under the rights and limits of whoever opened it. */
export function createLiveSession({ line, actor, parts }: Deps): LiveSession {
  const { live, executions, events, rateLimit } = parts
  const watched = new Map<string, () => void>()
  const subscription = createLiveSubscription({ line, by: actor.person, parts })
  let following: AbortController | undefined
  let turn: Promise<void> = Promise.resolve()

  const leave = (id: string) => {
    watched.get(id)?.()
    watched.delete(id)
  }
  const closed = (id: string, reason: string, more: object = {}) => {
    leave(id)
    line.tell({ execution_id: id, closed: { reason, ...more } })
  }

  const watch = async (id: string, after: number) => {
    await executions.get(id, actor.person)
    if (line.over) return
    leave(id)
    if (watched.size === MOST_WATCHED) throw new InvalidInput('watch', `At most ${MOST_WATCHED} executions can be watched on one line`)
    const stop = live.watch(id, after, {
      show: (shown) => line.write(journalFrames(id, shown)),
      taken: line.taken,
      // Told once the last words are taken: they may be more than a viewer may be behind.
      end: () => void line.taken().then(() => watched.get(id) === stop && closed(id, 'ended')),
      fail: (error) => closed(id, 'failed', problemOf(error)),
    })
    watched.set(id, stop)
  }

  const unwatch = (id: string) => {
    if (!watched.has(id)) throw new InvalidInput('unwatch', 'unwatch names an execution that is not watched on this line')
    closed(id, 'unwatched')
  }

  const subscribe = async (topics: readonly string[], from: number | undefined) => {
    refuseUnreadable(topics, actor.person)
    const after = from ?? (await events.last())
    following?.abort()
    const mine = new AbortController()
    following = mine
    line.tell({ subscribed: topics, from: after })
    follow(topics, after, mine.signal).catch((error: unknown) => line.tell({ error: problemOf(error), subscribed: topics }))
  }

  const follow = async (topics: readonly string[], after: number, signal: AbortSignal) => {
    for await (const found of events.read({ topics, after, signal })) {
      if (signal.aborted) return
      line.tell(found.kind === 'gap' ? { gap: { from: found.from, to: found.to } } : told(found.event))
      await line.taken()
    }
  }

  const carryOut = async (wish: Wish): Promise<void> => {
    switch (wish.kind) {
      case 'watch':
        return watch(wish.watch, wish.after ?? 0)
      case 'unwatch':
        return unwatch(wish.unwatch)
      case 'subscribe':
        return subscribe(wish.subscribe, wish.from)
      case 'subscription':
        return subscription.open(wish.subscription, wish.limit ?? 1)
      case 'ack':
        return subscription.acknowledge(wish.ack)
      case 'nack':
        return subscription.refuse(wish.nack, wish.reason)
      case 'unsubscribe':
        following?.abort()
        subscription.end()
        return line.tell({ subscribed: [] })
      case 'ping':
        return line.tell({ pong: wish.ping })
      default:
        return unreachable(wish)
    }
  }

  const answer = async (text: string): Promise<void> => {
    if (line.over) return
    let wish: Wish | undefined
    try {
      const { allowed, limit, resetMs } = rateLimit.take(actor.credentialId)
      if (!allowed) throw new RateLimited(limit, resetMs)
      wish = wishOf(text)
      await carryOut(wish)
    } catch (error) {
      line.tell({ error: problemOf(error), ...aboutWhat(wish) })
    }
  }

  return {
    take(text) {
      turn = turn.then(() => answer(text))
      return turn
    },
    end() {
      following?.abort()
      subscription.end()
      for (const id of [...watched.keys()]) leave(id)
    },
  }
}

/** What an error is about, if that can be said. */
function aboutWhat(wish: Wish | undefined): object {
  switch (wish?.kind) {
    case 'watch':
      return { execution_id: wish.watch }
    case 'subscription':
      return { subscription: wish.subscription }
    case 'ack':
      return { id: wish.ack }
    case 'nack':
      return { id: wish.nack }
    default:
      return {}
  }
}

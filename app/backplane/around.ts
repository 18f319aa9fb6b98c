import type { Backplane } from './backplane'
import type { Actor } from './task'

/** One use of the engine: what is done, and to what. `subject` is the same in every run that does the same. */
export interface Operation {
  readonly name: string
  readonly subject: string
}

/** Does an operation; `call` may be given a signal of its own in place of the caller's. */
export type Wrap = <T>(operation: Operation, call: (signal?: AbortSignal) => Promise<T>, signal?: AbortSignal) => Promise<T>

/** What stands for somebody in a subject; by default their id. */
export type NameOf = (id: string) => string

/** The same engine, each of its operations carried out by `wrap`. */
export function around(engine: Backplane, wrap: Wrap, nameOf: NameOf = (id) => id): Backplane {
  const { queues, requests, barriers, breakers, leases } = engine
  const on = (name: string, ...subject: readonly string[]): Operation => ({ name, subject: subject.join(' ') })
  const who = ({ id }: Actor) => nameOf(id)
  return {
    ...engine,
    queues: {
      ...queues,
      add: (task) => wrap(on('queue.add', task.queue, task.title), () => queues.add(task)),
      claim: (worker, waitMs, signal) => wrap(on('queue.claim', worker.queue, worker.worker), (own) => queues.claim(worker, waitMs, own ?? signal), signal),
      heartbeat: (held) => wrap(on('queue.heartbeat', held.queue, held.worker ?? who(held.actor)), () => queues.heartbeat(held)),
      complete: (held, result) => wrap(on('queue.complete', held.queue, held.worker ?? who(held.actor)), () => queues.complete(held, result)),
      fail: (held, error) => wrap(on('queue.fail', held.queue, held.worker ?? who(held.actor)), () => queues.fail(held, error)),
      retry: (task) => wrap(on('queue.retry', task.queue), () => queues.retry(task)),
    },
    requests: {
      ...requests,
      ask: (question, signal) => wrap(on('request.ask', who(question.from), nameOf(question.to)), (own) => requests.ask(question, own ?? signal), signal),
      pending: (to, limit) => wrap(on('request.pending', nameOf(to)), () => requests.pending(to, limit)),
      reply: (id, reply) => wrap(on('request.reply', who(reply.actor)), () => requests.reply(id, reply)),
    },
    barriers: {
      ...barriers,
      arrive: (arrival, signal) => wrap(on('barrier.arrive', arrival.barrier, arrival.member), (own) => barriers.arrive(arrival, own ?? signal), signal),
      withdraw: (withdrawal) => wrap(on('barrier.withdraw', withdrawal.barrier, withdrawal.member), () => barriers.withdraw(withdrawal)),
    },
    breakers: {
      state: (name) => wrap(on('breaker.state', name), () => breakers.state(name)),
      record: (name, outcome, actor) => wrap(on('breaker.record', name, outcome), () => breakers.record(name, outcome, actor)),
    },
    leases: {
      take: (name, holder, ttlMs) => wrap(on('lease.take', name, holder), () => leases.take(name, holder, ttlMs)),
      release: (name, fencing) => wrap(on('lease.release', name), () => leases.release(name, fencing)),
    },
  }
}

/** One wrap within the other: the first sees what the second lets happen. */
export const within =
  (outer: Wrap, inner: Wrap): Wrap =>
  (operation, call, signal) =>
    outer(operation, (own) => inner(operation, call, own ?? signal), signal)

import { recordAudit } from '../../audit/audit-store'
import { type Clock, seconds } from '../../shared/clock'
import { ShuttingDown } from '../../shared/errors'
import type { Store } from '../../store/store'
import { BackplaneUnavailable } from '../errors'
import type { PendingRequest, Question, Reply, Requests } from '../request'
import type { Connection } from './connection'
import type { Keys } from './keys'
import { DROP_REPLY, FIND_QUESTION, HAND_REPLY, LOOK_FOR_REPLY, PENDING_QUESTIONS, PUT_QUESTION, TAKE_REPLY } from './request-scripts'
import { createSleepers } from './sleepers'
import type { Words } from './words'

interface Deps {
  readonly connection: Connection
  readonly keys: Keys
  readonly words: Words
  readonly store: Store
  readonly clock: Clock
}

export interface RedisRequests extends Requests {
  /** Ends whatever waits here. */
  close(): void
}

/** How soon a reply is seen whose word was lost. */
const LOOK_EVERY_MS = seconds(1)

/** Questions at the server: a reply is taken there first, then written down, then handed to its asker. */
export function createRequests({ connection, keys, words, store, clock }: Deps): RedisRequests {
  const sleepers = createSleepers(clock)
  const closed = new AbortController()
  words.on('reply', sleepers.wake)
  connection.onReady(sleepers.wakeAll)

  const keysOf = ({ id, to }: Pick<Question, 'id' | 'to'>) => [keys.question(id), keys.asked(to)]
  const put = (question: Question, ms: number) => connection.run(PUT_QUESTION, keysOf(question), [question.id, asked(question, clock.now()), Math.ceil(ms)])
  const look = async (question: Question, isLast: boolean): Promise<Reply | 'waits' | 'gone'> => {
    const [kind, reply, by] = (await connection.run(LOOK_FOR_REPLY, keysOf(question), [question.id, isLast ? 1 : 0])) as Found
    return kind === 'replied' ? { kind, by, data: JSON.parse(reply) } : kind
  }
  const wait = async (question: Question, signal: AbortSignal): Promise<Reply> => {
    const end = clock.monotonic() + question.timeoutMs
    for (;;) {
      const left = end - clock.monotonic()
      const sleeper = sleepers.goToBed(question.id)
      try {
        const isLast = left <= 0 || signal.aborted
        // While there is time, a server that is away may come back.
        const found = await look(question, isLast).catch((error: unknown) => (isLast ? Promise.reject(error) : 'waits'))
        if (typeof found === 'object') return found
        if (isLast) return { kind: 'timeout' }
        if (found === 'gone') await put(question, left).catch(() => undefined)
        await sleeper.sleep(Math.min(left, LOOK_EVERY_MS), signal)
      } finally {
        sleeper.leave()
      }
    }
  }
  const pendingOf = ([text, left]: Open): PendingRequest => ({ ...JSON.parse(text), expiresAt: clock.now() + Number(left) })
  const find = async (id: string): Promise<PendingRequest | undefined> => {
    const found = (await connection.run(FIND_QUESTION, [keys.question(id)], [])) as Open | null
    return found === null ? undefined : pendingOf(found)
  }

  return {
    async ask(question, given) {
      const signal = AbortSignal.any([closed.signal, ...(given === undefined ? [] : [given])])
      signal.throwIfAborted()
      await put(question, question.timeoutMs).catch((error: unknown) => {
        signal.throwIfAborted()
        throw error
      })
      try {
        await store.write(recordAudit, question.record)
      } catch (error) {
        await look(question, true).catch(() => undefined)
        throw error
      }
      const reply = await wait(question, signal).catch((error: unknown) => {
        signal.throwIfAborted()
        throw error
      })
      signal.throwIfAborted()
      return reply
    },
    async pending(to, limit) {
      const found = (await connection.run(PENDING_QUESTIONS, [keys.asked(to)], [keys.question(''), limit])) as readonly Open[]
      return found.map(pendingOf)
    },
    find,
    async reply(id, { actor, data, record }) {
      const question = await find(id)
      if (question === undefined) return false
      const isTaken = await connection.run(TAKE_REPLY, keysOf(question), [id, JSON.stringify(data), actor.id])
      if (isTaken !== 1) return false
      try {
        await store.write(recordAudit, record)
      } catch (error) {
        await connection.run(DROP_REPLY, keysOf(question), [id]).catch(() => undefined)
        throw error
      }
      const handed = await connection.run(HAND_REPLY, [keys.question(id)], [keys.words, `reply:${id}`])
      if (handed !== 1) throw new BackplaneUnavailable('The question was lost with what Redis held before the reply could be handed over')
      return true
    },
    close: () => closed.abort(new ShuttingDown('The platform stopped before this was finished')),
  }
}

type Found = readonly ['replied', reply: string, by: string] | readonly ['waits' | 'gone']
type Open = readonly [text: string, msLeft: number]

const asked = ({ id, from, to, data }: Question, now: number): string => JSON.stringify({ id, from, to, data, createdAt: now })

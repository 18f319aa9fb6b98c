import type { Dispatcher } from 'undici'
import { BrokenPromise, promise } from './promise'

/** What the platform answered. */
export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: each pattern reads what the API promises, and fails where it is not there
  readonly body: any
}

/** Somebody who takes part in a scenario, over the API. */
export interface Performer {
  readonly id: string
  readonly name: string
  /** Waits. */
  pause(ms: number): Promise<void>
  /** Asks once; what is under the name of an `operation` is measured. */
  ask(operation: string | undefined, method: Dispatcher.HttpMethod, path: string, body?: object, signal?: AbortSignal): Promise<Answer>
}

/** Whether the engine lost the question or the answer: nobody knows what came of it. */
export const isLost = ({ status, body }: Answer): boolean => status === 503 && body?.code === 'backplane_unavailable'

const TRIES = 60
const BETWEEN_TRIES_MS = 20

/**
 * Has somebody do something until there is an answer. After a lost one, `done` looks whether it was done all the same; undefined: it was not.
 * Throws BrokenPromise if the engine never answers.
 */
export async function insist(who: Performer, attempt: () => Promise<Answer>, done: () => Promise<Answer | undefined> = async () => undefined): Promise<Answer> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await attempt()
    if (!isLost(answer)) return answer
    await who.pause(BETWEEN_TRIES_MS)
    const found = await done()
    if (found !== undefined && !isLost(found)) return found
  }
  throw new BrokenPromise(`the engine answered none of ${TRIES} tries`)
}

/** The body of an answer of this status. Throws BrokenPromise for any other. */
export function expected(answer: Answer, status: number, what: string): Answer['body'] {
  promise(answer.status === status, `${what} was answered with ${answer.status} ${answer.body?.code ?? ''} ${answer.body?.detail ?? ''}`.trim())
  return answer.body
}

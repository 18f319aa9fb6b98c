import { momentOf } from './own-view'

/**
 * Messages whose fate is unknown are looked for and sent again in the background, by then in the time of another example. Tells them apart:
 * they carry the number of a send that is older than the example, or look for one before the example has sent anything.
 */
export interface Lateness {
  /** Whether a request to a service belongs to an earlier example. Reads a copy of it. */
  isLate(request: Request): Promise<boolean>
  /** Another example begins. */
  begin(): void
}

const NUMBER = /\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g
const SENDS = /\/chat\.postMessage$|\/issues$/

/** `since`: when the example began, in epoch milliseconds of the platform's clock. */
export function createLateness(since: () => number): Lateness {
  let hasSent = false
  return {
    begin: () => {
      hasSent = false
    },
    async isLate(request) {
      const isSend = request.method === 'POST' && SENDS.test(new URL(request.url).pathname)
      if (!isSend) return !hasSent && /conversations\.|\/issues$/.test(new URL(request.url).pathname)
      const numbers = decodeURIComponent((await request.clone().text()).replaceAll('+', ' ').replaceAll(/%(?![0-9a-f]{2})/gi, '%25')).match(NUMBER) ?? []
      const late = numbers.length > 0 && numbers.every((number) => momentOf(number) < since())
      hasSent ||= !late
      return late
    },
  }
}

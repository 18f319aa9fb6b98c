import type { Connection } from './connection'

/** What instances tell each other: something may have changed there. A word that is lost costs a look, nothing else. */
export interface Words {
  /** Listens from now on, again after each interruption. */
  start(): Promise<void>
  /** Calls `heard` with what follows the kind. */
  on(kind: Kind, heard: (rest: string) => void): void
}

/** `task` and a queue, `reply` and a request, `barrier` and a name. */
export type Kind = 'task' | 'reply' | 'barrier'

/** One channel, and one connection, for all who wait at this instance. */
export function createWords(connection: Connection, channel: string): Words {
  const listeners = new Map<string, (rest: string) => void>()
  return {
    async start() {
      const subscriber = await connection.another('words')
      subscriber.on('message', (_channel: string, word: string) => {
        const colon = word.indexOf(':')
        listeners.get(word.slice(0, colon))?.(word.slice(colon + 1))
      })
      // Subscribed anew by itself whenever the connection comes back.
      await connection.use(() => subscriber.subscribe(channel))
    },
    on: (kind, heard) => void listeners.set(kind, heard),
  }
}

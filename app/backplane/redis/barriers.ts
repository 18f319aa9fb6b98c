import { type Clock, seconds } from '../../shared/clock'
import { ShuttingDown } from '../../shared/errors'
import type { NewId } from '../../shared/ids'
import type { Store } from '../../store/store'
import type { Barriers } from '../barrier'
import { createBarrierServer } from './barrier-server'
import { createBarrierWaits } from './barrier-waits'
import { endOf } from './barrier-watch'
import type { Connection } from './connection'
import type { Keys } from './keys'
import type { Words } from './words'

interface Deps {
  readonly connection: Connection
  readonly keys: Keys
  readonly words: Words
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: { readonly silenceSeconds: number }
}

export interface RedisBarriers extends Barriers {
  /** Ends whatever waits here. */
  close(): void
}

/** Barriers at the server, by its time: members may wait at different instances. */
export function createBarriers({ words, settings, ...deps }: Deps): RedisBarriers {
  const silenceMs = seconds(settings.silenceSeconds)
  const server = createBarrierServer({ ...deps, silenceMs })
  const waits = createBarrierWaits({ clock: deps.clock, server, silenceMs })
  words.on('barrier', (word) => {
    const [generation, barrier = '', ...end] = word.split(' ')
    waits.told(barrier, Number(generation), endOf(end.join(' ')))
  })
  deps.connection.onReady(waits.stir)

  return {
    async arrive(arrival, signal) {
      signal?.throwIfAborted()
      const received = await server.arrive(arrival, 0)
      return received.kind === 'told' ? received.passage : waits.waitFor(received, arrival, signal)
    },
    state: server.state,
    withdraw: server.withdraw,
    close: () => waits.end(new ShuttingDown('The platform stopped before all had arrived')),
  }
}

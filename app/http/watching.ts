import type { FastifyRequest } from 'fastify'
import type { Work } from '../people/open-work'
import { type Clock, seconds } from '../shared/clock'
import { Forbidden, Unauthenticated } from '../shared/errors'
import { holderNow } from './authentication'

const LOOK_EVERY_MS = seconds(30)
/** What takes longer to arrive was begun by somebody who may be nobody by now. */
const SLOW_MS = 100

type Deps = Parameters<typeof holderNow>[1] & { readonly clock: Clock }

/** Work that, once it only watches, looks now and then whether whoever asked for it may still: another instance may have ended that. */
export function lookedAfter(request: FastifyRequest, work: Work, deps: Deps): Work {
  let over = false
  let cancel = () => {}
  const wait = () => {
    cancel = deps.clock.deadline(LOOK_EVERY_MS, () => void look())
  }
  const look = async () => {
    const reason = await lost(request, deps)
    if (over) return
    if (reason === undefined) wait()
    else work.abort(reason)
  }
  return {
    ...work,
    watch() {
      work.watch()
      if (!over) wait()
    },
    end() {
      over = true
      cancel()
      work.end()
    },
  }
}

/** Why a request that has arrived now must not be done: whoever began it was removed or forgotten, or may less, while the rest of it came. */
export async function lostMeanwhile(request: FastifyRequest, deps: Deps): Promise<Error | undefined> {
  if (request.work.signal.aborted) return request.work.signal.reason
  return deps.clock.monotonic() - request.startedAt < SLOW_MS ? undefined : lost(request, deps)
}

/** Why somebody may watch no longer. That the store cannot be read just now is no reason. */
async function lost(request: FastifyRequest, deps: Deps): Promise<Error | undefined> {
  try {
    const { person } = await holderNow(request, deps)
    return person.role === request.actor.person.role ? undefined : new Forbidden('Your role was changed; begin again')
  } catch (error) {
    return error instanceof Unauthenticated ? error : undefined
  }
}

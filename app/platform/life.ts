import { createIdleForgetting } from '../backplane/idle-forgetting'
import { createTaskForgetting } from '../backplane/task-forgetting'
import { createForgetting } from '../events/forgetting'
import type { Parts } from '../http/parts'
import { type Background, createBackground } from '../shared/background'
import { seconds } from '../shared/clock'
import { SEEN_EVERY_MS } from '../store/instances'
import type { Foundation } from './foundation'
import type { Services } from './services'

/** From the start of a platform to its end. */
export interface Life {
  /** Announces the instance, recovers what others left behind, and begins the work in the background. */
  start(): Promise<void>
  /** Takes no new work, waits `graceMs` for the rest, ends it as interrupted; how many requests those were. Leaves the store open. */
  stop(graceMs: number): Promise<number>
}

interface House
  extends Foundation,
    Pick<Parts, 'backplane' | 'agents' | 'subscriptions' | 'forgetPeople' | 'sends' | 'agentSends'>,
    Pick<Parts, 'live' | 'episodes' | 'executor' | 'proposals' | 'resources' | 'coordinations'> {
  readonly recoverGone: () => Promise<void>
}

const SWEEP_EVERY_MS = seconds(15)
/** How soon it is seen that another instance is gone. */
const RECOVER_EVERY_MS = seconds(5)
/** How soon it is seen what another instance did. */
const LOOK_EVERY_MS = 500

/** Gives what was running at instances that are gone an end. */
export const createRecovery =
  ({ logger, instances, sends, calls, executor }: Pick<Foundation, 'logger' | 'instances'> & Pick<Services, 'sends' | 'calls'> & Pick<Parts, 'executor'>) =>
  async (): Promise<void> => {
    for (const gone of await instances.gone()) {
      await sends.recover(gone)
      await calls.recover(gone)
      await executor.recover(gone)
      await instances.forget(gone)
      logger.warn({ instance: gone }, 'recovered the work of an instance that is gone')
    }
  }

export function createLife(house: House): Life {
  const { store, clock, logger, openWork, head, instances, backplane, agents, sends, coordinations } = house
  const [initiative, upkeep] = [createBackground({ clock, logger }), createBackground({ clock, logger })]
  return {
    async start() {
      await backplane.start()
      await head.start()
      await instances.arrive()
      await house.recoverGone()
      await coordinations.start()
      await coordinations.adopt()
      await agents.assistant()
      keepUp(upkeep, house)
      takeInitiative(initiative, house)
    },
    async stop(graceMs) {
      initiative.stop()
      const led = coordinations.stop()
      const interrupted = await openWork.drain(graceMs)
      await led
      await sends.stop()
      upkeep.stop()
      await Promise.all([initiative.idle(), upkeep.idle()])
      await backplane.close()
      // Others see by its lock that it is gone.
      if (store.writable()) await instances.leave().catch((error: unknown) => logger.warn({ error }, 'the platform could not sign off'))
      await head.stop()
      return interrupted
    },
  }
}

/** What work under way depends on, until the last of it has ended. */
function keepUp(upkeep: Background, { instances, executor, coordinations, resources, backplane, subscriptions, live }: House): void {
  upkeep.every(SEEN_EVERY_MS, instances.seen)
  upkeep.every(LOOK_EVERY_MS, executor.lookAfter)
  upkeep.every(LOOK_EVERY_MS, coordinations.lookAfter)
  upkeep.every(LOOK_EVERY_MS, resources.settleDue)
  upkeep.every(LOOK_EVERY_MS, backplane.lookAfter)
  upkeep.every(LOOK_EVERY_MS, subscriptions.settleDue)
  upkeep.every(LOOK_EVERY_MS, async () => live.lookAround())
}

/** What the platform begins of itself, as long as it takes new work. */
function takeInitiative(initiative: Background, house: House): void {
  const { settings, store, clock, newId, recoverGone, coordinations, forgetPeople, sends, proposals, agentSends, episodes } = house
  initiative.every(RECOVER_EVERY_MS, async () => {
    await recoverGone()
    await coordinations.adopt()
  })
  initiative.soonAndEvery(SWEEP_EVERY_MS, forgetPeople.goOn)
  initiative.every(SWEEP_EVERY_MS, sends.settleUnknown)
  initiative.every(SWEEP_EVERY_MS, proposals.expire)
  initiative.every(SWEEP_EVERY_MS, createForgetting({ store, clock, newId, settings }))
  initiative.every(SWEEP_EVERY_MS, createTaskForgetting({ store, clock, newId, settings }))
  initiative.every(SWEEP_EVERY_MS, createIdleForgetting({ store, clock, newId, settings }))
  initiative.every(SWEEP_EVERY_MS, agentSends.beginApproved)
  initiative.every(LOOK_EVERY_MS, episodes.makeDue)
}

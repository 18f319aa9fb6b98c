import { refuseUnfit } from '../agents/standing'
import { may, type Principal } from '../people/person'
import { type Clock, seconds } from '../shared/clock'
import { Forbidden, NotFound } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { refuseTwice } from './duplicate-agent'
import { due, isNothing, LeaseNotHeld, ResourceStrategyConflict, type Standing, type Strategy, standing, wishOf } from './resource'
import { occasion, openWishes, resourceById, resourcesToSettle } from './resource-settling'
import { askForResource, type Claimed, releaseLease, renewLease, settleResource } from './resource-store'

export interface Wanted {
  readonly resourceId: string
  readonly agentIds: readonly string[]
  readonly strategy: Strategy
  readonly ttlSeconds?: number | undefined
  readonly by: Principal
}

/** The number of a lease, and who wants something done to it. */
export interface LeaseClaim {
  readonly fencing: number
  readonly by: Principal
}

/** What at most one agent holds at a time, for a time (INTG-05.19). Whatever is answered is true at that moment. */
export interface Resources {
  /** Throws Forbidden, DuplicateAgent, NotFound, AgentPaused, AgentRetired, ResourceStrategyConflict; then nothing was asked for. */
  allocate(wanted: Wanted): Promise<Standing>
  /** Throws NotFound for what nobody ever asked for. */
  get(resourceId: string): Promise<Standing>
  /** From now on, for as long as it was asked for unless said otherwise. Throws NotFound, LeaseNotHeld, AgentPaused, AgentRetired. */
  renew(resourceId: string, claim: LeaseClaim & { readonly ttlSeconds?: number | undefined }): Promise<Standing>
  /** Throws NotFound, LeaseNotHeld; AgentPaused and AgentRetired for such an agent itself. */
  release(resourceId: string, claim: LeaseClaim): Promise<Standing>
  /** Gives what has run out to the next, so that they are told although nobody looks. To be called now and then. */
  settleDue(): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly notify: () => void
  readonly settings: { readonly leaseSeconds: number }
}

export function createResources({ store, clock, newId, notify, settings }: Deps): Resources {
  /** Whoever follows what is told is told it at once. */
  const write: Store['write'] = async (unit, input) => {
    const result = await store.write(unit, input)
    notify()
    return result
  }
  const claimed = (result: Claimed): Standing => {
    switch (result.kind) {
      case 'unknown':
        throw nothing()
      case 'not_held':
        throw new LeaseNotHeld('The number is not that of a lease that runs now: it has run out, was given back or was never given')
      case 'unfit':
        return refuseUnfit(result)
      case 'done':
        return result.standing
    }
  }
  const claimOf = (resourceId: string, { fencing, by }: LeaseClaim) => ({
    ...occasion({ resourceId, clock, newId }),
    ...{ fencing, by: by.id, mayAll: may(by.role, 'supervisor') },
  })
  const bringUpToDate = async (resourceId: string): Promise<Standing> => {
    const settled = await write(settleResource, occasion({ resourceId, clock, newId }))
    if (settled === undefined) throw nothing()
    return settled.standing
  }

  return {
    async allocate({ resourceId, agentIds, strategy, ttlSeconds = settings.leaseSeconds, by }) {
      if (by.role === 'agent' && agentIds.some((id) => id !== by.id)) throw new Forbidden('An agent asks for itself alone')
      refuseTwice(agentIds, placeOf)
      const agents = agentIds.map((agentId) => ({ agentId, requestId: newId() }))
      const asked = await write(askForResource, {
        ...occasion({ resourceId, clock, newId }),
        ...{ agents, strategy, ttlMs: seconds(ttlSeconds), by: by.id },
      })
      switch (asked.kind) {
        case 'unfit':
          return refuseUnfit(asked, placeOf(agentIds.indexOf(asked.id)))
        case 'conflict':
          throw new ResourceStrategyConflict(`As long as anybody holds it or waits for it, it is given by ${asked.strategy}`)
        case 'asked':
          return asked.standing
      }
    },
    async get(resourceId) {
      const [resource] = await store.find(resourceById, { id: resourceId })
      if (resource === undefined) throw nothing()
      const wishes = (await store.find(openWishes, { resource_id: resourceId })).map(wishOf)
      const strategy = resource.strategy as Strategy
      return isNothing(due(wishes, strategy, clock.now())) ? standing(wishes, strategy) : bringUpToDate(resourceId)
    },
    renew: async (resourceId, { ttlSeconds, ...claim }) => {
      const ttlMs = ttlSeconds === undefined ? undefined : seconds(ttlSeconds)
      return claimed(await write(renewLease, { ...claimOf(resourceId, claim), ttlMs }))
    },
    release: async (resourceId, claim) => claimed(await write(releaseLease, claimOf(resourceId, claim))),
    async settleDue() {
      const found = await store.find(resourcesToSettle, { now: clock.now() })
      await Promise.all(found.map(({ resource_id }) => bringUpToDate(resource_id)))
    },
  }
}

/** Where an agent is named in the request. */
const placeOf = (index: number): string => `requesting_agents[${index}]`

const nothing = () => new NotFound('There is no such resource, or the lease is not yours')

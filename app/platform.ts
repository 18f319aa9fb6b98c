import type { Dispatcher } from 'undici'
import { createTrail } from './audit/trail'
import { createMetrics } from './http/metrics'
import type { Parts } from './http/parts'
import { createRateLimit } from './http/rate-limit'
import { createStrangers } from './http/strangers'
import { createGithubIssues, createGithubService } from './integrations/github'
import { createGoogle } from './integrations/google'
import { createKeys } from './integrations/keys'
import { createSends } from './integrations/sends'
import { createSignIn } from './integrations/sign-in'
import { createSlackMessages, createSlackService } from './integrations/slack'
import { createAuditedCalls } from './llm/audited-calls'
import { createGateway } from './llm/gateway'
import { createCredentials } from './people/credentials'
import { createOpenWork } from './people/open-work'
import { createPeople } from './people/people'
import type { Settings } from './settings'
import { type Clock, seconds } from './shared/clock'
import { createIds, type NewId } from './shared/ids'
import type { Logger } from './shared/logger'
import type { Random } from './shared/random'
import { createSeal } from './shared/seal'
import { createInstances, SEEN_EVERY_MS } from './store/instances'
import type { Store } from './store/store'

/** What comes from outside. */
export interface Foundation {
  readonly settings: Settings
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** Carries the calls to model providers. */
  readonly dispatcher: Dispatcher
  /** 32 bytes. */
  readonly secretKey: Uint8Array
  readonly instanceId: string
}

/** A whole platform: its parts, and its life. */
export interface Platform {
  readonly parts: Parts
  /** What is needed to make the first administrator. */
  readonly firstAdministrator: { readonly store: Store; readonly clock: Clock; readonly newId: NewId }
  /** Announces the instance, recovers what others left behind, and begins the work in the background. */
  start(): Promise<void>
  /** Takes no new work, waits `graceMs` for the rest, ends it as interrupted; how many requests those were. Leaves the store open. */
  stop(graceMs: number): Promise<number>
}

const SWEEP_EVERY_MS = seconds(15)

/** Builds every part once, by hand, in the order of the house. Does nothing yet: no timer, no connection, no file. */
export function createPlatform({ settings, store, clock, random, logger, dispatcher, secretKey, instanceId }: Foundation): Platform {
  const newId = createIds({ clock, random })
  const seal = createSeal(secretKey)
  const path = settings.database.path === ':memory:' ? undefined : settings.database.path
  const instances = createInstances({ store, clock, id: instanceId, path })
  const trail = createTrail({ store, clock, newId })

  const openWork = createOpenWork(clock)
  const people = createPeople({ store, clock, newId, openWork })
  const credentials = createCredentials({ store, clock, newId, openWork, settings })

  const metrics = createMetrics({ openWork: openWork.count })
  for (const { name } of settings.llm.providers) metrics.breaker(name, 'closed')
  const platformKeys = Object.fromEntries(settings.llm.providers.flatMap(({ name, key }) => (key === undefined ? [] : [[name, key]])))
  const keys = createKeys({ store, clock, newId, seal, platformKeys })
  const calls = createAuditedCalls({ trail, store, clock, newId, logger, instanceId })
  const gateway = createGateway({ clock, random, dispatcher, keys, record: calls, settings: settings.llm, observe: metrics })

  const sends = createSends({
    store,
    clock,
    newId,
    logger,
    instanceId,
    services: {
      slack: createSlackService({ clock, settings: settings.slack }),
      github: createGithubService({ clock, settings: settings.github }),
    },
    settings: { timeoutMs: settings.sendTimeoutMs, idempotencyHours: settings.idempotencyHours },
  })
  const google = createGoogle({ clock, settings: { ...settings.google, timeoutMs: settings.sendTimeoutMs } })
  const signIn = createSignIn({ store, clock, newId, seal, trail, credentials, google, settings: { stateMinutes: settings.signInStateMinutes } })

  const recoverGone = async () => {
    for (const gone of await instances.gone()) {
      await sends.recover(gone)
      await calls.recover(gone)
      await instances.forget(gone)
      logger.warn({ instance: gone }, 'recovered the work of an instance that is gone')
    }
  }
  const background = createBackground({ clock, logger })

  return {
    parts: {
      clock,
      logger,
      metrics,
      trail,
      people,
      credentials,
      openWork,
      rateLimit: createRateLimit({ clock, perMinute: settings.requestsPerMinute }),
      strangers: createStrangers({ clock, trail, count: metrics.wrongToken }),
      gateway,
      keys,
      slack: createSlackMessages(sends),
      github: createGithubIssues(sends),
      sends,
      signIn,
      notReady: () => (store.writable() ? undefined : 'The store cannot be written'),
      settings,
    },
    firstAdministrator: { store, clock, newId },
    async start() {
      await instances.arrive()
      await recoverGone()
      background.every(SEEN_EVERY_MS, instances.seen)
      background.every(SWEEP_EVERY_MS, recoverGone)
      background.every(SWEEP_EVERY_MS, sends.settleUnknown)
    },
    async stop(graceMs) {
      background.stop()
      const interrupted = await openWork.drain(graceMs)
      await sends.stop()
      await background.idle()
      if (store.writable()) await instances.leave()
      return interrupted
    },
  }
}

/** Work that nobody asked for, again and again; one that fails is logged and comes again. */
function createBackground({ clock, logger }: { clock: Clock; logger: Logger }) {
  const cancels: (() => void)[] = []
  const running = new Set<Promise<void>>()
  const run = (task: () => Promise<void>) => {
    const done = task()
      .catch((error: unknown) => logger.error({ error }, 'work in the background failed'))
      .finally(() => running.delete(done))
    running.add(done)
  }
  return {
    every: (ms: number, task: () => Promise<void>) => void cancels.push(clock.every(ms, () => run(task))),
    stop: () => {
      for (const cancel of cancels) cancel()
    },
    idle: async () => void (await Promise.all(running)),
  }
}

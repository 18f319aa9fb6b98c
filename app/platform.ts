import type { Dispatcher } from 'undici'
import { actingAs, refuseStill } from './agents/acting'
import { agentById } from './agents/agent-store'
import { createAgentTokens } from './agents/agent-tokens'
import { createAgents } from './agents/agents'
import type { HeadKeep } from './audit/head'
import { createHeadKeeper } from './audit/head-keeper'
import { createTrail } from './audit/trail'
import { around } from './backplane/around'
import type { Engine } from './backplane/backplane'
import { createEmbedded } from './backplane/embedded/embedded'
import type { CreateBackplane } from './backplane/engine'
import { BackplaneUnavailable } from './backplane/errors'
import type { JobEngine } from './backplane/job-engine'
import { createTaskForgetting } from './backplane/task-forgetting'
import { createTemporal } from './backplane/temporal/temporal'
import { type Usage, usageOf } from './backplane/usage'
import { createConflicts } from './coordination/conflicts'
import { createCoordinations } from './coordination/coordinations'
import { createDelegate } from './coordination/delegate'
import { ensemble } from './coordination/ensemble'
import { createHandoffs } from './coordination/handoffs'
import { parallel } from './coordination/parallel'
import { createPeerReview } from './coordination/peer-review'
import { createAgentRequests } from './coordination/requests'
import { createResources } from './coordination/resources'
import { createScatters } from './coordination/scatters'
import { createSharedState } from './coordination/shared-state'
import { createTimelines } from './coordination/timelines'
import { workflow } from './coordination/workflow'
import { createEpisodes } from './episodes/episodes'
import { createForgetting } from './events/forgetting'
import { createEventLog } from './events/log'
import { createSubscriptions } from './events/subscriptions'
import { createToldLog } from './events/told-log'
import { createExecutionProposals } from './executions/approvals'
import { createExecutions } from './executions/executions'
import { createExecutor } from './executions/executor'
import { createHistory } from './executions/history'
import { createInterventions } from './executions/interventions'
import { createLive } from './executions/live'
import { createDecisions } from './governance/decisions'
import { createGraduations } from './governance/graduations'
import { createProposals } from './governance/proposals'
import { createMetrics } from './http/metrics'
import type { Parts } from './http/parts'
import { createRateLimit } from './http/rate-limit'
import { createStrangers } from './http/strangers'
import { createAgentSends } from './integrations/agent-sends'
import { createGithubIssues, createGithubService } from './integrations/github'
import { createGoogle } from './integrations/google'
import { createKeys } from './integrations/keys'
import { createSends } from './integrations/sends'
import { createSignIn } from './integrations/sign-in'
import { createSlackMessages, createSlackService } from './integrations/slack'
import { createAuditedCalls } from './llm/audited-calls'
import { createChooser } from './llm/choice'
import { createGateway } from './llm/gateway'
import { createBudgets } from './people/budgets'
import { createCredentials } from './people/credentials'
import { createOpenWork } from './people/open-work'
import { createPeople } from './people/people'
import { personById } from './people/people-store'
import type { Settings } from './settings'
import { createBackground } from './shared/background'
import { type Clock, seconds } from './shared/clock'
import { type ConcordError, StorageUnavailable } from './shared/errors'
import { createIds, type NewId } from './shared/ids'
import type { Logger } from './shared/logger'
import type { Random } from './shared/random'
import { createSeal } from './shared/seal'
import { createBlocks } from './social/blocks'
import { createChannels } from './social/channels'
import { createDirectMessages } from './social/direct-messages'
import { createFeed } from './social/feed'
import { type Mask, mask as usualMask } from './social/masking'
import { createPosts } from './social/posts'
import { createPublish, type Publish } from './social/publishing'
import { createReactions } from './social/reactions'
import { createTrending } from './social/trending'
import { createInstances, SEEN_EVERY_MS } from './store/instances'
import { fileLocks } from './store/process-locks'
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
  /** Where the head of the audit trail is kept. */
  readonly auditHead: HeadKeep
  /** What takes personal data out of posts and channels, in place of the usual one. */
  readonly mask?: Mask | undefined
  /** What happens around each use of the engine of coordination: for trials. */
  readonly use?: Usage | undefined
  /** Builds the engine of coordination that the settings name; by default the embedded one. */
  readonly createBackplane?: CreateBackplane | undefined
  /** Leads jobs in place of whoever the settings name. */
  readonly jobEngine?: JobEngine | undefined
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
/** How soon it is seen that another instance is gone. */
const RECOVER_EVERY_MS = seconds(5)
/** How soon it is seen what another instance did. */
const LOOK_EVERY_MS = 500

/** Engines that need something outside this process: nothing stands in for them silently. */
const OUTSIDE: ReadonlySet<Engine> = new Set(['redis', 'mcp'])

/** Who leads jobs in place of the platform itself, if the operator wants that. */
const jobEngineOf = ({ settings: { backplane, stopSeconds }, clock, logger }: Pick<Foundation, 'settings' | 'clock' | 'logger'>): JobEngine | undefined =>
  backplane.engine === 'temporal' ? createTemporal({ clock, logger, settings: backplane.temporal, stopSeconds }) : undefined

/** Why it takes no work, in the words of what is missing. */
function notReadyFor({ storage, engine }: Readonly<Record<'storage' | 'engine', string | undefined>>): ConcordError | undefined {
  if (storage !== undefined) return new StorageUnavailable(storage)
  return engine === undefined ? undefined : new BackplaneUnavailable(engine)
}

/** Builds every part once, by hand, in the order of the house. Does nothing yet: no timer, no connection, no file. */
export function createPlatform({
  settings,
  store,
  clock,
  random,
  logger,
  dispatcher,
  secretKey,
  instanceId,
  auditHead,
  mask = usualMask,
  use,
  createBackplane = createEmbedded,
  jobEngine = jobEngineOf({ settings, clock, logger }),
}: Foundation): Platform {
  const newId = createIds({ clock, random })
  const seal = createSeal(secretKey)
  const { path, server } = settings.database
  const locks = store.locks ?? (server !== undefined || path === ':memory:' ? undefined : fileLocks(path))
  const instances = createInstances({ store, clock, id: instanceId, locks })
  const head = createHeadKeeper({ store, clock, newId, logger, keep: auditHead })
  const trail = createTrail({ store, clock, newId, knownHeads: head.known })

  const { wrap, nameOf } = usageOf({ clock, logger, faults: settings.faults, observe: (used) => metrics.operation(used), use })
  const engine = createBackplane({ store, clock, newId, logger, instanceId, log: createToldLog(store), settings })
  if (OUTSIDE.has(settings.backplane.engine) && engine.engine !== settings.backplane.engine) throw new Error('the engine that the settings name was not given')
  const backplane = around(engine, wrap, nameOf)

  const log = createEventLog({ store, clock })
  const notify = () => {
    log.notify()
    backplane.bus.announce()
  }
  backplane.bus.listen(log.notify)
  const events = { ...log, notify }
  const tell = createPublish({ store, clock, newId, notify: events.notify })
  const publish: Publish = (told, by) => wrap({ name: 'event.publish', subject: `${told.topic} ${nameOf(by.agentId ?? by.by.id)}` }, () => tell(told, by))

  const openWork = createOpenWork(clock)
  const people = createPeople({ store, clock, newId, openWork })
  const budgets = createBudgets({
    store,
    clock,
    newId,
    currency: settings.currency,
    exists: async ({ kind, id }) => (await (kind === 'person' ? store.find(personById, { id }) : store.find(agentById, { id }))).length > 0,
  })
  const credentials = createCredentials({ store, clock, newId, openWork, settings })

  const agents = createAgents({ store, clock, newId })
  const subscriptions = createSubscriptions({ store, clock, newId, log: events, stands: (by) => refuseStill(agents, actingAs({ by })), settings })
  const agentTokens = createAgentTokens({ store, clock, newId, openWork, settings })

  const metrics = createMetrics({ openWork: openWork.count })
  for (const { name } of settings.llm.providers) metrics.breaker(name, 'closed')
  const platformKeys = Object.fromEntries(settings.llm.providers.flatMap(({ name, key }) => (key === undefined ? [] : [[name, key]])))
  const keys = createKeys({ store, clock, newId, seal, platformKeys })
  const calls = createAuditedCalls({ store, clock, newId, logger, instanceId, settings: { models: settings.llm.models, currency: settings.currency } })
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

  const live = createLive({ store, ended: (executionId) => coordinations.noticed(executionId) })
  const history = createHistory({ store, characters: settings.historyCharacters })
  const episodes = createEpisodes({ store, clock, newId, logger })
  const decisions = createDecisions(metrics.decision)
  const handoffs = createHandoffs({
    store,
    clock,
    newId,
    instanceId,
    agents,
    openWork,
    settings,
    notify: events.notify,
    decided: (handoffId) => coordinations.noticed(handoffId),
  })
  const executor = createExecutor({
    ...{ store, clock, newId, logger, instanceId, live, gateway, agents, decisions, handedOn: handoffs, history, openWork, settings },
    choose: createChooser(settings.llm),
    currency: settings.currency,
    notify: events.notify,
    ended: episodes.makeDue,
  })
  const agentSends = createAgentSends({ store, clock, newId, logger, instanceId, agents, decisions, openWork, sends, settings, notify: events.notify })
  const interventions = createInterventions({ store, clock, newId, live, executor, instanceId, agents, notify: events.notify })
  const conflicts = createConflicts({ store, clock, newId, instanceId, settings, notify: events.notify })
  const proposals = createProposals({
    ...{ store, clock, newId, logger, settings, notify: events.notify },
    kinds: {
      conflict: conflicts,
      execution: createExecutionProposals({ store, newId, live, logger, instanceId, executor, inTurn: (executionId) => coordinations.noticed(executionId) }),
      send: agentSends,
      handoff: handoffs,
    },
  })
  const resources = createResources({ store, clock, newId, settings, notify: events.notify })

  const coordinations = createCoordinations({
    ...{ store, clock, newId, logger, instanceId, agents, executor, handoffs, interventions, settings, notify: events.notify },
    patterns: [parallel, workflow, ensemble, createPeerReview(settings), createDelegate(settings)],
    engine: jobEngine,
    recoverGone: () => recoverGone(),
  })

  const posts = createPosts({ store, clock, newId, mask, notify: events.notify })

  const recoverGone = async () => {
    for (const gone of await instances.gone()) {
      await sends.recover(gone)
      await calls.recover(gone)
      await executor.recover(gone)
      await instances.forget(gone)
      logger.warn({ instance: gone }, 'recovered the work of an instance that is gone')
    }
  }
  const [initiative, upkeep] = [createBackground({ clock, logger }), createBackground({ clock, logger })]

  return {
    parts: {
      clock,
      logger,
      metrics,
      trail,
      backplane,
      events,
      publish,
      subscriptions,
      people,
      budgets,
      credentials,
      openWork,
      agents,
      agentTokens,
      decisions,
      proposals,
      conflicts,
      timelines: createTimelines({ store, clock }),
      handoffs,
      coordinations,
      resources,
      requests: createAgentRequests({ clock, newId, agents, requests: backplane.requests, settings }),
      scatters: createScatters({ store, clock, newId, agents, requests: backplane.requests }),
      sharedState: createSharedState({ store, clock, newId, notify: events.notify }),
      graduations: createGraduations({ store, clock, newId, agents }),
      executor,
      executions: createExecutions({ store }),
      interventions,
      live,
      history,
      episodes,
      rateLimit: createRateLimit({ clock, perMinute: settings.requestsPerMinute }),
      strangers: createStrangers({ clock, trail, count: metrics.wrongToken }),
      gateway,
      keys,
      slack: createSlackMessages(sends),
      github: createGithubIssues(sends),
      sends,
      agentSends,
      signIn,
      messages: createDirectMessages({ store, clock, newId, settings }),
      blocks: createBlocks({ store, clock, newId }),
      channels: createChannels({ store, clock, newId, mask }),
      posts,
      feed: createFeed({ store }),
      reactions: createReactions({ store, clock, newId, posts }),
      trending: createTrending({ store, clock }),
      notReady: () =>
        notReadyFor({
          storage: store.writable() ? head.trouble() : 'The store cannot be written',
          engine: backplane.trouble() ?? coordinations.trouble(),
        }),
      settings,
    },
    firstAdministrator: { store, clock, newId },
    async start() {
      await backplane.start()
      await head.start()
      await instances.arrive()
      await recoverGone()
      await coordinations.start()
      await coordinations.adopt()
      await agents.assistant()
      upkeep.every(SEEN_EVERY_MS, instances.seen)
      upkeep.every(LOOK_EVERY_MS, executor.lookAfter)
      upkeep.every(LOOK_EVERY_MS, coordinations.lookAfter)
      upkeep.every(LOOK_EVERY_MS, resources.settleDue)
      upkeep.every(LOOK_EVERY_MS, backplane.lookAfter)
      upkeep.every(LOOK_EVERY_MS, subscriptions.settleDue)
      upkeep.every(LOOK_EVERY_MS, async () => live.lookAround())
      initiative.every(RECOVER_EVERY_MS, async () => {
        await recoverGone()
        await coordinations.adopt()
      })
      initiative.every(SWEEP_EVERY_MS, sends.settleUnknown)
      initiative.every(SWEEP_EVERY_MS, proposals.expire)
      initiative.every(SWEEP_EVERY_MS, createForgetting({ store, clock, newId, settings }))
      initiative.every(SWEEP_EVERY_MS, createTaskForgetting({ store, clock, newId, settings }))
      initiative.every(SWEEP_EVERY_MS, agentSends.beginApproved)
      initiative.every(LOOK_EVERY_MS, episodes.makeDue)
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

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify'
import type { AgentTokens } from '../agents/agent-tokens'
import type { Agents } from '../agents/agents'
import type { Trail } from '../audit/trail'
import type { Backplane } from '../backplane/backplane'
import type { Conflicts } from '../coordination/conflicts'
import type { Coordinations } from '../coordination/coordinations'
import type { Handoffs } from '../coordination/handoffs'
import type { AgentRequests } from '../coordination/requests'
import type { Resources } from '../coordination/resources'
import type { Scatters } from '../coordination/scatters'
import type { SharedState } from '../coordination/shared-state'
import type { Timelines } from '../coordination/timelines'
import type { Episodes } from '../episodes/episodes'
import type { EventLog } from '../events/log'
import type { Subscriptions } from '../events/subscriptions'
import type { Executions } from '../executions/executions'
import type { Executor } from '../executions/executor'
import type { History } from '../executions/history'
import type { Interventions } from '../executions/interventions'
import type { Live } from '../executions/live'
import type { Decisions } from '../governance/decisions'
import type { Graduations } from '../governance/graduations'
import type { Proposals } from '../governance/proposals'
import type { AgentSends } from '../integrations/agent-sends'
import type { GithubIssues } from '../integrations/github'
import type { Keys } from '../integrations/keys'
import type { Sends } from '../integrations/sends'
import type { SignIn } from '../integrations/sign-in'
import type { SlackMessages } from '../integrations/slack'
import type { Gateway } from '../llm/gateway'
import type { Budgets } from '../people/budgets'
import type { Credentials } from '../people/credentials'
import type { ForgetPeople } from '../people/forgetting'
import type { OpenWork, Work } from '../people/open-work'
import type { People } from '../people/people'
import type { Access, Actor } from '../people/person'
import type { Clock } from '../shared/clock'
import type { ConcordError } from '../shared/errors'
import type { Logger } from '../shared/logger'
import type { Trace } from '../shared/trace'
import type { Blocks } from '../social/blocks'
import type { Channels } from '../social/channels'
import type { DirectMessages } from '../social/direct-messages'
import type { Feed } from '../social/feed'
import type { Posts } from '../social/posts'
import type { Publish } from '../social/publishing'
import type { Reactions } from '../social/reactions'
import type { Trending } from '../social/trending'
import type { Metrics } from './metrics'
import type { RateLimit } from './rate-limit'
import type { Strangers } from './strangers'

/** What the addresses of the platform work with. */
export interface Parts {
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
  readonly trail: Trail
  readonly events: EventLog
  readonly publish: Publish
  readonly subscriptions: Subscriptions
  readonly people: People
  readonly forgetPeople: ForgetPeople
  readonly budgets: Budgets
  readonly credentials: Credentials
  readonly openWork: OpenWork
  readonly agents: Agents
  readonly agentTokens: AgentTokens
  readonly decisions: Decisions
  readonly proposals: Proposals
  readonly conflicts: Conflicts
  readonly timelines: Timelines
  readonly handoffs: Handoffs
  readonly resources: Resources
  readonly sharedState: SharedState
  readonly graduations: Graduations
  readonly executor: Executor
  readonly executions: Executions
  readonly interventions: Interventions
  readonly coordinations: Coordinations
  /** The engine of coordination. */
  readonly backplane: Backplane
  readonly requests: AgentRequests
  readonly scatters: Scatters
  readonly live: Live
  readonly history: History
  readonly episodes: Episodes
  readonly rateLimit: RateLimit
  readonly strangers: Strangers
  readonly gateway: Gateway
  readonly keys: Keys
  readonly slack: SlackMessages
  readonly github: GithubIssues
  readonly sends: Sends
  readonly agentSends: AgentSends
  readonly signIn: SignIn
  readonly messages: DirectMessages
  readonly blocks: Blocks
  readonly channels: Channels
  readonly posts: Posts
  readonly feed: Feed
  readonly reactions: Reactions
  readonly trending: Trending
  /** Why the platform is not ready for work, or undefined if it is. */
  readonly notReady: () => ConcordError | undefined
  readonly settings: HttpSettings
}

export interface HttpSettings {
  readonly publicUrl: string
  readonly page: number
  readonly pageMax: number
  /** Tasks of one job at once. */
  readonly parallel: number
  /** A viewer who is further behind is sent away. */
  readonly viewerBytes: number
  /** Without an id nobody signs in with Google. */
  readonly google: { readonly clientId: string | undefined }
}

/** The parts that serve now. The server outlives them: a scenario puts new ones in their place. */
export type Current<Names extends keyof Parts> = () => Pick<Parts, Names>

export type Server = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, TypeBoxTypeProvider>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use this address; every address says so. */
    access: Access
    /** What is asked here counts against the limit of the token by itself, not as one request. */
    countsItself?: true
  }
  interface FastifyRequest {
    /** Who asks; there for every address that is not open. */
    actor: Actor
    trace: Trace
    work: Work
    startedAt: number
  }
}

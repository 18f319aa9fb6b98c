import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify'
import type { Trail } from '../audit/trail'
import type { GithubIssues } from '../integrations/github'
import type { Keys } from '../integrations/keys'
import type { Sends } from '../integrations/sends'
import type { SignIn } from '../integrations/sign-in'
import type { SlackMessages } from '../integrations/slack'
import type { Gateway } from '../llm/gateway'
import type { Credentials } from '../people/credentials'
import type { OpenWork, Work } from '../people/open-work'
import type { People } from '../people/people'
import type { Access, Actor } from '../people/person'
import type { Clock } from '../shared/clock'
import type { Logger } from '../shared/logger'
import type { Trace } from '../shared/trace'
import type { Metrics } from './metrics'
import type { RateLimit } from './rate-limit'
import type { Strangers } from './strangers'

/** What the addresses of the platform work with. */
export interface Parts {
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
  readonly trail: Trail
  readonly people: People
  readonly credentials: Credentials
  readonly openWork: OpenWork
  readonly rateLimit: RateLimit
  readonly strangers: Strangers
  readonly gateway: Gateway
  readonly keys: Keys
  readonly slack: SlackMessages
  readonly github: GithubIssues
  readonly sends: Sends
  readonly signIn: SignIn
  /** Why the platform is not ready for work, or undefined if it is. */
  readonly notReady: () => string | undefined
  readonly settings: HttpSettings
}

export interface HttpSettings {
  readonly publicUrl: string
  readonly page: number
  readonly pageMax: number
}

/** The parts that serve now. The server outlives them: a scenario puts new ones in their place. */
export type Current<Names extends keyof Parts> = () => Pick<Parts, Names>

export type Server = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, TypeBoxTypeProvider>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use this address; every address says so. */
    access: Access
  }
  interface FastifyRequest {
    /** Who asks; there for every address that is not open. */
    actor: Actor
    trace: Trace
    work: Work
    startedAt: number
  }
}

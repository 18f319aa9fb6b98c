import type { Parts } from '../http/parts'
import { createGithubIssues, createGithubService } from '../integrations/github'
import { createGoogle } from '../integrations/google'
import { createKeys } from '../integrations/keys'
import { createSends } from '../integrations/sends'
import { createSignIn } from '../integrations/sign-in'
import { createSlackMessages, createSlackService } from '../integrations/slack'
import { type AuditedCalls, createAuditedCalls } from '../llm/audited-calls'
import { createGateway } from '../llm/gateway'
import { createSeal, type Seal } from '../shared/seal'
import type { Foundation, Outside } from './foundation'
import type { Members } from './members'

/** Whatever asks somebody outside: model providers, Slack, GitHub, Google. */
export interface Services extends Models, Pick<Parts, 'sends' | 'slack' | 'github' | 'signIn'> {}

interface Models extends Pick<Parts, 'keys' | 'gateway'> {
  /** What is on record of calls to models. */
  readonly calls: AuditedCalls
}

interface Needs extends Foundation, Pick<Outside, 'random' | 'dispatcher' | 'secretKey'>, Pick<Members, 'credentials'> {}

export function buildServices(needs: Needs): Services {
  const { settings, store, clock, newId, logger, instanceId, trail, credentials } = needs
  const seal = createSeal(needs.secretKey)
  const sends = createSends({
    ...{ store, clock, newId, logger, instanceId },
    services: {
      slack: createSlackService({ clock, settings: settings.slack }),
      github: createGithubService({ clock, settings: settings.github }),
    },
    settings: { timeoutMs: settings.sendTimeoutMs, idempotencyHours: settings.idempotencyHours },
  })
  const google = createGoogle({ clock, settings: { ...settings.google, timeoutMs: settings.sendTimeoutMs } })
  return {
    ...buildModels(needs, seal),
    sends,
    slack: createSlackMessages(sends),
    github: createGithubIssues(sends),
    signIn: createSignIn({ store, clock, newId, seal, trail, credentials, google, settings: { stateMinutes: settings.signInStateMinutes } }),
  }
}

function buildModels({ settings, store, clock, newId, logger, instanceId, metrics, random, dispatcher }: Needs, seal: Seal): Models {
  const { providers, models } = settings.llm
  for (const { name } of providers) metrics.breaker(name, 'closed')
  const platformKeys = Object.fromEntries(providers.flatMap(({ name, key }) => (key === undefined ? [] : [[name, key]])))
  const keys = createKeys({ store, clock, newId, seal, platformKeys })
  const calls = createAuditedCalls({ store, clock, newId, logger, instanceId, settings: { models, currency: settings.currency } })
  return { keys, calls, gateway: createGateway({ clock, random, dispatcher, keys, record: calls, settings: settings.llm, observe: metrics }) }
}

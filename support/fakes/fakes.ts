import type { Clock } from '../../app/shared/clock'
import type { Answerer } from '../network'
import { createFakeAnthropic } from './anthropic'
import { createFakeGitHub, type FakeGitHub } from './github'
import { createFakeGoogle, type FakeGoogle } from './google'
import type { GoogleClient } from './google-tokens'
import type { FakeModelProvider } from './model'
import { createFakeOpenAI } from './openai'
import { createFakeSlack, type FakeSlack } from './slack'
import { createVoices, type Voice } from './voices'

/** Where the platform finds each service when nothing else is configured. */
export const ADDRESSES = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
  slack: 'https://slack.com/api/',
  github: 'https://api.github.com',
  google: 'https://accounts.google.com',
} as const

export type ServiceName = keyof typeof ADDRESSES

/** All outside services of one scenario. */
export interface Fakes {
  readonly openai: FakeModelProvider
  readonly anthropic: FakeModelProvider
  readonly slack: FakeSlack
  readonly github: FakeGitHub
  readonly google: FakeGoogle
  /** What the models say for the agent of that name, whichever provider is asked. */
  voice(agent: string): Voice
  /** Whoever answers, in the order of `ADDRESSES`. */
  handlers(): readonly Answerer[]
  /** Connections tried and requests made so far. */
  contacted(name: ServiceName): number
  /** What was asked of any of them in a way that no client may. */
  protocolViolations(): readonly string[]
}

interface Making {
  readonly clock: Clock
  readonly google: GoogleClient
  /** Takes down what a service is asked and answers. */
  readonly recorded?: (service: Answerer, name: string) => Answerer
}

/** As people call them. */
export const SERVICE_NAMES: Readonly<Record<ServiceName, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  slack: 'Slack',
  github: 'GitHub',
  google: 'Google',
}

/** Makes them new, which costs microseconds: there is nothing to reset. */
export function createFakes({ clock, google, recorded = (service) => service }: Making): Fakes {
  const voices = createVoices()
  const all = {
    openai: createFakeOpenAI({ clock, voices }),
    anthropic: createFakeAnthropic({ clock, voices }),
    slack: createFakeSlack({ clock }),
    github: createFakeGitHub({ clock }),
    google: createFakeGoogle({ clock, client: google }),
  }
  const each = Object.values(all)
  return {
    ...all,
    voice: voices.of,
    handlers: () => (Object.keys(all) as ServiceName[]).map((name) => recorded(all[name], SERVICE_NAMES[name])),
    contacted: (name) => all[name].contacts(),
    protocolViolations: () => each.flatMap(({ protocolViolations }) => protocolViolations),
  }
}

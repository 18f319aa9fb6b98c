import type { ServiceName } from './fakes/fakes'
import { leftOpen } from './left-open'
import { pageFaults } from './page'
import type { ConcordWorld } from './world'

/** What a scenario is failed with that reached out to an address of the real network. */
export const reachedOut = (address: string): string => `A request reached out to ${address}, which nobody answers for`

const SERVICES: Readonly<Record<ServiceName, string>> = { openai: 'OpenAI', anthropic: 'Anthropic', slack: 'Slack', github: 'GitHub', google: 'Google' }

/** What happened beside what the scenario says; any of it fails the scenario. */
export function sideEffects(world: ConcordWorld, pickle: { readonly steps: readonly { readonly text: string }[] }): readonly string[] {
  const words = pickle.steps.map((step) => step.text).join('\n')
  const uninvited = (Object.keys(SERVICES) as ServiceName[]).filter((name) => world.fakes.contacted(name) && !words.includes(SERVICES[name]))
  return [
    ...leftOpen(world, words),
    ...world.network.unanswered().map(reachedOut),
    ...world.fakes.protocolViolations().map((violation) => `A service was asked in a way that it does not allow: ${violation}`),
    ...uninvited.map((name) => `${SERVICES[name]} was contacted, and no step says so`),
    ...pageFaults(world),
    ...world.overlooked().map(({ method, path, status, text }) => `No step looked at an error: ${method} ${path} answered ${status}: ${text}`),
    ...world.logged.filter((line) => line.includes('"unexpected error"')).map((line) => `The platform met an unexpected error: ${line}`),
  ]
}

import type { Pickle } from '@cucumber/messages'
import { SERVICE_NAMES, type ServiceName } from './fakes/fakes'
import { leftOpen } from './left-open'
import { pageFaults } from './page'
import type { ConcordWorld } from './world'

/** What a scenario is failed with that reached out to an address of the real network. */
export const reachedOut = (address: string): string => `A request reached out to ${address}, which nobody answers for`

/** What happened beside what the scenario says; any of it fails the scenario. */
export async function sideEffects(world: ConcordWorld, pickle: Pick<Pickle, 'steps'>): Promise<readonly string[]> {
  const words = pickle.steps.map((step) => step.text).join('\n')
  const uninvited = (Object.keys(SERVICE_NAMES) as ServiceName[]).filter((name) => contactedUnsaid(world, name, words))
  return [
    ...(await leftOpen(world, pickle)),
    ...world.network.unanswered().map(reachedOut),
    ...world.fakes.protocolViolations().map((violation) => `A service was asked in a way that it does not allow: ${violation}`),
    ...uninvited.map((name) => `${SERVICE_NAMES[name]} was contacted, and no step says so`),
    ...pageFaults(world),
    ...world.overlooked().map(({ method, path, status, text }) => `No step looked at an error: ${method} ${path} answered ${status}: ${text}`),
    ...world.logged.filter((line) => line.includes('"unexpected error"')).map((line) => `The platform met an unexpected error: ${line}`),
  ]
}

/** Whether a service was contacted without a word of it. A model may be asked by the agents whose answers the words are about. */
function contactedUnsaid({ fakes }: ConcordWorld, name: ServiceName, words: string): boolean {
  const fake = fakes[name]
  if (fake.contacts() === 0 || words.includes(SERVICE_NAMES[name])) return false
  if (!('askedBy' in fake) || fake.askedBy.length < fake.contacts()) return true
  return !fake.askedBy.every((agent) => EVERYBODY.test(words) || spokenOf(agent).test(words))
}

const EVERYBODY = /all agents will answer|\d agents? will (vote|abstain)/

/** An agent, by itself or in a list of several, and a word of what its model does. */
const spokenOf = (agent: string): RegExp =>
  new RegExp(
    `(^|\\W)${agent}"?((, | and )"?\\w+"?)*('s model| will (answer|vote|pick|approve|reject|want changes|review|revise)| takes .* to answer| was (asked|told)| plans|, whose plan| has completed| have both earned)|done by ([^\\n]* )?"?${agent}\\b`,
  )

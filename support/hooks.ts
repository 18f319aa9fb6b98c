import { After, AfterAll, BeforeAll, type ITestCaseHookParameter, Status } from '@cucumber/cucumber'
import type { ServiceName } from './fakes/fakes'
import { type House, openHouse } from './house'
import { type ConcordWorld, inhabit } from './world'

let house: House | undefined

BeforeAll(async () => {
  house = await openHouse()
  inhabit(house)
})

AfterAll(async () => {
  inhabit(undefined)
  await house?.close()
})

After(async function (this: ConcordWorld, scenario: ITestCaseHookParameter) {
  const problems = sideEffects(this, scenario)
  await this.end()
  if (scenario.result?.status === Status.PASSED && problems.length > 0) throw new Error(problems.join('\n'))
})

const SERVICES: Readonly<Record<ServiceName, string>> = { openai: 'OpenAI', anthropic: 'Anthropic', slack: 'Slack', github: 'GitHub', google: 'Google' }

/** What happened beside what the scenario says. */
function sideEffects(world: ConcordWorld, { pickle }: ITestCaseHookParameter): readonly string[] {
  const words = pickle.steps.map((step) => step.text).join('\n')
  const uninvited = (Object.keys(SERVICES) as ServiceName[]).filter((name) => world.fakes.contacted(name) && !words.includes(SERVICES[name]))
  return [
    ...world.network.unanswered().map((address) => `A request reached out to ${address}, which nobody answers for`),
    ...world.fakes.protocolViolations().map((violation) => `A service was asked in a way that it does not allow: ${violation}`),
    ...uninvited.map((name) => `${SERVICES[name]} was contacted, and no step says so`),
    ...world.overlooked().map(({ method, path, status, text }) => `No step looked at an error: ${method} ${path} answered ${status}: ${text}`),
    ...world.logged.filter((line) => line.includes('"unexpected error"')).map((line) => `The platform met an unexpected error: ${line}`),
  ]
}

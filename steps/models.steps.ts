import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { AGENT_NAMES, type AgentName, type PersonName } from '../support/cast'
import { isRecord } from '../support/fakes/service'
import { type Complexity, choiceOf, exchange, modelsOnOffer, QUESTION_OF, QUESTIONS } from '../support/models'
import type { ProviderWord } from '../support/parameter-types'
import { perScenario } from '../support/per-scenario'
import { begin, run, toAgent } from '../support/running'
import type { ConcordWorld } from '../support/world'

/** Which models there are, what they are worth, and which of them answers. */

const COMPLEXITY = 'simple|moderate|complex|advanced'

/** How complex the questions counted as that were asked one after the other. */
const countedOf = perScenario((): { complexities: Complexity[] } => ({ complexities: [] }))

Given('these models are on offer', function (this: ConcordWorld, table: DataTable) {
  this.set('LLM_MODELS', JSON.stringify(modelsOnOffer(table.hashes())))
})

Given('{person} has given {agent} the model {string}', async function (this: ConcordWorld, person: PersonName, agent: AgentName, model: string) {
  await this.call(this.as(person), 'PATCH', `/api/agents/${this.agent(agent).id}`, { body: { model } })
  expect(this.reply.status, this.reply.text).to.equal(200)
})

Given('{person} and {agent} have exchanged {int} messages', async function (this: ConcordWorld, person: PersonName, agent: AgentName, count: number) {
  await exchange(this, person, agent, count)
})

When(
  new RegExp(`^(\\w+) asks (\\w+) a (${COMPLEXITY}) question$`),
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, complexity: Complexity) {
    await run(this, person, toAgent(this, agent, QUESTION_OF[complexity]))
  },
)

When(
  new RegExp(`^(\\w+) asks (${AGENT_NAMES.join('|')}) a question of (\\d+) (characters|lines? of code|reasoning words?)$`),
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, count: string, sign: string) {
    const question = QUESTIONS[sign.replace(/(line|word)(?!s)/, '$1s')]
    if (question === undefined) throw new Error(`no question is made of ${sign}`)
    await run(this, person, toAgent(this, agent, question(Number(count))))
  },
)

When("{person} begins to wait for {agent}'s answer to {string}", async function (this: ConcordWorld, person: PersonName, agent: AgentName, message: string) {
  await begin(this, person, toAgent(this, agent, message))
})

When(
  '{person} asks {agent} about {string} with each of these words',
  async function (this: ConcordWorld, person: PersonName, agent: AgentName, matter: string, table: DataTable) {
    for (const word of table.raw().flat()) {
      await run(this, person, toAgent(this, agent, `${matter}: ${word}!`))
      countedOf(this).complexities.push((await choiceOf(this)).complexity)
    }
  },
)

Then(new RegExp(`^each question counted as (${COMPLEXITY})$`), function (this: ConcordWorld, complexity: Complexity) {
  const { complexities } = countedOf(this)
  expect(complexities).to.deep.equal(complexities.map(() => complexity))
})

Then(
  new RegExp(`^the model "([^"]+)" of (OpenAI|Anthropic) was chosen for an? (${COMPLEXITY}) question$`),
  async function (this: ConcordWorld, model: string, name: string, complexity: Complexity) {
    const provider = name.toLowerCase() as ProviderWord
    const choice = await choiceOf(this)
    expect({ model: choice.model, complexity: choice.complexity }).to.deep.equal({ model, complexity })
    const body = this.fakes[provider].calls.at(-1)?.body
    expect(isRecord(body) ? body.model : 'nothing', `the model that ${name} was asked for`).to.equal(model)
  },
)

Then('the reason on record is {string}', async function (this: ConcordWorld, reason: string) {
  expect((await choiceOf(this)).reason).to.equal(reason)
})

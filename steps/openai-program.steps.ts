import { Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import OpenAI from 'openai'
import type { PersonName } from '../support/cast'
import { askAsProgram, clientOf, memoryOf, type Way } from '../support/openai-program'
import type { NamedOutcome } from '../support/parameter-types'
import type { ClientError, Ending } from '../support/service-words'
import type { ConcordWorld } from '../support/world'

const ask = (
  world: ConcordWorld,
  person: PersonName,
  text: string,
  { way = 'plain', ...more }: { way?: Way; model?: string; headers?: Record<string, string> },
) => askAsProgram(world, clientOf(world, world.member(person).token), { text, way, ...more })

When("{person}'s program asks {string}", async function (this: ConcordWorld, person: PersonName, text: string) {
  await ask(this, person, text, {})
})

When("{person}'s program asks {string}, word by word", async function (this: ConcordWorld, person: PersonName, text: string) {
  await ask(this, person, text, { way: 'stream' })
})

When("{person}'s program asks {string}, letting its client collect the words", async function (this: ConcordWorld, person: PersonName, text: string) {
  await ask(this, person, text, { way: 'helper' })
})

When("{person}'s program asks {string}, naming the model {string}", async function (this: ConcordWorld, person: PersonName, text: string, model: string) {
  await ask(this, person, text, { model })
})

When("{person}'s program asks {string}, allowing failover", async function (this: ConcordWorld, person: PersonName, text: string) {
  await ask(this, person, text, { headers: { 'x-concord-failover': 'true' } })
})

When("{person}'s program asks {string} word by word, allowing failover", async function (this: ConcordWorld, person: PersonName, text: string) {
  await ask(this, person, text, { way: 'stream', headers: { 'x-concord-failover': 'true' } })
})

When("{person}'s program asks {string} without allowing failover", async function (this: ConcordWorld, person: PersonName, text: string) {
  await ask(this, person, text, { headers: { 'x-concord-failover': 'false' } })
})

When('a program with a made-up token asks {string}', async function (this: ConcordWorld, text: string) {
  await askAsProgram(this, clientOf(this, 'made-up'), { text, way: 'plain' })
})

When("{person}'s program lists the models", async function (this: ConcordWorld, person: PersonName) {
  const page = await this.wait(clientOf(this, this.member(person).token).models.list(), 'the list of models')
  memoryOf(this).models = page.data.map(({ id, owned_by, object }) => `${object} ${id} of ${owned_by}`)
})

Then('the program gets the answer {string} from the model {string}', function (this: ConcordWorld, text: string, model: string) {
  const { heard, error, askedAt = Number.NaN } = memoryOf(this)
  const created = Math.floor(askedAt / 1_000)
  expect({ text: heard?.pieces.join(''), model: heard?.model, created: heard?.created, error }).to.deep.equal({ text, model, created, error: undefined })
})

Then('the program gets the words one by one: {string}', function (this: ConcordWorld, list: string) {
  expect(
    memoryOf(this)
      .heard?.pieces.map((piece) => piece.trim())
      .join(', '),
  ).to.equal(list)
})

Then('the program had got {string} by then', function (this: ConcordWorld, text: string) {
  expect(memoryOf(this).heard?.pieces.join('')).to.equal(text)
})

Then('the program learns that it ended {ending}', function (this: ConcordWorld, ending: Ending) {
  expect(memoryOf(this).heard?.finishReason).to.equal(ending === 'unknown' ? null : ending)
})

Then(
  'the program learns that it used {int} token(s) for the question and {int} for the answer, {int} in all',
  function (this: ConcordWorld, prompt_tokens: number, completion_tokens: number, total_tokens: number) {
    expect(memoryOf(this).heard?.usage).to.deep.equal({ prompt_tokens, completion_tokens, total_tokens })
  },
)

/** The class of the client, and the type that stands in the error itself. */
const CLIENT_ERRORS = {
  'a bad request': [OpenAI.BadRequestError, 'invalid_request_error'],
  'wrong credentials': [OpenAI.AuthenticationError, 'authentication_error'],
  'something not found': [OpenAI.NotFoundError, 'invalid_request_error'],
  'a request that cannot be processed': [OpenAI.UnprocessableEntityError, 'invalid_request_error'],
  'too many requests': [OpenAI.RateLimitError, 'rate_limit_error'],
  'trouble of the server': [OpenAI.InternalServerError, 'api_error'],
  'an error': [OpenAI.APIError, 'invalid_request_error'],
} as const satisfies Record<ClientError, readonly [unknown, string]>

Then("the program's client reports {clientError}, because {failure}", function (this: ConcordWorld, kind: ClientError, { status, code }: NamedOutcome) {
  const { error } = memoryOf(this)
  if (!(error instanceof OpenAI.APIError)) throw new Error(`the client reports no error but ${error}`)
  const [{ name }, type] = CLIENT_ERRORS[kind]
  expect(error.constructor.name).to.equal(name)
  expect({ status: error.status, code: error.code, type: error.type }, error.message).to.deep.equal({ status, code, type })
})

Then("the program's client reports, in the middle of the answer, that {failure}", function (this: ConcordWorld, { status, code }: NamedOutcome) {
  const { error } = memoryOf(this)
  if (!(error instanceof OpenAI.APIError)) throw new Error(`the client reports no error but ${error}`)
  const told = error.error as { status?: number }
  expect({ code: error.code, claimed: told.status ?? status }).to.deep.equal({ code, claimed: status })
})

Then('the program is asked to come back after {int} second(s)', function (this: ConcordWorld, seconds: number) {
  const { error } = memoryOf(this)
  if (!(error instanceof OpenAI.APIError)) throw new Error(`the client reports no error but ${error}`)
  expect(error.headers?.get('retry-after')).to.equal(String(seconds))
})

Then('the program sees {string}', function (this: ConcordWorld, list: string) {
  expect(memoryOf(this).models?.join(', ')).to.equal(list)
})

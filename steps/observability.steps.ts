import { type DataTable, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import type { PersonName } from '../support/cast'
import { type Description, interfaceText } from '../support/interface-text'
import { measured, recorded } from '../support/measurements'
import type { ProviderWord } from '../support/parameter-types'
import type { Reply } from '../support/reply'
import { grantsOf, OPEN } from '../support/rights'
import { expectAgreed } from '../support/specification/agreed'
import type { ConcordWorld } from '../support/world'

When('a stranger asks how the platform is', async function (this: ConcordWorld) {
  await this.call(this.api({}), 'GET', '/healthz')
  await this.call(this.api({}), 'GET', '/readyz')
})

When('a stranger asks who they are', async function (this: ConcordWorld) {
  await this.call(this.api({}), 'GET', '/api/me')
})

When('a stranger reads the description', async function (this: ConcordWorld) {
  await this.call(this.api({}), 'GET', '/openapi.json')
})

When('{person} asks {string} within the trace {string}', async function (this: ConcordWorld, person: PersonName, text: string, trace: string) {
  const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` }
  await this.call(this.as(person), 'POST', '/api/llm/chat', { headers, body: { messages: [{ role: 'user', content: text }] } })
})

When('{person} asks for something that does not exist', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'GET', '/api/unicorns')
})

When('{person} asks for her own particulars in the wrong way', async function (this: ConcordWorld, person: PersonName) {
  await this.call(this.as(person), 'PUT', '/api/me', { body: {} })
})

Then('it is alive and ready', function (this: ConcordWorld) {
  expect(this.replies.slice(-2).map(({ path, status, text }) => ({ path, status, text }))).to.deep.equal(
    ['/healthz', '/readyz'].map((path) => ({ path, status: 200, text: '{"status":"ok"}' })),
  )
})

Then('the measurements count {int} answered question(s) and {int} that failed', async function (this: ConcordWorld, answered: number, failed: number) {
  const counted = (status: number) => measured(this, 'concord_http_request_seconds_count', { route: '/api/llm/chat', status })
  expect([await counted(200), await counted(503)]).to.deep.equal([answered, failed])
})

Then(
  'the measurements count {int} attempts at {provider} that were answered and {int} that found it unavailable',
  async function (this: ConcordWorld, answered: number, provider: ProviderWord, failed: number) {
    const counted = (outcome: string) => measured(this, 'concord_provider_attempt_seconds_count', { provider, outcome })
    expect([await counted('answered'), await counted('provider_unavailable')]).to.deep.equal([answered, failed])
  },
)

Then("the measurements count {person}'s question as under way", async function (this: ConcordWorld, _person: PersonName) {
  const others = 1
  expect(await measured(this, 'concord_open_work')).to.equal(1 + others)
})

/** The identifier of a request: the trace that its answer names. */
const identifierOf = ({ headers }: Reply): string => String(headers.traceparent).split('-')[1] ?? ''

/** What the log says of requests, a line each. */
const logOf = (world: ConcordWorld, identifier: string): readonly Readonly<Record<string, unknown>>[] => {
  world.reach.lack('log', 'what the platform logged')
  return world.logged.map((line) => JSON.parse(line)).filter((line) => line.correlation_id === identifier)
}

Then('the answer names an identifier', function (this: ConcordWorld) {
  expect(this.reply.headers.traceparent).to.match(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/)
})

Then('the answer names the identifier {string}', function (this: ConcordWorld, identifier: string) {
  expect(identifierOf(this.reply)).to.equal(identifier)
})

Then('the answer does not name the identifier {string}', function (this: ConcordWorld, identifier: string) {
  expect(this.reply.headers.traceparent).to.match(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/)
  expect(identifierOf(this.reply)).not.to.equal(identifier)
})

Then('the decision and the outcome on record name it too', async function (this: ConcordWorld) {
  const trail = [...(await recorded(this, 'action.decided')), ...(await recorded(this, 'action.ended'))]
  expect(trail.map(({ correlation_id }) => correlation_id)).to.deep.equal(Array(2).fill(identifierOf(this.reply)))
})

Then('the log, the audit trail and the call to {provider} name it too', async function (this: ConcordWorld, provider: ProviderWord) {
  const identifier = identifierOf(this.reply)
  const line = { msg: 'answered', route: '/api/llm/chat', status: this.reply.status }
  expect(logOf(this, identifier).map(({ msg, route, status }) => ({ msg, route, status }))).to.deep.equal([line])
  const trail = [...(await recorded(this, 'model.asked')), ...(await recorded(this, 'model.ended'))]
  expect(trail.map(({ correlation_id }) => correlation_id)).to.deep.equal([identifier, identifier])
  const [call] = this.fakes[provider].calls
  const [version, passedOn, span, flags] = call?.headers.traceparent?.split('-') ?? []
  expect({ version, passedOn, flags }).to.deep.equal({ version: '00', passedOn: identifier, flags: '01' })
  expect(span, "a span of the platform's own").not.to.equal('00f067aa0ba902b7')
})

Then('no two answers name the same identifier', function (this: ConcordWorld) {
  expect(new Set(this.replies.map(identifierOf)).size).to.equal(this.replies.length)
})

Then('the log tells of the request under the identifier that the answer names', function (this: ConcordWorld) {
  const { status } = this.reply
  expect(logOf(this, identifierOf(this.reply))).to.have.length(1)
  expect(logOf(this, identifierOf(this.reply))[0]).to.include({ method: 'GET', route: '/api/me', status })
})

interface Offer {
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly security?: readonly object[]
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>>
}

function offersOf(world: ConcordWorld): readonly (readonly [operation: string, offer: Offer])[] {
  const { paths } = world.reply.json<{ paths: Readonly<Record<string, Readonly<Record<string, Offer>>>> }>()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, offer]) => [`${method.toUpperCase()} ${path}`, offer] as const),
  )
}

const said = (text: unknown): boolean => typeof text === 'string' && text.trim() !== ''

/** What would be a value of any kind, or a fingerprint, and is not said to be anything; and what is said to be nothing. */
const unsaid = (value: unknown, place = ''): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([name, part]) => unsaid(part, `${place}/${name}`))
  const { description } = value as { readonly description?: unknown }
  const anything = Object.keys(value).length === 0 && /\/properties\/[^/]+$/.test(place)
  const fingerprint = /\/properties\/[^/]*_hash$/.test(place) && description === undefined
  const blank = typeof description === 'string' && !said(description)
  return anything || fingerprint || blank ? [place, ...inside] : inside
}

Then('what may be anything, and every fingerprint, is explained', function (this: ConcordWorld) {
  expect(unsaid(this.reply.json())).to.deep.equal([])
})

interface Described {
  readonly description?: string
  readonly anyOf?: readonly Described[]
  readonly items?: Described
  readonly properties?: Readonly<Record<string, Described>>
}

interface Asking {
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[]
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: Described }>> }>>
}

type Explaining = (asking: Asking) => Described | undefined

const TRAIL = '/api/audit'
const VERIFICATION = '/api/audit/verify'
const asked =
  (name: string): Explaining =>
  ({ parameters }) =>
    parameters?.find((each) => each.name === name)
const answered =
  (name: string): Explaining =>
  (asking) =>
    answerOf(asking)?.properties?.[name]
const listed =
  (name: string): Explaining =>
  (asking) =>
    answerOf(asking)?.properties?.items?.items?.properties?.[name]

/** What is explained, in the words of a feature, and where. */
const EXPLAINED: Readonly<Record<string, readonly [path: string, explaining: Explaining]>> = {
  'asking for the audit trail: whom the record is to be about': [TRAIL, asked('agent_id')],
  'asking for the audit trail: which record comes first': [TRAIL, asked('order')],
  'records of the audit trail: the record that one completes': [TRAIL, listed('of')],
  'verifying the audit trail: how many are in order': [VERIFICATION, answered('records')],
  'verifying the audit trail: the last that is in order': [VERIFICATION, answered('head')],
  'verifying the audit trail: the first that is wrong': [VERIFICATION, answered('first_bad')],
  'verifying the audit trail: the record of a head that was missing': [VERIFICATION, answered('head_missing')],
}

const answerOf = ({ responses }: Asking): Described | undefined => responses['200']?.content['application/json']?.schema

Then('it is the interface that was agreed on', function (this: ConcordWorld) {
  expectAgreed('interface', { present: interfaceText(this.reply.json<Description>()), isRemote: this.reach.isRemote })
})

Then('it explains these', function (this: ConcordWorld, table: DataTable) {
  const { paths } = this.reply.json<{ paths: Readonly<Record<string, { readonly get: Asking }>> }>()
  for (const { of = '', what = '' } of table.hashes()) {
    const [path, explaining] = EXPLAINED[`${of}: ${what}`] ?? []
    if (path === undefined) throw new Error(`"${of}: ${what}" is nothing that is looked for`)
    const asking = paths[path]?.get
    const found = asking && explaining?.(asking)
    const explanation = found?.description ?? found?.anyOf?.map(({ description }) => description).join('')
    expect(explanation, what).to.match(/\S+ \S+/)
  }
})

Then('it follows the standard {string}', function (this: ConcordWorld, version: string) {
  expect(this.reply.json()).to.include({ openapi: version })
})

Then('everything that it offers says what it is for, what it answers and how it fails', function (this: ConcordWorld) {
  const cannotFail = ['GET /healthz', 'GET /openapi.json', 'GET /']
  const lacking = offersOf(this).filter(([operation, { summary, tags, responses }]) => {
    const answers = Object.keys(responses).some((status) => /^(101|[23])/.test(status))
    const fails = ['4XX', '5XX'].every((status) => Object.values(responses[status]?.content ?? {}).some(({ schema }) => schema !== undefined))
    return !(summary && tags?.length && tags.every(said) && answers && (fails || cannotFail.includes(operation)))
  })
  expect(lacking.map(([operation]) => operation)).to.deep.equal([])
  expect(this.reply.text).not.to.include('"description":""')
})

Then('everything that is not open to all asks for a token or a session', function (this: ConcordWorld) {
  const open = Object.keys(grantsOf(Object.values(OPEN)))
  const asking = offersOf(this).filter(([, { security }]) => JSON.stringify(security) === '[{"token":[]},{"session":[]}]')
  const all = offersOf(this).map(([operation]) => operation)
  expect(asking.map(([operation]) => operation)).to.deep.equal(all.filter((operation) => !open.includes(operation)))
})

Then('the refusal says what kind it is, and the same in words', function (this: ConcordWorld) {
  expect(this.reply.headers['content-type']).to.equal('application/problem+json')
  expect(this.reply.json()).to.deep.equal({
    type: 'urn:concord:problem:not_found',
    title: 'Not found',
    status: 404,
    detail: 'There is nothing at GET /api/unicorns',
    code: 'not_found',
  })
})

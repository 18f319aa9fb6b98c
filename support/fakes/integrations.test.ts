import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { ErrorCode, WebClient } from '@slack/web-api'
import { Octokit } from 'octokit'
import * as oidc from 'openid-client'
import { createNetwork } from '../network'
import { createScenarioClock, type ScenarioClock } from '../scenario-clock'
import { ADDRESSES, createFakes, type Fakes } from './fakes'

const network = createNetwork()
const CLIENT = { clientId: 'concord.apps.googleusercontent.com', clientSecret: 'GOCSPX-secret' }
let clock: ScenarioClock
let fakes: Fakes

before(() => network.start())
after(() => network.stop())
beforeEach(() => {
  clock = createScenarioClock(Date.now())
  fakes = createFakes({ clock, google: CLIENT })
  network.answerWith(fakes.handlers())
})
afterEach(() => {
  assert.deepEqual(network.unanswered(), [])
  assert.deepEqual(fakes.protocolViolations(), [])
  network.reset()
})

describe("Slack's own client works against the fake", () => {
  const client = (token = 'xoxb-test-1234') => new WebClient(token, { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, slackApiUrl: ADDRESSES.slack })
  const metadata = { event_type: 'concord_send', event_payload: { send_id: 'one' } }

  it('posts, and finds by its metadata what was posted', async () => {
    const posted = await client().chat.postMessage({ channel: '#general', text: 'Hello & goodbye', metadata })
    assert.equal(posted.channel, 'C0GENERAL')
    await client().chat.postMessage({ channel: 'C0GENERAL', text: 'In the thread', thread_ts: posted.ts ?? '' })
    await client().chat.postMessage({ channel: 'C0GENERAL', text: 'Later' })
    const history = await client().conversations.history({ channel: 'C0GENERAL', include_all_metadata: true, limit: 1 })
    assert.deepEqual([history.messages?.map(({ text }) => text), history.has_more], [['Later'], true])
    const rest = await client().conversations.history({
      channel: 'C0GENERAL',
      include_all_metadata: true,
      cursor: history.response_metadata?.next_cursor ?? '',
    })
    assert.deepEqual(
      rest.messages?.map(({ ts, metadata }) => [ts, metadata]),
      [[posted.ts, metadata]],
    )
    const thread = await client().conversations.replies({ channel: 'C0GENERAL', ts: posted.ts ?? '' })
    assert.deepEqual(
      thread.messages?.map(({ text, metadata }) => [text, metadata]),
      [
        ['Hello & goodbye', undefined],
        ['In the thread', undefined],
      ],
    )
    assert.equal((await client().auth.test()).team, 'Concord')
    assert.deepEqual([fakes.slack.calls[0]?.key, fakes.contacted('slack')], ['1234', 7])
  })

  const refusals: [string, Record<string, unknown>][] = [
    ['channel_not_found', { channel: 'C0NOWHERE', text: 'x' }],
    ['not_in_channel', { channel: '#private', text: 'x' }],
    ['is_archived', { channel: '#old', text: 'x' }],
    ['no_text', { channel: '#general', text: '' }],
    ['msg_too_long', { channel: '#general', text: 'x'.repeat(40_001) }],
    ['invalid_metadata_format', { channel: '#general', text: 'x', metadata: { event_type: 'x' } }],
  ]
  for (const [error, message] of refusals) {
    it(`refuses with ${error}`, async () => {
      fakes.slack.hasChannel({ id: 'C0PRIVATE', name: 'private', member: false })
      fakes.slack.hasChannel({ id: 'C0OLD', name: 'old', archived: true })
      await assert.rejects(client().apiCall('chat.postMessage', message), (thrown: { code: string; data: { error: string } }) => {
        assert.deepEqual([thrown.code, thrown.data.error], [ErrorCode.PlatformError, error])
        return true
      })
    })
  }

  it('in its moods', async () => {
    const post = () => client().chat.postMessage({ channel: '#general', text: 'Hello' })
    fakes.slack.is({ kind: 'says', error: 'token_revoked' }, { times: 1 })
    await assert.rejects(post(), { code: ErrorCode.PlatformError })
    fakes.slack.is({ kind: 'rate_limited', retryAfter: { seconds: 7 } }, { times: 1 })
    await assert.rejects(post(), { code: ErrorCode.RateLimitedError, retryAfter: 7 })
    fakes.slack.is({ kind: 'out_of_service', status: 500 }, { times: 1 })
    await assert.rejects(post(), { code: ErrorCode.HTTPError, statusCode: 500 })
    assert.equal(fakes.slack.messagesIn('general').length, 0)
    fakes.slack.is({ kind: 'answer_lost' }, { times: 1, on: 'chat.postMessage' })
    await assert.rejects(post(), { code: ErrorCode.RequestError })
    assert.equal(fakes.slack.messagesIn('general').length, 1)
    assert.equal((await client().conversations.history({ channel: 'C0GENERAL' })).messages?.length, 1)
    fakes.slack.wire.fails('refused')
    await assert.rejects(post(), { code: ErrorCode.RequestError })
    fakes.slack.recovers()
    assert.equal((await post()).ok, true)
  })
})

describe("GitHub's own client works against the fake", () => {
  const client = () =>
    new Octokit({ auth: 'ghp_test1234', retry: { enabled: false }, throttle: { enabled: false }, log: { debug() {}, info() {}, warn() {}, error() {} } })
  const acme = { owner: 'acme', repo: 'website' }

  it('creates, lists and searches issues', async () => {
    fakes.github.hasRepository('acme/website')
    const created = await client().rest.issues.create({ ...acme, title: 'One', body: 'marker-1', labels: ['bug'] })
    assert.deepEqual([created.status, created.data.number, created.data.html_url], [201, 1, 'https://github.com/acme/website/issues/1'])
    await client().rest.issues.create({ ...acme, title: 'Two' })
    const listed = await client().rest.issues.listForRepo({ ...acme, state: 'all', creator: 'concord-bot', per_page: 1 })
    assert.deepEqual(
      listed.data.map(({ title }) => title),
      ['Two'],
    )
    assert.match(listed.headers.link ?? '', /page=2>; rel="next"/)
    assert.equal((await client().paginate(client().rest.issues.listForRepo, { ...acme, per_page: 1 })).length, 2)
    const found = await client().rest.search.issuesAndPullRequests({ q: 'repo:acme/website "marker-1" in:body is:issue', advanced_search: 'true' })
    assert.deepEqual([found.data.total_count, found.data.items[0]?.number], [1, 1])
    assert.equal((await client().rest.users.getAuthenticated()).data.login, 'concord-bot')
    assert.equal(fakes.github.calls[0]?.key, '1234')
  })

  it('refuses as GitHub does', async () => {
    fakes.github.hasRepository('acme/website')
    await assert.rejects(client().rest.issues.create({ owner: 'acme', repo: 'nothing', title: 'x' }), { status: 404 })
    await assert.rejects(client().rest.issues.create({ ...acme, title: '' }), (error: { status: number; response: { data: { errors: unknown } } }) => {
      assert.deepEqual([error.status, error.response.data.errors], [422, [{ resource: 'Issue', code: 'missing_field', field: 'title' }]])
      return true
    })
    fakes.github.is({ kind: 'refuses_credentials' }, { times: 1 })
    await assert.rejects(client().rest.issues.create({ ...acme, title: 'x' }), { status: 401 })
    fakes.github.is({ kind: 'rate_limited' }, { times: 1 })
    await assert.rejects(client().rest.issues.create({ ...acme, title: 'x' }), (error: { status: number; response: { headers: Record<string, string> } }) => {
      assert.deepEqual([error.status, error.response.headers['x-ratelimit-remaining']], [403, '0'])
      return Number(error.response.headers['x-ratelimit-reset']) > clock.now() / 1_000
    })
    fakes.github.is({ kind: 'secondary_limit', status: 429, retryAfter: { seconds: 9 } }, { times: 1 })
    await assert.rejects(client().rest.issues.create({ ...acme, title: 'x' }), (error: { status: number; response: { headers: Record<string, string> } }) => {
      assert.deepEqual([error.status, error.response.headers['retry-after']], [429, '9'])
      return true
    })
    fakes.github.is({ kind: 'out_of_service', status: 502 }, { times: 1 })
    await assert.rejects(client().rest.issues.create({ ...acme, title: 'x' }), { status: 502 })
    assert.equal(fakes.github.issuesIn('acme/website').length, 0)
    fakes.github.is({ kind: 'answer_lost', how: 'silent' }, { times: 1, on: 'POST' })
    const stop = new AbortController()
    clock.deadline(30_000, () => stop.abort())
    await assert.rejects(clock.whileWaiting(client().rest.issues.create({ ...acme, title: 'x', request: { signal: stop.signal } }), 'the issue'))
    assert.equal(fakes.github.issuesIn('acme/website').length, 1)
  })
})

describe('a client of OpenID Connect works against the fake Google', () => {
  const CALLBACK = 'http://localhost:3000/api/auth/google/callback'
  const uma = { sub: '1007', email: 'uma@example.com', name: 'Uma' }
  const begin = async () => {
    const config = await oidc.discovery(new URL(ADDRESSES.google), CLIENT.clientId, CLIENT.clientSecret)
    const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()]
    const code_challenge = await oidc.calculatePKCECodeChallenge(verifier)
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge,
      code_challenge_method: 'S256',
    })
    const exchange = (callback: URL, pkceCodeVerifier = verifier) =>
      oidc.authorizationCodeGrant(config, callback, { pkceCodeVerifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
    return { config, url, exchange }
  }

  it('signs a person in', async () => {
    const { config, url, exchange } = await begin()
    assert.equal(url.host, 'accounts.google.com')
    const tokens = await exchange(fakes.google.consent(url, uma))
    const claims = tokens.claims()
    assert.deepEqual([claims?.iss, claims?.sub, claims?.email, claims?.email_verified], [ADDRESSES.google, '1007', 'uma@example.com', true])
    assert.equal((await oidc.fetchUserInfo(config, tokens.access_token, '1007')).email, 'uma@example.com')
    assert.equal(JSON.stringify(fakes.google.calls).includes(CLIENT.clientSecret), false)
  })

  it('takes a code once, with its verifier, within ten minutes', async () => {
    const { url, exchange } = await begin()
    const callback = fakes.google.consent(url, uma)
    await exchange(callback)
    await assert.rejects(exchange(callback), { error: 'invalid_grant' })
    await assert.rejects(exchange(fakes.google.consent(url, uma), oidc.randomPKCECodeVerifier()), { error: 'invalid_grant' })
    const late = fakes.google.consent(url, uma)
    await clock.advance(600_001)
    await assert.rejects(exchange(late), { error: 'invalid_grant' })
  })

  it('is strict about the authorization request', async () => {
    const { url } = await begin()
    for (const name of ['client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'code_challenge', 'code_challenge_method']) {
      const without = new URL(url)
      without.searchParams.delete(name)
      assert.throws(() => fakes.google.consent(without, uma), new RegExp(`${name} is wrong`))
    }
  })

  it('in its moods', async () => {
    const { url, exchange } = await begin()
    const refused = fakes.google.consent(url, uma, { refused: true })
    await assert.rejects(exchange(refused), { error: 'access_denied' })
    const unverified = await exchange(fakes.google.consent(url, { ...uma, emailVerified: false }))
    assert.equal(unverified.claims()?.email_verified, false)
    for (const wrong of ['issuer', 'audience', 'expired', 'nonce', 'missing'] as const) {
      fakes.google.is({ kind: 'id_token', wrong })
      await assert.rejects(exchange(fakes.google.consent(url, uma)), `an id token with a wrong ${wrong} was accepted`)
    }
    for (const status of [400, 500] as const) {
      fakes.google.is({ kind: 'exchange_fails', status })
      await assert.rejects(exchange(fakes.google.consent(url, uma)))
      assert.deepEqual([fakes.google.calls.at(-1)?.path, fakes.google.calls.at(-1)?.status], ['/token', status])
    }
    fakes.google.is({ kind: 'out_of_service' })
    await assert.rejects(exchange(fakes.google.consent(url, uma)))
  })

  it('signs with a key that a wrong signature does not fit', async () => {
    const { config, url, exchange } = await begin()
    oidc.enableNonRepudiationChecks(config)
    assert.ok((await exchange(fakes.google.consent(url, uma))).id_token)
    fakes.google.is({ kind: 'id_token', wrong: 'signature' })
    await assert.rejects(exchange(fakes.google.consent(url, uma)), { code: 'OAUTH_INVALID_RESPONSE' })
  })
})

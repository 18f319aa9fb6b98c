import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import * as oidc from 'openid-client'
import { systemClock } from '../../app/shared/clock'
import { createScenarioClock } from '../scenario-clock'
import { createFakes, type Fakes } from './fakes'
import { type Served, serve } from './serve'

const CLIENT = { clientId: 'concord.apps.googleusercontent.com', clientSecret: 'GOCSPX-secret' }
let fakes: Fakes
let served: Served

describe('fakes served over loopback', () => {
  beforeEach(() => {
    fakes = createFakes({ clock: systemClock, google: CLIENT })
  })
  afterEach(() => served.close())
  const openai = async () => {
    served = await serve(fakes.openai)
    return new OpenAI({ apiKey: 'sk-test-1234', maxRetries: 0, baseURL: `${served.origin}/v1` })
  }
  const asked = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Hello' }] }

  it('answer plain and word by word, as the words come', async () => {
    const clock = createScenarioClock(Date.now())
    fakes = createFakes({ clock, google: CLIENT })
    const client = await openai()
    fakes.openai.willAnswer('Eins zwei')
    assert.equal((await client.chat.completions.create(asked)).choices[0]?.message.content, 'Eins zwei')
    fakes.openai.wordsCome({ ms: 30 })
    const heard: string[] = []
    const listening = (async () => {
      for await (const chunk of await client.chat.completions.create({ ...asked, stream: true })) heard.push(chunk.choices[0]?.delta.content ?? '')
    })()
    for (const words of ['', 'Eins', 'Eins zwei']) {
      await clock.advance(words === '' ? 0 : 30)
      assert.equal(heard.join(''), words)
    }
    await listening
    await served.close()
    served = await serve(fakes.anthropic)
    const anthropic = new Anthropic({ apiKey: 'sk-ant-test', maxRetries: 0, baseURL: served.origin })
    assert.equal((await anthropic.messages.create({ model: 'claude-haiku-5-5', max_tokens: 9, messages: asked.messages })).content.length, 1)
  })

  it('cut for real', async () => {
    const client = await openai()
    fakes.openai.willAnswer('Eins zwei')
    fakes.openai.is({ kind: 'cut', afterWords: 1, how: 'reset' })
    const stream = await client.chat.completions.create({ ...asked, stream: true })
    await assert.rejects(async () => {
      for await (const _ of stream);
    })
    fakes.openai.is({ kind: 'hangs_up' })
    await assert.rejects(fetch(`${served.origin}/v1/models`, { headers: { authorization: 'Bearer sk-1' } }), (error: { cause: { code: string } }) => {
      assert.match(error.cause.code, /ECONNRESET|UND_ERR_SOCKET/)
      return true
    })
    fakes.openai.recovers()
    fakes.openai.wire.fails('refused', { times: 1 })
    await assert.rejects(client.models.list())
    assert.ok((await client.models.list()).data.length > 0)
  })

  it('notice that the client has gone', async () => {
    const client = await openai()
    fakes.openai.is({ kind: 'silent' })
    const stop = new AbortController()
    const refused = assert.rejects(client.chat.completions.create(asked, { signal: stop.signal }))
    while (fakes.openai.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
    stop.abort()
    await refused
    while (fakes.openai.calls[0]?.closedByClient === false) await new Promise((resolve) => setTimeout(resolve, 2))
    assert.equal(fakes.openai.calls[0]?.status, undefined)
  })

  it('Google is its own issuer there', async () => {
    served = await serve(fakes.google)
    const config = await oidc.discovery(new URL(served.origin), CLIENT.clientId, CLIENT.clientSecret, undefined, { execute: [oidc.allowInsecureRequests] })
    const [pkceCodeVerifier, expectedState, expectedNonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()]
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: 'http://localhost:3000/callback',
      scope: 'openid email',
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    fakes.google.browserOf({ sub: '7', email: 'uma@example.com' })
    const page = await fetch(url, { redirect: 'manual' })
    const tokens = await oidc.authorizationCodeGrant(config, new URL(page.headers.get('location') ?? ''), { pkceCodeVerifier, expectedState, expectedNonce })
    assert.deepEqual([tokens.claims()?.iss, tokens.claims()?.email], [served.origin, 'uma@example.com'])
    assert.equal((await fetch(`${served.origin}/o/oauth2/v2/auth`)).status, 400)
  })
})

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test } from 'node:test'
import { Misuse } from '../specification/misuse'
import { preflight } from './preflight'
import { operatorsSettings, type Remote, readRemote } from './settings'

const PORT = 44_870
const NOBODY_LISTENS = 'http://127.0.0.1:9'
const remoteAt = (url: string): Remote => ({ url, token: 'a-token', listen: '127.0.0.1', host: '127.0.0.1', port: PORT, capabilities: '' })

/** A platform that gives every request the same answer, whatever that is; or goes to the stand-ins and answers well. */
async function platform<T>(answer: { status: number; body: unknown; asks?: boolean }, task: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(async (request, response) => {
    if (answer.asks && request.method === 'POST') await askFor(request.url ?? '')
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await task(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

async function askFor(path: string): Promise<void> {
  const { OPENAI_BASE_URL, ANTHROPIC_BASE_URL } = operatorsSettings({ host: '127.0.0.1', port: PORT })
  await fetch(path.includes('openai') ? `${OPENAI_BASE_URL}/models` : `${ANTHROPIC_BASE_URL}/v1/models`).then((response) => response.text())
}

const refusal = (sentence: RegExp) => (error: unknown) => error instanceof Misuse && sentence.test(error.message)
const looked = (url: string) => preflight(remoteAt(url), () => {})

describe('What is tried, and how', () => {
  const given = { CONCORD_URL: 'http://127.0.0.1:3000', CONCORD_TOKEN: 'a-token' }

  test('Only the address and the token have to be named', () => {
    assert.deepEqual(readRemote(given), { ...remoteAt(given.CONCORD_URL), port: 4_400 })
  })

  const WRONG: readonly (readonly [env: Record<string, string>, says: RegExp])[] = [
    [{ CONCORD_URL: '' }, /^CONCORD_URL must name the platform/],
    [{ CONCORD_URL: 'platform' }, /^CONCORD_URL must be the address of a platform/],
    [{ CONCORD_URL: 'http://127.0.0.1:3000/api' }, /^CONCORD_URL must be the address of a platform without a path/],
    [{ CONCORD_TOKEN: ' ' }, /^CONCORD_TOKEN must be the token of an administrator/],
    [{ CONCORD_FAKES_PORT: '65532' }, /^CONCORD_FAKES_PORT must be a whole number from 1 to 65531/],
    [{ CONCORD_FAKES_PORT: 'x' }, /^CONCORD_FAKES_PORT/],
  ]
  for (const [env, says] of WRONG) {
    test(`Refused: ${JSON.stringify(env)}`, () => {
      assert.throws(() => readRemote({ ...given, ...env }), refusal(says))
    })
  }

  test('The operator is told where the stand-ins are, by the name that the platform has for this machine', () => {
    const settings = operatorsSettings({ host: 'tester.example.com', port: 5_000 })
    assert.deepEqual([settings.OPENAI_BASE_URL, settings.GOOGLE_ISSUER], ['http://tester.example.com:5000/v1', 'http://tester.example.com:5004'])
  })
})

describe('Before any example', () => {
  test('Refused: nobody is there', async () => {
    await assert.rejects(looked(NOBODY_LISTENS), refusal(/^CONCORD_URL names http:\/\/127\.0\.0\.1:9, where nobody can be reached/))
  })

  test('Refused: the token is', async () => {
    await platform({ status: 401, body: {} }, (url) => assert.rejects(looked(url), refusal(/^CONCORD_TOKEN was refused by the platform/)))
  })

  test('Refused: something else is there', async () => {
    await platform({ status: 404, body: {} }, (url) => assert.rejects(looked(url), refusal(/does not say whose token this is/)))
  })

  test("Refused: the token is not an administrator's", async () => {
    await platform({ status: 200, body: { role: 'supervisor' } }, (url) => assert.rejects(looked(url), refusal(/of the role supervisor/)))
  })

  test('Refused: the platform goes elsewhere than to the stand-ins', async () => {
    await platform({ status: 200, body: { role: 'administrator' } }, (url) =>
      assert.rejects(looked(url), refusal(/did not reach the stand-in of OpenAI at http:\/\/127\.0\.0\.1:44870\/v1 \(its setting OPENAI_BASE_URL\)/)),
    )
  })

  test('Where all is well the operator is told the settings', async () => {
    const said: string[] = []
    await platform({ status: 200, body: { role: 'administrator' }, asks: true }, (url) => preflight(remoteAt(url), (text) => void said.push(text)))
    assert.match(said.join(''), /OPENAI_BASE_URL=http:\/\/127\.0\.0\.1:44870\/v1\n/)
  })
})

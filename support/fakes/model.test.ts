import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { Agent, type Dispatcher, request } from 'undici'
import { createNetwork } from '../network'
import { createScenarioClock, type ScenarioClock } from '../scenario-clock'
import { createFakeAnthropic } from './anthropic'
import type { FakeModelProvider, ModelMood } from './model'
import type { SilentMood } from './mood'
import { createFakeOpenAI } from './openai'

const network = createNetwork()
const START = Date.UTC(2026, 10, 21, 12)
let clock: ScenarioClock
let openai: FakeModelProvider
let anthropic: FakeModelProvider
let dispatcher: Agent

before(() => network.start())
after(() => network.stop())
beforeEach(() => {
  clock = createScenarioClock(START)
  openai = createFakeOpenAI({ clock })
  anthropic = createFakeAnthropic({ clock })
  dispatcher = new Agent()
  network.answerWith([openai, anthropic])
})
afterEach(async () => {
  assert.deepEqual(network.unanswered(), [])
  network.reset()
  await dispatcher.destroy()
})

const MESSAGES = [{ role: 'user' as const, content: 'Say hello' }]
const OPENAI_ASKED = { model: 'gpt-4o', messages: MESSAGES }
const ANTHROPIC_ASKED = { model: 'claude-haiku-5-5', max_tokens: 100, messages: MESSAGES }

interface Provider {
  readonly name: string
  readonly fake: () => FakeModelProvider
  readonly ask: (stream: boolean, signal?: AbortSignal) => Promise<Dispatcher.ResponseData>
  readonly endMark: RegExp
}

const JSON_HEADERS = { 'user-agent': 'test', 'content-type': 'application/json' }
const PROVIDERS: Provider[] = [
  {
    name: 'OpenAI',
    fake: () => openai,
    endMark: /\[DONE\]/,
    ask: (stream, signal) =>
      request('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        headers: { ...JSON_HEADERS, authorization: 'Bearer sk-test-1234' },
        body: JSON.stringify({ ...OPENAI_ASKED, stream }),
        dispatcher,
        ...(signal === undefined ? {} : { signal }),
      }),
  },
  {
    name: 'Anthropic',
    fake: () => anthropic,
    endMark: /message_stop/,
    ask: (stream, signal) =>
      request('https://api.anthropic.com/v1/messages', {
        method: 'POST',
        headers: { ...JSON_HEADERS, 'x-api-key': 'sk-ant-test-1234', 'anthropic-version': '2023-06-01' },
        body: JSON.stringify({ ...ANTHROPIC_ASKED, stream }),
        dispatcher,
        ...(signal === undefined ? {} : { signal }),
      }),
  },
]

for (const { name, fake, ask, endMark } of PROVIDERS) {
  const meet = (mood: ModelMood | SilentMood<ModelMood>) => fake().is(mood)
  const read = async (stream: boolean) => {
    const { statusCode, headers, body } = await ask(stream)
    return { status: statusCode, headers, text: await body.text() }
  }

  describe(`${name} in each mood, as undici sees it`, () => {
    const statuses: [ModelMood, number][] = [
      ...([408, 409, 500, 502, 503, 504, 529] as const).map((status): [ModelMood, number] => [{ kind: 'out_of_service', status }, status]),
      [{ kind: 'out_of_service' }, 503],
      [{ kind: 'refuses_credentials' }, 401],
      [{ kind: 'refuses_credentials', status: 403 }, 403],
      ...([400, 413, 422] as const).map((status): [ModelMood, number] => [{ kind: 'invalid_request', status }, status]),
      [{ kind: 'refuses', status: 418 }, 418],
      [{ kind: 'quota_used_up', status: 402 }, 402],
      [{ kind: 'quota_used_up', status: 429 }, 429],
      [{ kind: 'rate_limited' }, 429],
      [{ kind: 'redirects' }, 302],
    ]
    for (const [mood, status] of statuses) {
      it(`${JSON.stringify(mood)} is ${status}`, async () => {
        meet(mood)
        for (const stream of [false, true]) {
          const answer = await read(stream)
          assert.equal(answer.status, status)
          if (status !== 302) assert.ok(JSON.parse(answer.text).error.message)
        }
      })
    }

    it('says when to come back in every way', async () => {
      const waits: [ModelMood & { kind: 'rate_limited' }, string, string | undefined][] = [
        [{ kind: 'rate_limited', retryAfter: { seconds: 7 } }, 'retry-after', '7'],
        [{ kind: 'rate_limited', retryAfter: { seconds: -7 } }, 'retry-after', '-7'],
        [{ kind: 'rate_limited', retryAfter: { dateInMs: 60_000 } }, 'retry-after', 'Sat, 21 Nov 2026 12:01:00 GMT'],
        [{ kind: 'rate_limited', retryAfter: { ms: 250 } }, 'retry-after-ms', '250'],
        [{ kind: 'rate_limited', retryAfter: { text: 'soon' } }, 'retry-after', 'soon'],
        [{ kind: 'rate_limited', retryAfter: 'none' }, 'retry-after', undefined],
      ]
      for (const [mood, header, value] of waits) {
        meet(mood)
        assert.equal((await read(false)).headers[header], value)
      }
    })

    it('answers in the end after being slow', async () => {
      meet({ kind: 'slow', ms: 35_000 })
      fake().willAnswer('At last')
      assert.match((await clock.whileWaiting(read(false), 'the slow answer')).text, /At last/)
      assert.equal(clock.elapsed(), 35_000)
    })

    it('notices that the client gave up on its silence', async () => {
      meet({ kind: 'silent' })
      const stop = new AbortController()
      clock.deadline(30_000, () => stop.abort(new Error('first byte')))
      await assert.rejects(clock.whileWaiting(ask(false, stop.signal), 'nothing'), /first byte/)
      await clock.advance(0)
      assert.deepEqual([fake().calls[0]?.closedByClient, fake().calls[0]?.status], [true, undefined])
      assert.deepEqual(clock.pending(), [])
    })

    it('is reset when it hangs up', async () => {
      meet({ kind: 'hangs_up' })
      await assert.rejects(ask(true), { code: 'ECONNRESET' })
    })

    it('streams word by word at its pace, and adds up', async () => {
      fake().willAnswer('Eins zwei drei')
      fake().wordsCome({ ms: 400 })
      const answer = await clock.whileWaiting(read(true), 'three words')
      assert.match(answer.headers['content-type'] as string, /^text\/event-stream/)
      assert.match(answer.text, endMark)
      assert.equal(clock.elapsed(), 1_200)
    })

    it('stalls after so many words', async () => {
      fake().willAnswer('Eins zwei drei')
      meet({ kind: 'stalls', afterWords: 2 })
      const stop = new AbortController()
      const { body } = await ask(true, stop.signal)
      let text = ''
      clock.deadline(15_000, () => stop.abort(new Error('silence')))
      const reading = (async () => {
        for await (const piece of body) text += piece
      })()
      await assert.rejects(clock.whileWaiting(reading, 'the rest'), /silence/)
      assert.match(text, / zwei/)
      assert.doesNotMatch(text, / drei/)
      await clock.advance(0)
      assert.equal(fake().calls[0]?.closedByClient, true)
    })

    it('is cut: as a broken connection, or as a clean end without end mark', async () => {
      fake().willAnswer('Eins zwei drei')
      for (const stream of [true, false]) {
        meet({ kind: 'cut', afterWords: 2, how: 'reset' })
        await assert.rejects(read(stream), { code: 'UND_ERR_SOCKET' })
        meet({ kind: 'cut', afterWords: 2, how: 'clean' })
        const { status, text } = await read(stream)
        assert.equal(status, 200)
        assert.doesNotMatch(text, endMark)
        if (stream) assert.match(text, /Eins[\s\S]* zwei(?![\s\S]* drei)/)
        else assert.throws(() => JSON.parse(text))
      }
    })

    it('sends an error in mid-stream', async () => {
      fake().willAnswer('Eins zwei drei')
      meet({ kind: 'error_event', afterWords: 1 })
      const { text } = await read(true)
      assert.match(text, /Eins[\s\S]*"error":\{[\s\S]*"message"/)
      assert.doesNotMatch(text, endMark)
    })

    it('splits characters over pieces', async () => {
      fake().willAnswer('Grüße 🌍 привет')
      meet({ kind: 'split_utf8' })
      for (const stream of [true, false]) {
        const { body } = await ask(stream)
        const pieces: Buffer[] = []
        for await (const piece of body) pieces.push(piece)
        assert.ok(
          pieces.some((piece) => piece.toString().includes('\ufffd')),
          'no character was split',
        )
        assert.match(Buffer.concat(pieces).toString(), /Grüße/)
        assert.match(Buffer.concat(pieces).toString(), /🌍/)
      }
    })

    it('drips', async () => {
      meet({ kind: 'drips', everyMs: 10_000 })
      assert.ok(JSON.parse((await clock.whileWaiting(read(false), 'drops')).text))
      assert.equal(clock.elapsed(), 200_000)
    })

    it('answers unreadably in every way', async () => {
      fake().willAnswer('Eins zwei')
      const expected = {
        broken_json: [/^application\/json/, /Unterminated|JSON/],
        empty: [/^application\/json/, /^$/],
        html: [/^text\/html/, /<html>/],
        wrong_type: [/^text\/plain/, /Eins/],
        error_in_success: [/^application\/json/, /"error"/],
        no_content: [/^application\/json/, /"(choices|content)":\[\]/],
      } as const
      for (const how of Object.keys(expected) as (keyof typeof expected)[]) {
        meet({ kind: 'garbled', how })
        const { status, headers, text } = await read(false)
        assert.equal(status, 200)
        assert.match(String(headers['content-type']), expected[how][0])
        if (how === 'broken_json') assert.throws(() => JSON.parse(text), SyntaxError)
        else assert.match(text, expected[how][1])
        const streamed = await read(true)
        assert.equal(streamed.status, 200)
        assert.equal(/Eins/.test(streamed.text) && endMark.test(streamed.text) && /event-stream/.test(String(streamed.headers['content-type'])), false)
      }
    })

    it('leaves out the usage and the finish reason', async () => {
      fake().willAnswer('Eins', { withoutUsage: true, withoutFinishReason: true })
      for (const stream of [true, false]) {
        const { text } = await read(stream)
        assert.doesNotMatch(text, /"(total|output)_tokens"/)
        assert.doesNotMatch(text, /"(stop_reason|finish_reason)":"/)
      }
    })

    it('meets moods in the order they were asked for, then is itself again', async () => {
      fake().is({ kind: 'out_of_service', status: 500 }, { times: 2 })
      fake().is({ kind: 'rate_limited', retryAfter: { seconds: 1 } }, { times: 1 })
      const seen = []
      for (let time = 0; time < 4; time++) seen.push((await read(false)).status)
      assert.deepEqual(seen, [500, 500, 429, 200])
      assert.equal(fake().contacts(), 4)
    })
  })
}

import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { Agent, request } from 'undici'
import { createNetwork } from '../network'
import { createScenarioClock, type ScenarioClock } from '../scenario-clock'
import { createFakes, type Fakes } from './fakes'

const network = createNetwork()
let clock: ScenarioClock
let fakes: Fakes
let dispatcher: Agent

before(() => network.start())
after(() => network.stop())
beforeEach(() => {
  clock = createScenarioClock(0)
  fakes = createFakes({ clock, google: { clientId: 'id', clientSecret: 'secret' } })
  dispatcher = new Agent()
  network.answerWith(fakes.handlers())
})
afterEach(async () => {
  assert.deepEqual([network.unanswered(), fakes.protocolViolations()], [[], []])
  network.reset()
  clock.dispose()
  await dispatcher.destroy()
})

const JSON_HEADERS = { 'user-agent': 'test', 'content-type': 'application/json' }
const system = (agent: string) => `You are ${agent}. You lend a hand.`

const ASK = {
  openai: (agent: string, message: string, stream: boolean) =>
    request('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { ...JSON_HEADERS, authorization: 'Bearer sk-test-1234' },
      body: JSON.stringify({
        model: 'gpt-4o',
        stream,
        messages: [
          { role: 'system', content: system(agent) },
          { role: 'user', content: message },
        ],
      }),
      dispatcher,
    }),
  anthropic: (agent: string, message: string, stream: boolean) =>
    request('https://api.anthropic.com/v1/messages', {
      method: 'POST',
      headers: { ...JSON_HEADERS, 'x-api-key': 'sk-ant-test-1234', 'anthropic-version': '2023-06-01' },
      body: JSON.stringify({ model: 'claude-haiku-5-5', max_tokens: 100, system: system(agent), stream, messages: [{ role: 'user', content: message }] }),
      dispatcher,
    }),
}

describe('the voices of agents', () => {
  for (const provider of ['openai', 'anthropic'] as const) {
    for (const stream of [false, true]) {
      const ask = async (agent: string, message: string) => {
        const { statusCode, body } = await ASK[provider](agent, message, stream)
        return `${statusCode} ${await body.text()}`
      }
      const way = `${provider}, ${stream ? 'word by word' : 'as a whole'}`

      it(`tell who asks: ${way}`, async () => {
        fakes.voice('Bo').willAnswer('Bo-words')
        fakes.voice('Cy').willAnswer('Cy-words')
        fakes[provider].willAnswer('Anybody')
        const answers = await Promise.all(['Cy', 'Bo', 'Dee'].map((agent) => ask(agent, 'Hello')))
        assert.match(answers[0] ?? '', /^200[\s\S]*Cy-words/)
        assert.match(answers[1] ?? '', /^200[\s\S]*Bo-words/)
        assert.match(answers[2] ?? '', /^200[\s\S]*Anybody/)
        assert.deepEqual(
          ['Bo', 'Cy', 'Dee', 'Eve'].map((agent) => fakes.voice(agent).asked.length),
          [1, 1, 1, 0],
        )
      })

      it(`refuse for one agent only, so often as they shall: ${way}`, async () => {
        fakes.voice('Bo').fails({ times: 1 })
        assert.match(await ask('Bo', 'Hello'), /^400[\s\S]*The model cannot answer this/)
        assert.match(await ask('Cy', 'Hello'), /^200/)
        assert.match(await ask('Bo', 'Hello'), /^200/)
        fakes.voice('Bo').fails()
        for (let time = 0; time < 3; time++) assert.match(await ask('Bo', 'Hello'), /^400/)
      })

      it(`take their time: ${way}`, async () => {
        fakes.voice('Bo').takes(600_000)
        fakes.voice('Cy').takes(300_000, { to: 'slowly' })
        await clock.whileWaiting(Promise.all([ask('Bo', 'Hello'), ask('Cy', 'Hello'), ask('Cy', 'Hello, slowly')]), 'all of them')
        assert.equal(clock.elapsed(), 600_000)
      })
    }
  }

  it('fit the words that come first in the message, else what is told to all', async () => {
    const voice = fakes.voice('Bo')
    voice.willAnswer('General')
    voice.willAnswer('Counted', { to: 'Count' })
    voice.willAnswer('Summed', { to: 'Sum up' })
    const ask = async (message: string) => JSON.parse(await (await ASK.openai('Bo', message, false)).body.text()).choices[0].message.content
    assert.deepEqual([await ask('Sum up what they Count'), await ask('Count what they Sum up'), await ask('Hello')], ['Summed', 'Counted', 'General'])
    voice.willAnswer('Counted anew', { to: 'Count' })
    assert.equal(await ask('Count'), 'Counted anew')
  })

  it('say several things one after the other, and the last ever after', async () => {
    fakes.voice('Bo').willAnswer(['One', 'Two'])
    const ask = async () => JSON.parse(await (await ASK.openai('Bo', 'Go on', false)).body.text()).choices[0].message.content
    assert.deepEqual([await ask(), await ask(), await ask()], ['One', 'Two', 'Two'])
  })

  it('stop when nobody waits any more', async () => {
    fakes.voice('Bo').takes(600_000)
    const gone = new AbortController()
    const asking = request('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { ...JSON_HEADERS, authorization: 'Bearer sk-test-1234' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'system', content: system('Bo') }] }),
      signal: gone.signal,
      dispatcher,
    })
    clock.deadline(1_000, () => gone.abort(new Error('left')))
    await assert.rejects(clock.whileWaiting(asking, 'nothing'), /left/)
    await clock.advance(0)
    assert.deepEqual([fakes.openai.calls[0]?.closedByClient, clock.pending()], [true, []])
  })
})

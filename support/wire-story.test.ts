import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Call } from './fakes/calls'
import { createFakes } from './fakes/fakes'
import { createScenarioClock } from './scenario-clock'
import { createWireRecord, type Passed, PLATFORM } from './wire-record'
import { storyOf } from './wire-story'

const ADA = '01996a00-0000-7000-8000-000000000001'
const telling = {
  summary: (method: string, path: string) => (method === 'POST' && path.endsWith('/execute') ? 'Run an agent, and wait' : undefined),
  names: new Map([[ADA, 'Ada']]),
  isAgent: (name: string) => name === 'Ada',
}

const asked = (what: string, from = 'Uma', to = PLATFORM): Passed => ({ atMs: 0, from, to, kind: 'asked', what })
const answered = (what: string): Passed => ({ atMs: 5, from: PLATFORM, to: 'Uma', kind: 'answered', what })
const heard = (body: unknown) => () =>
  ({ method: 'POST', path: '/', headers: {}, key: undefined, body, at: 0, status: 200, closedByClient: false }) satisfies Call
const told = (...passed: readonly Passed[]) => storyOf(passed, telling).told.map(([, , , kind, words]) => [kind, words])

describe('the story of what went over the wire', () => {
  it('says in words what is done, with whom, and what is said; nothing else of a request', () => {
    assert.deepEqual(told(asked(`POST /api/agents/${ADA}/execute {"message":"Hello","key":"sk-secret"}`)), [['asked', 'run an agent (Ada): “Hello”']])
    assert.deepEqual(told(asked('GET /elsewhere')), [['asked', 'ask for what is not there']])
    assert.deepEqual(told(asked('PUT /api/keys/openai {"key":"sk-secret"}')), [['asked', 'ask for what is not there']])
  })

  it('tells an answer from a refusal, and says why', () => {
    assert.deepEqual(told(answered('200 {"content":"Good morning","token":"ccd_secret"}')), [['answered', 'done: “Good morning”']])
    assert.deepEqual(told(answered('202 {"status":"pending"}')), [['answered', 'under way: “pending”']])
    assert.deepEqual(told(answered('200 {"items":[1,2]}')), [['answered', 'done, 2 found']])
    assert.deepEqual(told(answered('403 {"detail":"Only supervisors may do that"}')), [['refused', 'Only supervisors may do that']])
    assert.deepEqual(told(answered('503 gone')), [['refused', 'refused']])
    assert.deepEqual(told(answered('204 ')), [['answered', 'done']])
  })

  it('has an agent ask the model that is asked for it', () => {
    const body = {
      messages: [
        { role: 'system', content: 'You are Ada. You look after deliveries.' },
        { role: 'user', content: 'Where is it?' },
      ],
    }
    const question = { ...asked('POST /v1/chat/completions', PLATFORM, 'OpenAI'), heard: heard(body) }
    const { lanes, told: all } = storyOf([question], telling)
    assert.deepEqual(lanes, [['Ada', 'agent'], ['OpenAI', 'service']]) // biome-ignore format: two lanes
    assert.deepEqual(all, [[0, 0, 1, 'asked', 'ask the model: “Where is it?”']])
  })

  it('says how a service refuses, and that nothing came back', () => {
    const reply = (what: string, kind: Passed['kind']): Passed => ({ atMs: 0, from: 'OpenAI', to: PLATFORM, kind, what })
    const each = told(reply('401', 'answered'), reply('429', 'answered'), reply('503', 'answered'), reply('400', 'answered'), reply('200', 'answered'))
    assert.deepEqual(
      each.map(([, words]) => words),
      ['rejects our credentials', 'asks us to slow down', 'is unavailable', 'calls it invalid', 'an answer'],
    )
    assert.deepEqual(told(reply('no answer: never_connects', 'lost'), reply('no answer: read ECONNRESET', 'lost')), [
      ['lost', 'does not take the call'],
      ['lost', 'no answer'],
    ])
  })

  it('tells the first 40, and how much more there was; long words are cut', () => {
    const { told: all, more } = storyOf(
      Array.from({ length: 45 }, () => answered(`200 {"content":"${'x'.repeat(500)}"}`)),
      telling,
    )
    assert.deepEqual([all.length, more, all[0]?.[4].length], [40, 5, 70])
  })

  it('is told of what really passed: a question for an agent, and a service that nobody reaches', async () => {
    const clock = createScenarioClock(0)
    const wire = createWireRecord(() => clock.elapsed())
    const fakes = createFakes({ clock, google: { clientId: 'id', clientSecret: 'secret' }, recorded: wire.ofService })
    const [openai, anthropic] = fakes.handlers()
    const body = JSON.stringify({
      model: 'gpt-5',
      messages: [
        { role: 'system', content: 'You are Ada.' },
        { role: 'user', content: 'Hello' },
      ],
    })
    const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-test' }
    await openai?.handle(new Request('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, body }))
    fakes.anthropic.wire.fails('refused')
    anthropic?.wire.connect()
    const { lanes, told: all } = storyOf(wire.passed, telling)
    const names = all.map(([, from, to, kind, words]) => [lanes[from]?.[0], lanes[to]?.[0], kind, words])
    assert.deepEqual(names.slice(0, 1), [['Ada', 'OpenAI', 'asked', 'ask the model: “Hello”']])
    assert.deepEqual(
      names.slice(1).map(([from, to, kind]) => [from, to, kind]),
      [
        ['OpenAI', 'Ada', 'answered'],
        [PLATFORM, 'Anthropic', 'asked'],
        ['Anthropic', PLATFORM, 'lost'],
      ],
    )
    clock.dispose()
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isAskedFor, isOfThePlatform, mayRead, TOPIC, TOPIC_PATTERN } from './topic'

describe('topics that are asked for', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['alerts', 'alerts', true],
    ['alerts', 'alert', false],
    ['agent:*', 'agent:1', true],
    ['agent:*', 'agent:', false],
    ['agent:*', 'agent', false],
    ['agent:*', 'agent:1:private', false],
    ['agent:*', 'agents:1', false],
    ['a:b:*', 'a:b:c', true],
    ['a:b:*', 'a:c:c', false],
  ]
  for (const [pattern, topic, expected] of cases) {
    it(`${pattern} ${expected ? 'takes' : 'leaves out'} ${topic}`, () => assert.equal(isAskedFor(topic, [pattern]), expected))
  }
  it('are written in one way', () => {
    for (const topic of ['a', 'order.paid', 'category:news-1', 'a:b:c_d']) assert.match(topic, new RegExp(TOPIC))
    for (const topic of ['', 'a b', 'a/b', 'ä', 'a*', '*']) assert.doesNotMatch(topic, new RegExp(TOPIC))
    for (const pattern of ['agent:*', 'a:b:*', 'a.b:*', 'plain']) assert.match(pattern, new RegExp(TOPIC_PATTERN))
    for (const pattern of ['*', 'a*', 'a:*:b', 'a.*', '*:a', 'a:**', ':*']) assert.doesNotMatch(pattern, new RegExp(TOPIC_PATTERN))
  })
})

describe('the right to read a topic', () => {
  const user = { id: 'uma', role: 'user' } as const
  const agent = { id: 'ada', role: 'agent' } as const
  const supervisor = { id: 'sam', role: 'supervisor' } as const
  it('is everybody’s for what is told to all', () => {
    for (const topic of ['global', 'category:news', 'state:plan', 'category:*'])
      for (const reader of [user, agent, supervisor]) assert.ok(mayRead(topic, reader))
  })
  it('is that of supervisors for what is told to them', () => {
    for (const topic of ['alerts', 'alerts:x', 'coordination:1', 'coordination:*', 'coordination:1:*', 'agent:sol', 'agent:*'])
      assert.deepEqual(
        [user, agent, supervisor].map((reader) => mayRead(topic, reader)),
        [false, false, true],
        topic,
      )
  })
  it('is that of an agent for its own topic', () => {
    for (const topic of ['agent:ada', 'agent:ada:*'])
      assert.deepEqual(
        [user, agent, supervisor].map((reader) => mayRead(topic, reader)),
        [false, true, true],
        topic,
      )
    assert.equal(mayRead('agent:uma', user), false)
  })
  it('is not the right to tell: that is the platform’s alone for some', () => {
    for (const topic of ['alerts', 'coordination:1', 'state:plan']) assert.ok(isOfThePlatform(topic))
    for (const topic of ['global', 'agent:ada', 'statement']) assert.ok(!isOfThePlatform(topic))
  })
})

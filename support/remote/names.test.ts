import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createNames } from './names'

const names = createNames('zq00001')

describe('Names of one example', () => {
  test('What a path names is marked, and nothing else of it', () => {
    assert.equal(names.path('/api/queues/invoices/tasks?status=dead'), '/api/queues/zq00001-invoices/tasks?status=dead')
    assert.equal(names.path('/api/agents/ada/inbox'), '/api/agents/ada/inbox')
    assert.equal(names.path('/api/resources/%E3%83%97'), '/api/resources/zq00001-%E3%83%97')
    assert.equal(names.path('/api/events/stream?topics=news,alerts'), '/api/events/stream?topics=zq00001-news%2Calerts')
  })

  test("The platform's own topics stay, and the scope of a state is marked", () => {
    const body = { topics: ['news', 'agent:*', 'state:kitchen', '*'], topic: 'alerts', data: { text: 'news' } }
    assert.deepEqual(names.body(body), {
      ...{ topics: ['zq00001-news', 'agent:*', 'state:zq00001-kitchen', '*'], topic: 'alerts', data: { text: 'news' } },
    })
  })

  test('Names about how long a name may be keep their length', () => {
    assert.equal(names.path(`/api/queues/${'q'.repeat(100)}/tasks`), `/api/queues/zq00001_${'q'.repeat(92)}/tasks`)
    assert.equal([...names.path(`/api/queues/${'🖨'.repeat(100)}`).matchAll(/%F0%9F%96%A8/g)].length, 92)
    assert.equal(names.back(`It is zq00001_${'q'.repeat(92)}.`), `It is ${'q'.repeat(100)}.`)
  })

  test('What is marked already is not marked again', () => {
    assert.equal(names.path(names.path('/api/barriers/harvest/arrive')), '/api/barriers/zq00001-harvest/arrive')
  })

  test('What comes back reads as if nothing had been marked', () => {
    const text = JSON.stringify(names.body({ topic: 'news', resource_id: 'van', email: 'uma@example.com' }))
    assert.ok(text.includes('zq00001-news') && text.includes('uma@zq00001.example.com'))
    assert.equal(names.back(text), '{"topic":"news","resource_id":"van","email":"uma@example.com"}')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createConformance } from './conformance'
import type { Reply } from './reply'

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const exactly = (properties: Record<string, object>) => ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false })

const { check, summary } = createConformance({
  paths: {
    '/api/people/{id}': {
      get: { summary: 'Show a person', responses: { '200': json(exactly({ name: { type: 'string' } })), '4XX': json(exactly({ code: { type: 'string' } })) } },
    },
    '/api/people': { get: { responses: { '200': json(exactly({ items: { type: 'array' } })) } } },
    '/api/people/everybody': { post: { responses: { '200': json({ type: 'object' }) } } },
  },
})

const reply = (status: number, body: unknown, path = '/api/people/7?full=1'): Reply => {
  const text = JSON.stringify(body)
  return { method: 'GET', path, status, headers: { 'content-type': 'application/json; charset=utf-8' }, text, json: () => JSON.parse(text) }
}

describe('an answer held against the description', () => {
  it('passes as described', () => check(reply(200, { name: 'Uma' })))
  it('passes as a described kind of failure', () => check(reply(404, { code: 'not_found' })))
  it('fails with a status that the description does not know', () =>
    assert.throws(() => check(reply(500, {})), /answered 500, which its description does not know/))
  it('fails without a field', () => assert.throws(() => check(reply(200, {})), /not as described.*name/))
  it('fails with a field too many', () => assert.throws(() => check(reply(200, { name: 'Uma', hash: 'x' })), /not as described.*additional properties/))
  it('fails with a field of another kind', () => assert.throws(() => check(reply(404, { code: 404 })), /not as described.*string/))
  it('fails with more on a page than was asked for', () => {
    check(reply(200, { items: [{}, {}, { gap: {} }] }, '/api/people?limit=2'))
    assert.throws(() => check(reply(200, { items: [{}, {}, {}] }, '/api/people?limit=2')), /answered 3 where 2 were asked for at most/)
  })
  it('has a few words for what is done at an address', () => {
    assert.equal(summary('GET', '/api/people/01996a00-0000-7000-8000-000000000001?full=1'), 'Show a person')
    assert.equal(summary('GET', '/api/people/01996a00-0000-7000-8000-000000000002'), 'Show a person')
    assert.equal(summary('POST', '/api/people/7'), undefined)
    assert.equal(summary('GET', '/nowhere'), undefined)
  })
  it('is held against the address that takes its method, of several that fit', () => {
    assert.throws(() => check({ ...reply(500, {}, '/api/people/everybody'), method: 'POST' }), /POST \/api\/people\/everybody answered 500/)
  })
  it('is left alone where nothing is described', () => check(reply(404, {}, '/nowhere')))
})

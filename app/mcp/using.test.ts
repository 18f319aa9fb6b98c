import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Tool as McpTool } from '@modelcontextprotocol/sdk/types.js'
import type { ApiDescription } from './api-description'
import { type Declared, type Tool, toolsOf } from './tool'
import { requestOf, resultOf } from './using'

const text = { type: 'string' }
const answer = { content: { 'application/json': { schema: { type: 'object', properties: { id: text } } } } }
const DESCRIPTION: ApiDescription = {
  paths: {
    '/things/{id}/acks': {
      post: {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: text },
          { name: 'dry', in: 'query', schema: { type: 'boolean' } },
          { name: 'x-trace', in: 'header', schema: text },
        ],
        requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { id: text, list: { type: 'array' } }, required: ['id'] } } } },
        responses: { 200: answer, 204: {}, '4XX': {} },
      },
    },
  },
}
const ACK: Declared = {
  ...{ name: 'ack', title: 'Ack', description: 'Says so', operation: 'POST /things/{id}/acks', effect: 'adds' },
  renamed: { 'path id': 'thing', 'body id': 'event' },
  answer: 'thing',
}
const [ack] = toolsOf(DESCRIPTION, [ACK]) as readonly [Tool]
const wrongField = (given: Record<string, unknown>) => {
  const asked = requestOf(ack, given)
  return 'code' in asked ? [asked.code, asked.field] : asked
}

describe('a tool', () => {
  it('takes what its operation takes, under its own names', () => {
    const { properties, required }: McpTool['inputSchema'] = ack.shown.inputSchema
    assert.deepEqual(
      [Object.keys(properties ?? {}), required],
      [
        ['thing', 'dry', 'event', 'list'],
        ['thing', 'event'],
      ],
    )
  })
  it('cannot be made of what is not offered', () => {
    assert.throws(() => toolsOf(DESCRIPTION, [{ ...ACK, operation: 'GET /things' }]), /does not offer GET \/things/)
  })
})

describe('a call of a tool', () => {
  it('is a request with everything in its place', () => {
    assert.deepEqual(requestOf(ack, { thing: 'a/b?', dry: true, event: 'e', list: [1] }), {
      ...{ method: 'POST', path: '/things/a%2Fb%3F/acks?dry=true', body: { id: 'e', list: [1] } },
    })
  })
  for (const thing of [undefined, '', '.', '..', 7])
    it(`is none for the thing ${JSON.stringify(thing)}`, () => assert.deepEqual(wrongField({ thing }), ['invalid_input', 'thing']))
  it('is none with an argument that the tool does not know, not even one of every object', () => {
    assert.deepEqual(wrongField({ thing: 'a', id: 'e' }), ['invalid_input', 'id'])
    assert.deepEqual(wrongField({ thing: 'a', constructor: 'e' }), ['invalid_input', 'constructor'])
  })
})

describe('what a tool answers', () => {
  it('is the answer, as text and as it is', () => {
    const { content, structuredContent } = resultOf(ack, { status: 200, text: '{"id":"a"}' })
    assert.deepEqual([content, structuredContent], [[{ type: 'text', text: '{"thing":{"id":"a"}}' }], { thing: { id: 'a' } }])
  })
  it('says in how many seconds to come back', () => {
    const { content } = resultOf(ack, { status: 503, text: '{"code":"breaker_open"}', retryAfter: '7' })
    assert.deepEqual(content, [{ type: 'text', text: '{"code":"breaker_open","retry_after":7}' }])
  })
  it('is null where there is none', () => {
    assert.deepEqual(resultOf(ack, { status: 204, text: '' }).structuredContent, { thing: null })
  })
  it('names the argument that is wrong, the body before the path', () => {
    const { isError, content } = resultOf(ack, { status: 400, text: '{"code":"invalid_input","field":"id[1]"}' })
    assert.deepEqual([isError, content], [true, [{ type: 'text', text: '{"code":"invalid_input","field":"event[1]"}' }]])
  })
})

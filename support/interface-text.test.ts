import { test } from 'node:test'
import { expect } from 'chai'
import { type Description, interfaceText, linesMissing, withoutWords } from './interface-text'

const described = (name: object): Description => ({
  components: {
    securitySchemes: { token: { type: 'http' } },
    schemas: { Problem: { properties: { code: { type: 'string' } as object }, required: ['code'] } },
  },
  paths: {
    '/people': {
      get: {
        summary: 'List people',
        security: [{ token: [] }, { session: [] }],
        parameters: [{ in: 'query', name: 'limit', schema: { type: 'integer' } as object }],
        responses: { 200: { content: { 'application/json': { schema: { items: { properties: { name }, required: ['name'] } } } } }, 304: {} },
      },
    },
    '/healthz': { get: { responses: { 200: { content: { 'text/plain': { schema: { anyOf: [{ const: 'ok' } as object] } } } } } } },
  },
})
const text = interfaceText(described({ type: 'string', maxLength: 200 }))

test('Every address is followed by all that a program could depend on, a line each', () => {
  expect(text).to.equal(`access
  token {"type":"http"}
Problem
  .code! {"type":"string"}
GET /people
  is for "List people"
  lets in token or session
  takes query limit {"type":"integer"}
  answers 200 application/json
  answers 200 application/json[]
  answers 200 application/json[].name! {"type":"string","maxLength":200}
  answers 304
GET /healthz
  lets in everybody
  answers 200 text/plain
  answers 200 text/plain|1 {"const":"ok"}
`)
})

test('What differs is told with the address that it stands under', () => {
  const changed = interfaceText(described({ type: 'string', maxLength: 100 }))
  expect(linesMissing(text, changed)).to.deep.equal(['GET /people: answers 200 application/json[].name! {"type":"string","maxLength":200}'])
  expect(linesMissing(changed, text)).to.deep.equal(['GET /people: answers 200 application/json[].name! {"type":"string","maxLength":100}'])
  expect(linesMissing(text, text)).to.deep.equal([])
})

test('What is only said to people can be left out', () => {
  const said = interfaceText(described({ type: 'string', description: 'Its "name", {or} so', maxLength: 200 }))
  expect(linesMissing(withoutWords(said), withoutWords(text))).to.deep.equal([])
  expect(withoutWords(text)).not.to.include('List people')
  const onlyWords = interfaceText(described({ description: 'A name' }))
  expect(withoutWords(onlyWords)).to.include('[].name!\n')
})

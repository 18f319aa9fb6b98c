import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { InvalidInput } from './errors'
import { parseJson } from './json'

const refusedField = (text: string): string | undefined => {
  try {
    parseJson(text)
  } catch (error) {
    assert.ok(error instanceof InvalidInput)
    return error.details.field
  }
  return undefined
}

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('reading JSON from outside', () => {
  const refused: Readonly<Record<string, readonly [text: string, field: string]>> = {
    'broken syntax': ['{"a":', 'body'],
    'an empty text': ['', 'body'],
    'a member given twice': ['{"a":{"b":1,"b":2}}', 'a.b'],
    'a member given twice, once escaped': ['{"ab":1,"\\u0061b":2}', 'ab'],
    'a member given twice, beside colons in texts': ['{"a:":":","b":"::","b":1}', 'b'],
    'a member given twice, an escaped colon making up for it': ['{"b":1,"b":"\\u003a"}', 'b'],
    __proto__: ['{"a":{"__proto__":{}}}', 'a.__proto__'],
    'an integer beyond 2^53': ['{"a":[1,9007199254740993]}', 'a[1]'],
    'a number beyond all': ['{"a":1e999}', 'a'],
    'an integer beyond 2^53 in a member': ['{"a":{"b":-9007199254740993}}', 'a.b'],
    'NUL in a text': ['{"a":"x\\u0000"}', 'a'],
    'NUL in a name': ['{"a\\u0000":1}', 'a\0'],
    'half a character': ['{"a":"\\ud800"}', 'a'],
    '101 levels': [nested(101), '[0][0][0]'],
  }
  for (const [what, [text, field]] of Object.entries(refused)) {
    it(`refuses ${what}, naming the place`, () => assert.equal(refusedField(text), field))
  }

  it('takes 100 levels', () => assert.equal(refusedField(nested(100)), undefined))
  it('takes the largest exact integer', () => assert.equal(parseJson('9007199254740991'), 9007199254740991))
  it('takes the same member in two objects', () => assert.deepEqual(parseJson('[{"a":1},{"a":2}]'), [{ a: 1 }, { a: 2 }]))
  it('takes colons in names and texts', () => assert.deepEqual(parseJson('{"a:b": ["::", {":": ": \\""}]}'), { 'a:b': ['::', { ':': ': "' }] }))
  it('takes text in any script unchanged', () => assert.equal(parseJson('"שלום \\u200b 👩‍🚀 \' OR 1=1"'), "שלום \u200b 👩‍🚀 ' OR 1=1"))
})

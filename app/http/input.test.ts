import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TSchema } from 'typebox'
import { Type } from 'typebox'
import { TOPIC } from '../events/topic'
import { inputCompiler } from './input'
import { Exactly, ONE_LINE, OneOf, PlainName } from './schemas'

/** What is said of a body that does not fit. */
function told(schema: TSchema, value: unknown): string | undefined {
  const result = inputCompiler()({ schema, method: 'POST', url: '/', httpPart: 'body' })(value) as { readonly error?: Error }
  return result.error?.message
}

describe('input that does not fit is told in words, with its place', () => {
  const Text = Type.String({ minLength: 1, pattern: '\\S' })
  const Body = Exactly({ pattern: Type.Literal('delegate'), task: Text, words: Type.Optional(Type.Array(Text)), way: Type.Optional(OneOf(['a', 'b'])) })
  const good = { pattern: 'delegate', task: 'Pack' }
  const cases: Readonly<Record<string, readonly [body: unknown, said: string | undefined]>> = {
    'what fits': [good, undefined],
    'another word than the only one': [{ ...good, pattern: 'other' }, 'pattern must be "delegate"'],
    blanks: [{ ...good, task: ' \n' }, 'task must not be blank'],
    'blanks in a list': [{ ...good, words: ['a', ' '] }, 'words[1] must not be blank'],
    'none of the words': [{ ...good, way: 'c' }, 'way must be one of a, b'],
    'a field that is missing': [{ pattern: 'delegate' }, 'task is missing'],
    'a field too many': [{ ...good, urgency: 1 }, 'urgency is not a field of this request'],
  }
  const Limits = Exactly({
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
    text: Type.Optional(Type.String({ minLength: 2, maxLength: 3 })),
    list: Type.Optional(Type.Array(Text, { minItems: 1, maxItems: 2 })),
    topic: Type.Optional(Type.String({ pattern: TOPIC })),
    name: Type.Optional(PlainName),
    line: Type.Optional(Type.String({ pattern: ONE_LINE })),
  })
  const limits: Readonly<Record<string, readonly [body: unknown, said: string]>> = {
    'too small a number': [{ count: 0 }, 'count must be at least 1'],
    'too large a number': [{ count: 10 }, 'count must be at most 9'],
    'a number that is not whole': [{ count: 1.5 }, 'count must be a whole number'],
    'too short a text': [{ text: 'a' }, 'text must have at least 2 characters'],
    'too long a text': [{ text: 'abcd' }, 'text must have at most 3 characters'],
    'an empty text': [{ list: [''] }, 'list[0] must not be empty'],
    'an empty list': [{ list: [] }, 'list must not be empty'],
    'too long a list': [{ list: ['a', 'b', 'c'] }, 'list must have at most 2 entries'],
    'no list': [{ list: 'a' }, 'list must be a list'],
    'no text': [{ text: 5 }, 'text must be a text'],
    'no name': [{ name: 'a b' }, 'name must be 1 to 100 of letters from a to z or A to Z, digits, "_", "-", "." and ":"'],
    'two lines': [{ line: 'a\nb' }, 'line must be one line without control characters'],
    'no topic': [{ topic: 'the news' }, 'topic must be of letters from a to z, digits, "_", "-", "." and ":"'],
  }
  for (const [what, [body, said]] of Object.entries(limits)) it(what, () => assert.equal(told(Limits, body), said))
  for (const [what, [body, said]] of Object.entries(cases)) it(what, () => assert.equal(told(Body, body), said))

  it('another pattern is told as it is', () =>
    assert.match(told(Exactly({ key: Type.String({ pattern: '^a$' }) }), { key: 'b' }) ?? '', /^key must match pattern/))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TSchema } from 'typebox'
import { Type } from 'typebox'
import { inputCompiler } from './input'
import { Exactly, OneOf } from './schemas'

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
  for (const [what, [body, said]] of Object.entries(cases)) it(what, () => assert.equal(told(Body, body), said))

  it('another pattern is told as it is', () =>
    assert.match(told(Exactly({ key: Type.String({ pattern: '^a$' }) }), { key: 'b' }) ?? '', /^key must match pattern/))
})

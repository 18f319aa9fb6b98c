import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setbacksAfter } from './agent'

describe('the setbacks of an agent', () => {
  const before = { maturity: 'supervised', status: 'active', instructions: 'Be kind', model: null, setbacks: 3 }
  const cases: readonly (readonly [string, Partial<typeof before>, Partial<typeof before>, number])[] = [
    ['a pause is one', {}, { status: 'paused' }, 4],
    ['a retirement is one', {}, { status: 'retired' }, 4],
    ['a lower level is one', {}, { maturity: 'intern' }, 4],
    ['a lower level while it is paused is one', { status: 'paused' }, { status: 'paused', maturity: 'intern' }, 4],
    ['a higher level is none', {}, { maturity: 'autonomous' }, 3],
    ['a resumption is none', { status: 'paused' }, { status: 'active' }, 3],
    ['a retirement after a pause is none of its own', { status: 'paused' }, { status: 'retired' }, 3],
    ['other instructions are one', {}, { instructions: 'Be quick' }, 4],
    ['any other change is none', {}, {}, 3],
  ]
  for (const [name, had, has, expected] of cases) it(name, () => assert.equal(setbacksAfter({ ...before, ...had }, { ...before, ...has }), expected))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createSeal } from './seal'

const seal = createSeal(new Uint8Array(32).fill(1))

describe('sealing', () => {
  it('gives back what was sealed, to its owner', () => assert.equal(seal.open(seal.close('sk-secret', 'uma'), 'uma'), 'sk-secret'))
  it('seals the same text differently each time', () => assert.notEqual(seal.close('sk-secret', 'uma'), seal.close('sk-secret', 'uma')))
  it('does not open for another owner', () => assert.throws(() => seal.open(seal.close('sk-secret', 'uma'), 'mallory')))
  it('does not open under another key', () => assert.throws(() => createSeal(new Uint8Array(32)).open(seal.close('sk-secret', 'uma'), 'uma')))
  it('does not open if one character was changed', () => {
    const [version, nonce, body = '', tag] = seal.close('sk-secret', 'uma').split('.')
    const changed = (body.startsWith('A') ? 'B' : 'A') + body.slice(1)
    assert.throws(() => seal.open([version, nonce, changed, tag].join('.'), 'uma'))
  })
  it('does not take a shortened tag', () => {
    const parts = seal.close('sk-secret', 'uma').split('.')
    assert.throws(() => seal.open([...parts.slice(0, 3), parts[3]?.slice(0, 6)].join('.'), 'uma'))
  })
  it('needs a key of 32 bytes', () => assert.throws(() => createSeal(new Uint8Array(16)), RangeError))
})

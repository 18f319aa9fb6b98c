import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { unsupportedNode } from './node-version'

describe('the version of Node', () => {
  for (const version of ['22.19.0', '22.20.1', '24.0.0']) it(`may be ${version}`, () => assert.equal(unsupportedNode(version), undefined))
  for (const version of ['22.18.9', '20.20.2', '9.0.0'])
    it(`may not be ${version}`, () =>
      assert.match(unsupportedNode(version) ?? '', new RegExp(`^Concord needs Node 22\\.19 or newer, this is Node ${version};`)))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scrub } from './scrub'

const KEY = 'concord-key-4711-abcdefgh'

test('The key is taken out, whole, shortened or masked', () => {
  assert.equal(scrub(`Wrong key ${KEY}!`, KEY), 'Wrong key [hidden]!')
  assert.equal(scrub(`Wrong key ${KEY.slice(0, 8)}`, KEY), 'Wrong key [hidden]')
  assert.equal(scrub('Incorrect API key provided: sk-pro***wxyz.', KEY), 'Incorrect API key provided: [hidden]')
  assert.equal(scrub('Key ab****yz is not valid', KEY), 'Key [hidden] is not valid')
})

test('What looks like a key of any provider is taken out', () => {
  assert.equal(scrub('sk-ant-api03-AAAA-BBBB was revoked; Bearer abc.def', ''), '[hidden] was revoked; [hidden]')
})

test('Ordinary words stay', () => {
  assert.equal(scrub('The model does not exist', KEY), 'The model does not exist')
})

test('Control characters become spaces', () => {
  assert.equal(scrub('one\r\ntwo\u0000', KEY), 'one two')
})

test('A long text is cut at 300 characters, and a key across the cut stays hidden', () => {
  assert.equal(scrub('x'.repeat(1_000), KEY), `${'x'.repeat(300)}…`)
  assert.ok(!scrub(`${'x '.repeat(145)}${KEY}${'y'.repeat(50)}`, KEY).includes('concord-'))
})

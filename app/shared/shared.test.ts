import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contentHash } from './canonical-json'
import { clampWait, LONGEST_WAIT, systemClock } from './clock'
import { createIds } from './ids'
import { withoutSecrets } from './logger'
import { unsupportedNode } from './node-version'
import { seededRandom } from './random'
import { continueTrace } from './trace'

describe('ids', () => {
  const times = [5_000, 5_000, 4_000, 6_000]
  const newId = createIds({ clock: { ...systemClock, now: () => times.shift() ?? 0 }, random: seededRandom(1) })
  it('sort as they were made, also within a millisecond and when the clock goes back', () => {
    const made = [newId(), newId(), newId(), newId()]
    assert.deepEqual([...made].sort(), made)
  })
})

describe('traces', () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
  it('go on under the id that the caller brought', () => assert.equal(continueTrace(`00-${trace}-00f067aa0ba902b7-01`).traceId, trace))
  it('are passed on with a span of their own', () =>
    assert.match(continueTrace(`00-${trace}-00f067aa0ba902b7-00`).traceparent, new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-00$`)))
  for (const bad of [
    undefined,
    '',
    `ff-${trace}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    'nonsense',
  ]) {
    it(`begin anew after ${JSON.stringify(bad)}`, () => assert.match(continueTrace(bad).traceparent, /^00-(?!4bf92f35)[0-9a-f]{32}-[0-9a-f]{16}-01$/))
  }
})

describe('waits', () => {
  it('are never negative, never beyond what a timer keeps', () => assert.deepEqual([-1, Number.NaN, 5, 2 ** 40].map(clampWait), [0, 0, 5, LONGEST_WAIT]))
})

describe('chance', () => {
  it('repeats itself from the same seed', () => assert.deepEqual(seededRandom(7).bytes(8), seededRandom(7).bytes(8)))
  it('differs from another seed', () => assert.notDeepEqual(seededRandom(7).bytes(8), seededRandom(8).bytes(8)))
})

describe('hashes of content', () => {
  it('do not depend on the order of members', () => assert.equal(contentHash({ a: 1, b: [2] }), contentHash({ b: [2], a: 1 })))
  it('depend on everything else', () => assert.notEqual(contentHash({ a: 1 }), contentHash({ a: 2 })))
})

describe('text for people', () => {
  for (const secret of ['sk-ant-api03-abcdef', 'xoxb-123-abc', 'ghp_abcdef', 'github_pat_11ABC', 'ccd_abcdefgh', 'Bearer abc.def']) {
    it(`loses ${secret}`, () => assert.equal(withoutSecrets(`before ${secret} after`), 'before [hidden] after'))
  }
  it('keeps ordinary words', () => assert.equal(withoutSecrets('a task for the desk'), 'a task for the desk'))
})

describe('Node', () => {
  it('22.19 will do', () => assert.equal(unsupportedNode('22.19.0'), undefined))
  it('24 will do', () => assert.equal(unsupportedNode('24.21.0'), undefined))
  it('22.18 is too old, and the sentence says so', () => assert.match(unsupportedNode('22.18.9') ?? '', /needs Node 22\.19 or newer, this is Node 22\.18\.9/))
  it('20 is too old', () => assert.match(unsupportedNode('20.20.2') ?? '', /this is Node 20/))
})

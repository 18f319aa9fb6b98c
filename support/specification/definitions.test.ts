import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Definition, lengthOf } from './definitions'
import { createMatching, neededWord } from './matching'
import { closedWords, piecesOf } from './phrasebook'

const expression = (source: string) => ({ pattern: 'expression', source }) as const
const regular = (source: string) => ({ pattern: 'regular expression', source }) as const

test('a word that every fitting text has is found, and none where there is none', () => {
  assert.equal(neededWord(expression('{person} asks {string}, allowing failover')), 'allowing')
  assert.equal(neededWord(expression('{duration} pass/passes')), '')
  assert.equal(neededWord(expression('it takes/has\\ taken one')), 'one')
  assert.equal(neededWord(expression('{int} task(s) of {agent}')), 'of')
  assert.equal(neededWord(regular('^(Uma|Sam) hands (\\w+)\'s work on(?: to ("[^"]+"))?$')), 'hands')
  assert.equal(neededWord(regular('^one thing$|^another$')), '')
  assert.equal(neededWord(regular('^it stands(?: still)?$')), 'it')
})

test('a text is matched with every definition that fits, wherever its word stands', () => {
  const defined = (source: string, regexp: RegExp): Definition => ({
    ...{ ...regular(source), keyword: 'Then', uri: 'steps.ts', line: 1, length: 1, parametersOf: () => [] },
    fits: (text) => regexp.test(text),
  })
  const definitions = ['^it stands(?: still)?$', '^it (\\w+)$', '^it \\w+ still$|^nothing$', '^she stands$'].map((source) =>
    defined(source, new RegExp(source)),
  )
  const matching = createMatching(definitions)
  const found = (text: string) =>
    matching(text)
      .map(({ source }) => definitions.findIndex((one) => one.source === source))
      .sort()
  assert.deepEqual([found('it stands'), found('it stands still'), found('she stands'), found('nothing')], [[0, 1], [0, 2], [3], [2]])
})

test('the lines of a body are counted within its braces, however its head is written', () => {
  const lines = [
    "Then('a', () => {",
    '  one()',
    '})',
    "Then('b', () => two())",
    'Then(',
    "  'c',",
    '  async function () {',
    '    one()',
    '    two()',
    '  },',
    ')',
  ]
  assert.deepEqual([lengthOf(lines, 1), lengthOf(lines, 4), lengthOf(lines, 5)], [1, 1, 2])
})

test('a phrase is taken apart into what is fixed and what varies', () => {
  assert.deepEqual(
    piecesOf(regular('^it says "([^"]*)" (once|twice) in (\\d+) days$')).map(({ text }) => text),
    ['it says ', '{string}', ' ', '(once|twice)', ' in ', '{int}', ' days'],
  )
  assert.deepEqual(
    piecesOf(expression('{person} waits')).map(({ varies }) => varies),
    [true, false],
  )
})

test('the words of a list are told, and those of a rule are not', () => {
  assert.deepEqual(closedWords('as a whole|word by word'), ['as a whole', 'word by word'])
  assert.deepEqual(closedWords('\\d+ times|never'), [])
})

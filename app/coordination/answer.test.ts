import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import fc from 'fast-check'
import { folded, listIn, objectIn } from './answer'
import { lastJson, type Opening } from './last-json'

const value = (answer: string): unknown => {
  const object = objectIn(answer)
  return object.kind === 'found' ? object.value : object.kind
}

describe('the last JSON object in an answer', () => {
  const cases: Readonly<Record<string, readonly [answer: string, expected: unknown]>> = {
    'stands alone': ['{"vote":"yes"}', { vote: 'yes' }],
    'stands in prose': ['I vote {"vote": "yes"}, all in all.', { vote: 'yes' }],
    'stands in a code fence': ['Here:\n```json\n{\n  "vote": "yes"\n}\n```\nThat is all.', { vote: 'yes' }],
    'is the later of two': ['{"vote":"no"} On second thoughts {"vote":"yes"}', { vote: 'yes' }],
    'is the outer of two': ['{"vote":"yes","why":{"vote":"no"}}', { vote: 'yes', why: { vote: 'no' } }],
    'is one in a list': ['[{"vote":"no"},{"vote":"yes"}]', { vote: 'yes' }],
    'is none in the text of another': ['{"vote":"yes","why":"{} {\\"vote\\":\\"no\\"}"}', { vote: 'yes', why: '{} {"vote":"no"}' }],
    'is none in the text of a list': ['{"vote":"yes"} ["{}"]', { vote: 'yes' }],
    'has braces in its texts': ['{"vote":"}{"}', { vote: '}{' }],
    'has quotation marks and backslashes in its texts': ['{"vote":"\\"\\\\"}', { vote: '"\\' }],
    'has escaped letters': ['{"vote":"\\u00e4"}', { vote: 'ä' }],
    'follows a stray brace': ['In {braces: {"vote":"yes"}', { vote: 'yes' }],
    'follows a broken one': ['{"vote":no} {"vote":"yes"}', { vote: 'yes' }],
    'follows one whose text is not closed': ['{"vote: {"vote":"yes"}', { vote: 'yes' }],
    'follows one in the manner of a program': ['{vote: \'no\'} {"vote":"yes"}', { vote: 'yes' }],
    'precedes a broken one': ['{"vote":"yes"} {"vote":no}', { vote: 'yes' }],
    'precedes a stray brace': ['{"vote":"yes"} as {vote}', { vote: 'yes' }],
    'stands in a list that is not closed': ['[1, {"vote":"yes"}', { vote: 'yes' }],
    'holds all kinds of values': ['{"a":[1,-2.5e+3,true,false,null,"",[],{}]}', { a: [1, -2500, true, false, null, '', [], {}] }],
    'is empty': ['{}', {}],
    'has spaces of all kinds': ['{ \t\r\n"a" : \n[ 1 , 2 ] }', { a: [1, 2] }],
    'is a member of what calls itself a prototype': ['{"constructor":{"vote":"yes"}}', { constructor: { vote: 'yes' } }],
  }
  for (const [what, [answer, expected]] of Object.entries(cases)) it(what, () => assert.deepEqual(value(answer), expected))

  const none = [
    '',
    'yes',
    '[1, 2]',
    '{',
    '{"vote": "yes"',
    '{"vote":}',
    "{'vote':'yes'}",
    '{"vote":"yes",}',
    '{"vote" "yes"}',
    '{"vote":01}',
    '{"vote":"a\nb"}',
    '{"vote":"\\x"}',
    '}{',
  ]
  for (const answer of none) it(`is not in ${JSON.stringify(answer)}`, () => assert.equal(value(answer), 'none'))

  const unreadable: Readonly<Record<string, string>> = {
    'a member that is given twice': '{"vote":"no","vote":"yes"}',
    'a member given twice within': '{"vote":"yes","why":{"a":1,"a":2}}',
    'a prototype': '{"__proto__":{"vote":"yes"}}',
    'a number that loses digits': '{"vote":9007199254740993}',
    'a number beyond all': '{"vote":1e999}',
    NUL: '{"vote":"\\u0000"}',
    'half a character': '{"vote":"\\ud800"}',
    'more than 100 levels': `{"vote":"yes","why":${'['.repeat(100)}${']'.repeat(100)}}`,
  }
  for (const [what, answer] of Object.entries(unreadable))
    it(`cannot be read with ${what}`, () => assert.equal(value(`{"vote":"yes"} ${answer}`), 'unreadable'))

  const cut = ['{', '{"vo', '{"vote"', '{"vote":', '{"vote":"n', '{"vote":fal', '{"vote":1', '{"vote":"no"', '{"vote":"no","why":{"vote":"yes"}', '[{"vote"']
  for (const end of cut) it(`cannot be read if the answer breaks off at ${end}`, () => assert.equal(value(`{"vote":"yes"} No: ${end}`), 'unreadable'))
})

test('the last list in an answer is found likewise', () => {
  assert.deepEqual(listIn('My plan:\n```json\n[{"worker":"Bo"}]\n```'), [{ worker: 'Bo' }])
  assert.deepEqual(listIn('{"parts":[1,[2]]}'), [1, [2]])
  assert.deepEqual(listIn('[1] and [2]'), [2])
  assert.deepEqual(listIn('[]'), [])
  for (const none of ['', '{"parts":1}', '[1', '[1,]', '[{"a":1,"a":2}]', '[1] [2']) assert.equal(listIn(none), undefined)
})

/** What a reader finds who tries every beginning with every end. */
function naively(text: string): string | undefined {
  let last: string | undefined
  for (let from = 0; from < text.length; from += 1) {
    if (text[from] !== '{') continue
    for (let to = from + 1; to <= text.length; to += 1) {
      if (!isJson(text.slice(from, to))) continue
      last = text.slice(from, to)
      from = to - 1
      break
    }
  }
  return last
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const PIECES = ['{', '}', '{"a":', '{"', '"', '"a"', ':', ',', '1', 'tru', 'true', '\\', '\\"', ' ', '\n', '{"a":"{', '"}', 'x', '-0', '1.', 'é']

test('what is found is what a patient reader finds, in any text', () => {
  const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      const found = lastJson(text, '{')
      if (found !== 'broken-off') assert.equal(found, naively(text))
      else assert.notEqual(naively(text), undefined)
    }),
    { numRuns: 3_000, seed: 42 },
  )
})

/** How many signs of a text are looked at until what stands in it is found. */
function looksAt(text: string, opening: Opening): number {
  let looks = 0
  const counting = new Proxy(Object(text), {
    get: (_text, key) => {
      if (key === 'length') return text.length
      looks += 1
      if (key === 'slice')
        return (from: number, to: number) => {
          looks += to - from
          return text.slice(from, to)
        }
      if (key === 'charAt') return (at: number) => text.charAt(at)
      return key === 'charCodeAt' ? (at: number) => text.charCodeAt(at) : text[Number(key)]
    },
  })
  lastJson(counting, opening)
  return looks
}

describe('a huge answer is looked at as often as its length demands, and no more', () => {
  const MEGABYTE = 1_000_000
  const fill = (piece: string, length = MEGABYTE) => piece.repeat(Math.ceil(length / piece.length))
  for (const piece of ['{', '[', '{"', '{"a":', '{"{', '"{', '{ ', '{"a":1,', '[{"a":[', '{"a', '{}', '[1,', '\\', '{"\\"', '{"a":"b"}'])
    it(`of ${piece} again and again`, () => {
      for (const opening of ['{', '['] as const) {
        const [few, many] = [looksAt(fill(piece, 1_000), opening), looksAt(fill(piece, 20_000), opening)]
        assert.ok(many <= 25 * few, `${few} times for a short one, ${many} for one of 20 times its length`)
      }
      objectIn(fill(piece))
      listIn(fill(piece))
    })
  it('of one long number, word or text', () => {
    for (const long of [fill('1'), `-${fill('0')}`, fill('true'), `"${fill('a')}`, `"${fill('\\u00e4')}"`])
      assert.equal(objectIn(`{"a":${long}x}`).kind, 'none')
  })
})

test('texts are compared trimmed and without regard to case, in any script', () => {
  const same = [
    ['Yes', ' yes\n'],
    ['STRASSE', 'straße'],
    ['ΟΔΟΣ', 'οδος', 'οδοσ'],
    ['ДА', 'да'],
    ['é', 'e\u0301', 'É', 'E\u0301'],
    ['İstanbul', 'i\u0307stanbul'],
    ['ﬁn', 'FIN'],
  ]
  for (const [first = '', ...others] of same) for (const other of others) assert.equal(folded(other), folded(first), other)
  const different = [
    ['yes', 'no'],
    ['a b', 'ab'],
    ['sınır', 'sinir'],
    ['1', '１'],
    ['yes', 'yes.'],
  ] as const
  for (const [one, other] of different) assert.notEqual(folded(one), folded(other), one)
})

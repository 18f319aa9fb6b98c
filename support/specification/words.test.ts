import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateMessages } from '@cucumber/gherkin'
import { IdGenerator, SourceMediaType } from '@cucumber/messages'
import { wordingFindings } from './wording'
import { technicalWord, typedWord } from './words'
import { featuresOf } from './written'

for (const text of [
  'its host is gone',
  'another port',
  'two timeouts',
  'in base64',
  'a nonce',
  'a regular expression',
  'a regex',
  'killed by SIGKILL',
  'written to stderr',
]) {
  test(`a product owner does not say: ${text}`, () => {
    assert.ok(technicalWord(text))
  })
}

for (const text of ['a timely answer', 'signed and sealed', 'OpenAI, Slack and Redis']) {
  test(`a product owner says: ${text}`, () => {
    assert.equal(technicalWord(text), undefined)
  })
}

for (const text of [
  'a page of "http://evil.example"',
  'the words "--baseline figures"',
  'reads "nobody-kept-this.json"',
  'asks "GET /api/agents"',
  'redis://here',
]) {
  test(`steps know how it is written: ${text}`, () => {
    assert.ok(typedWord(text, ['@M06', '@assistants']))
    assert.equal(typedWord(text, ['@M06', '@shell']), undefined)
  })
}

for (const text of ['"uma@example.com"', '"small.png"', 'sent -- and answered', 'GET well soon', '"12:30"', '"plan/colour"']) {
  test(`nothing but words: ${text}`, () => {
    assert.equal(typedWord(text, []), undefined)
  })
}

const FEATURE = `@AR-12 @feed
Feature: Posting
  It can be relied on.
  Seam: person → feed.

  @AR-12.10
  Rule: People post

    Scenario Outline: <what> is posted
      When Uma posts <what>
      Then the feed is "<text>", or '<other>'

      Examples: of words
        | what | text | other |
        | WHAT | TEXT | other |
`

/** What is wrong with the outline when its cells say this. */
function findings(what: string, text: string): readonly string[] {
  const source = FEATURE.replace('WHAT', what).replace('TEXT', text)
  const options = { includeSource: false, includeGherkinDocument: true, includePickles: false, newId: IdGenerator.incrementing() }
  const messages = generateMessages(source, 'posting.feature', SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, options)
  const [written] = featuresOf(messages.flatMap(({ gherkinDocument }) => gherkinDocument ?? []))
  assert.ok(written)
  return [...wordingFindings(written, 10, { glossary: { Uma: 'A user.' } })].map(({ kind, where }) => `${kind} ${where}`)
}

test('what fills in an outline is held against the list, where it does not stand in quotation marks', () => {
  assert.deepEqual(findings('a picture', 'a picture'), [])
  assert.deepEqual(findings('a mock', 'a picture'), ['technical-word posting.feature:15'])
  assert.deepEqual(findings('a picture', 'a mock'), [])
})

test('an address is said in other words in either', () => {
  assert.deepEqual(findings('http://evil.example', 'x'), ['technical-word posting.feature:15'])
  assert.deepEqual(findings('a picture', 'see http://evil.example'), ['technical-word posting.feature:15'])
})

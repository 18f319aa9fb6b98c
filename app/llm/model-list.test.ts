import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readModelList } from './model-list'

const wrong = (...entries: readonly object[]) => {
  const read = readModelList(JSON.stringify(entries))
  return 'wrong' in read ? read.wrong : undefined
}
const gpt = { id: 'gpt', provider: 'openai' }

describe('the list of models', () => {
  it('holds what the operator says of each, prices in billionths of the currency', () => {
    assert.deepEqual(
      readModelList(
        JSON.stringify([
          { ...gpt, quality: 2, input: 0.0375, output: 0.15, longest_answer: 4096 },
          { id: 'claude', provider: 'anthropic' },
        ]),
      ),
      [
        { id: 'gpt', provider: 'openai', quality: 2, price: { input: 37_500_000, output: 150_000_000 }, longestAnswer: 4096 },
        { id: 'claude', provider: 'anthropic' },
      ],
    )
  })

  it('takes the numbers at the edges', () => {
    for (const entry of [{ quality: 1 }, { quality: 4 }, { input: 0, output: 8_000_000 }, { longest_answer: 1 }, { longest_answer: 10_000_000 }])
      assert.equal(wrong({ ...gpt, ...entry }), undefined)
  })

  const complaints: readonly (readonly [entry: object, sentence: string])[] = [
    [{ quality: 0 }, 'must give gpt a quality that is a whole number from 1 to 4'],
    [{ quality: 5 }, 'must give gpt a quality that is a whole number from 1 to 4'],
    [{ quality: 1.5 }, 'must give gpt a quality that is a whole number from 1 to 4'],
    [{ quality: '2' }, 'must give gpt a quality that is a whole number from 1 to 4'],
    [{ input: -1, output: 1 }, 'must give gpt an input price from 0 to 8000000 with at most 9 decimal places'],
    [{ input: 1, output: 0.0000000001 }, 'must give gpt an output price from 0 to 8000000 with at most 9 decimal places'],
    [{ input: '1', output: 1 }, 'must give gpt an input price from 0 to 8000000 with at most 9 decimal places'],
    [{ output: 1 }, 'must give gpt both an input and an output price, or none'],
    [{ input: 1 }, 'must give gpt both an input and an output price, or none'],
    [{ longest_answer: 0 }, 'must give gpt a longest_answer that is a whole number from 1 to 10000000'],
    [{ longest_answer: 10_000_001 }, 'must give gpt a longest_answer that is a whole number from 1 to 10000000'],
    [{ qualty: 2 }, 'says "qualty" of gpt, which is not one of id, provider, quality, input, output, longest_answer'],
  ]
  for (const [entry, sentence] of complaints) {
    it(`cannot say ${JSON.stringify(entry)}`, () => {
      assert.equal(wrong({ ...gpt, ...entry }), sentence)
    })
  }

  it('names each model once', () => {
    assert.equal(wrong(gpt, { ...gpt, provider: 'anthropic' }), 'names the model gpt twice')
  })

  it('is a list of models', () => {
    for (const text of ['', '{}', '[1]', '[null]', '[{"id":"x"}]', '[{"id":"","provider":"openai"}]', '[{"id":"x","provider":"acme"}]'])
      assert.match(JSON.stringify(readModelList(text)), /must be a JSON list of models/)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chooseModel, complexityOf, REASONING_WORDS } from './choice'
import type { ModelEntry, ProviderSettings } from './route'

const of = (message: string, historyMessages = 0) => complexityOf({ message, historyMessages }).complexity
const words = (count: number) => [...REASONING_WORDS].slice(0, count).join(' ')
const fenced = (lines: number) => ['```', ...Array.from({ length: lines }, () => 'x()'), '```'].join('\n')

describe('the complexity of a question', () => {
  const boundaries: readonly (readonly [sign: string, below: string, from: string, complexity: string, under: string])[] = [
    ['characters', 'x'.repeat(199), 'x'.repeat(200), 'moderate', 'simple'],
    ['characters', 'x'.repeat(999), 'x'.repeat(1_000), 'complex', 'moderate'],
    ['characters', 'x'.repeat(3_999), 'x'.repeat(4_000), 'advanced', 'complex'],
    ['lines of code', fenced(0), fenced(1), 'moderate', 'simple'],
    ['lines of code', fenced(19), fenced(20), 'complex', 'moderate'],
    ['reasoning words', words(0), words(1), 'moderate', 'simple'],
    ['reasoning words', words(2), words(3), 'complex', 'moderate'],
    ['reasoning words', words(4), words(5), 'advanced', 'complex'],
  ]
  for (const [sign, below, from, complexity, under] of boundaries) {
    it(`is ${complexity} from a number of ${sign} on, and ${under} below it`, () => {
      assert.deepEqual([of(below), of(from)], [under, complexity])
    })
  }

  it('counts earlier messages', () => {
    assert.deepEqual(
      [5, 6, 19, 20, 59, 60].map((messages) => of('Hi', messages)),
      ['simple', 'moderate', 'moderate', 'complex', 'complex', 'advanced'],
    )
  })

  it('counts what people see as one character once, if it is one code point', () => {
    assert.deepEqual([of('😀'.repeat(199)), of('😀'.repeat(200))], ['simple', 'moderate'])
  })

  it('counts a reasoning word once, whole, in any case', () => {
    assert.deepEqual(complexityOf({ message: 'COMPARE, compare: compare!', historyMessages: 0 }), { complexity: 'moderate', reason: '1 reasoning word' })
    assert.equal(of('A planet was designed incomparably'), 'simple')
  })

  it('counts empty lines of code not at all, and a line with a name in it once', () => {
    assert.equal(complexityOf({ message: '```\na\n\n  \nb\n```', historyMessages: 0 }).reason, '2 lines of code')
    assert.equal(complexityOf({ message: 'Use `a` or `b`', historyMessages: 0 }).reason, '1 line of code')
  })

  it('counts code to the end where nobody closed the fence', () => {
    assert.equal(complexityOf({ message: '```ts\na\nb', historyMessages: 0 }).reason, '2 lines of code')
  })

  it('is the highest that any sign speaks for, and names all that do', () => {
    assert.deepEqual(
      complexityOf({ message: `${words(3)} ${'x'.repeat(1_000)}`, historyMessages: 6 }).reason.replace(/^\d+/, 'n'),
      'n characters, 3 reasoning words',
    )
  })

  it('takes a large text in no time', () => {
    assert.equal(of('`'.repeat(1_000_000)), 'advanced')
  })
})

const provider = (name: 'openai' | 'anthropic', model: string): ProviderSettings => ({ name, model, baseUrl: 'https://example.com' })
const providers = [provider('openai', 'own')]
const model = (id: string, quality?: number, price?: number, by: 'openai' | 'anthropic' = 'openai'): ModelEntry => ({
  id,
  provider: by,
  ...(quality === undefined ? {} : { quality }),
  ...(price === undefined ? {} : { price: { input: price, output: price } }),
})
const choose = (models: readonly ModelEntry[], message = 'Hello', named?: string) => chooseModel({ message, historyMessages: 0, named }, { providers, models })
const complex = words(3)

describe('the choice of a model', () => {
  it('is the cheapest whose quality is enough', () => {
    const models = [model('dear', 4, 30), model('good', 3, 20), model('cheap', 2, 1)]
    assert.deepEqual([choose(models).model, choose(models, complex).model, choose(models, words(5)).model], ['cheap', 'good', 'dear'])
  })

  it('adds both prices', () => {
    const lopsided = { ...model('lopsided', 3), price: { input: 1, output: 100 } }
    assert.equal(choose([lopsided, model('even', 3, 50)]).model, 'even')
  })

  it('goes by configured order where two cost the same, whatever they are called', () => {
    assert.equal(choose([model('z', 3, 20), model('a', 3, 20)]).model, 'z')
    assert.equal(choose([model('z', 3), model('a', 3)]).model, 'z')
  })

  it('takes a model without a price only where no other is good enough', () => {
    assert.equal(choose([model('unpriced', 3), model('priced', 3, 99)]).model, 'priced')
    assert.equal(choose([model('unpriced', 3), model('priced', 2, 1)], complex).model, 'unpriced')
  })

  it('is the named one, although others are better', () => {
    assert.deepEqual(choose([model('cheap', 4, 1)], complex, 'whatever'), {
      model: 'whatever',
      complexity: 'complex',
      reason: 'The question is complex (3 reasoning words). The model was named.',
    })
  })

  it('is the best there is where none is good enough, and says so', () => {
    const { model: best, reason } = choose([model('weak', 1, 1), model('dear', 2, 9), model('better', 2, 5)], complex)
    assert.equal(best, 'better')
    assert.match(reason, /No model is good enough; this is the best there is\.$/)
  })

  it("is the first provider's own where none has a quality, or none can be asked", () => {
    assert.equal(choose([]).model, 'own')
    assert.equal(choose([model('listed', undefined, 1)]).model, 'own')
    assert.equal(choose([model('elsewhere', 4, 1, 'anthropic')]).model, 'own')
    assert.match(choose([]).reason, /^The question is simple \(nothing speaks for more\)\. No model is configured to choose from/)
  })
})

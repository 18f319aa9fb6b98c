import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { QUOTED_MATERIAL, quoted, withQuotes } from './quoted'

const text = fc.string({ unit: fc.constantFrom('`', '```', '\n', 'a', ' ') })

describe('quoted', () => {
  it('stands between fences that what is quoted does not contain, under a title of one line', () => {
    fc.assert(
      fc.property(text, text, (title, said) => {
        const lines = quoted(title, said).split('\n')
        const fence = lines[1] ?? ''
        assert.match(fence, /^`{3,}$/)
        assert.equal(lines.at(-1), fence)
        assert.equal(lines.slice(2, -1).join('\n'), said)
        assert.ok(!said.includes(fence))
      }),
    )
  })
})

describe('withQuotes', () => {
  it('says that what is quoted is no order', () =>
    assert.equal(withQuotes('Book it', [quoted('Said:', 'Yes')]), `Book it\n\n${QUOTED_MATERIAL}\n\nSaid:\n\`\`\`\nYes\n\`\`\``))
  it('leaves words alone that come with nothing quoted', () => assert.equal(withQuotes('Book it', []), 'Book it'))
})

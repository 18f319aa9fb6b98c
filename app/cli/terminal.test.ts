import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fitted } from '../shared/fitted'
import { harmless, shown, table, terminalOf } from './terminal'

const plain = { columns: undefined, strong: (text: string) => text }

describe('a table', () => {
  it('is aligned, also where characters are wide or have no width', () => {
    const rows = [
      ['Ada', 'autonomous', '1'],
      ['東京', 'student', '2'],
      ['Zoë\u0301', 'intern', '3'],
    ]
    assert.equal(
      table(['NAME', 'LEVEL', 'ID'], rows, plain),
      ['NAME  LEVEL       ID', 'Ada   autonomous  1', '東京  student     2', 'Zoë\u0301   intern      3', ''].join('\n'),
    )
  })
  it('ends where the terminal does', () => {
    assert.equal(table(['A', 'B'], [['x', '東京の助手']], { ...plain, columns: 8 }), 'A  B\nx  東京…\n')
  })
  it('holds one line a row, whatever stands in it', () => {
    assert.equal(table(['A'], [['one\ntwo\u001b[2J\u202e!']], plain), 'A\none two[2J!\n')
  })
  it('sets its headings off', () => {
    assert.equal(table(['A'], [['x']], { ...plain, strong: (text) => `*${text}*` }), '*A*\nx\n')
  })
})

describe('text on a terminal', () => {
  it('is cut between characters that belong together', () => {
    assert.equal(fitted('abc', 3), 'abc')
    assert.equal(fitted('👩‍👩‍👧x', 2), '…')
    assert.equal(fitted('e\u0301e\u0301e\u0301', 2), 'e\u0301…')
  })
  it('cannot move the cursor, and keeps its lines', () => {
    assert.equal(harmless('a\u001b[31mb\r\n\tc\u0007'), 'a[31mb\n\tc')
    assert.equal(shown('\u001b[31m', { columns: 80 }), '[31m')
    assert.equal(shown('\u001b[31m', { columns: undefined }), '\u001b[31m', 'a program gets it as it is')
  })
  it('has no columns and no colours where there is no terminal', () => {
    const terminal = terminalOf({ stdout: { isTTY: false, columns: 80 }, stderr: {} } as never)
    assert.equal(terminal.columns, undefined)
    assert.equal(terminal.strong('A'), 'A')
  })
})

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { readCatalogue } from '../../specification/catalogue'
import { Misuse } from '../../specification/misuse'
import { readCapabilities, type Unclaimed } from './capabilities'
import { conformanceReport } from './conformance'
import type { Ending, Tried } from './judge'
import { conformancePage } from './page'
import { conformanceText } from './text'

const catalogue = readCatalogue('features/requirements.yaml')
const folder = mkdtempSync(join(tmpdir(), 'concord-capabilities-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const kept: Ending = { kind: 'kept' }
const broken: Ending = { kind: 'broken', step: 'it is so', message: 'it is not <so>' }
const untried: Ending = { kind: 'untried', control: 'clock', what: '30 s pass' }
const tried = (id: string, title: string, ending: Ending, unclaimed?: Unclaimed): Tried => ({
  ...{ id, title, ending, rule: `The rule of ${title}`, feature: 'A feature', where: 'a.feature:1' },
  ...(unclaimed === undefined ? {} : { unclaimed }),
})
const about = { platform: 'http://127.0.0.1:1', at: '2026-11-21T12:00:00.000Z', whole: true, unclaimed: [], faults: [] }

describe('What a platform does not claim', () => {
  const read = (text: string) => {
    const path = join(folder, 'capabilities.yaml')
    writeFileSync(path, text)
    return readCapabilities(path, catalogue, new Set(['An example']))
  }

  test('A statement, a family, a tag and an example, each with its reason', () => {
    const text = `not_claimed:
  - {id: INTG-04.11, reason: One}
  - {id: AR-05, reason: Two}
  - {tag: "@github", reason: Three}
  - {example: An example, reason: Four}
`
    assert.deepEqual(
      read(text).map(({ kind, name, reason }) => [kind, name, reason]),
      [
        ['id', 'INTG-04.11', 'One'],
        ['id', 'AR-05', 'Two'],
        ['tag', '@github', 'Three'],
        ['example', 'An example', 'Four'],
      ],
    )
  })

  const WRONG: readonly (readonly [text: string, says: RegExp])[] = [
    ['not_claimed:\n  - {id: INTG-99.1, reason: x}', /entry 1 names the id "INTG-99\.1", which the specification does not have/],
    ['not_claimed:\n  - {id: AR-05, reason: x}\n  - {tag: "@nothing", reason: x}', /entry 2 names the tag "@nothing"/],
    ['not_claimed:\n  - {example: Nothing, reason: x}', /entry 1 names the example "Nothing"/],
    ['not_claimed:\n  - {id: AR-05}', /entry 1 \("AR-05"\) lacks its reason/],
    ['not_claimed:\n  - {id: AR-05, tag: "@github", reason: x}', /entry 1 must name one of id, tag and example/],
    ['not_claimed:\n  - {id: AR-05, because: x}', /entry 1 has the field "because"/],
    ['not_claimed:\n  - {id: AR-05, reason: x}\n  - {id: AR-05, reason: y}', /names "AR-05" a second time/],
    ['not_claimed: none', /it must hold one list, called not_claimed/],
    ['claims: []', /it must hold one list, called not_claimed/],
    ['not_claimed: [', /it is no YAML/],
  ]
  for (const [text, says] of WRONG) {
    test(`Refused: ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => read(text),
        (error) => error instanceof Misuse && says.test(error.message),
      )
    })
  }

  test('Refused: a file that is not there', () => {
    assert.throws(() => readCapabilities(join(folder, 'none.yaml'), catalogue, new Set()), Misuse)
  })
})

describe('The report', () => {
  const entry: Unclaimed = { kind: 'id', name: 'INTG-04.12', reason: 'Not ours' }
  const standing = (...all: readonly Tried[]) => conformanceReport(catalogue, all, about).statements[0]?.standing

  test('One broken example that nobody declared is enough', () => {
    const report = conformanceReport(catalogue, [tried('INTG-04.11', 'a', kept), tried('INTG-04.11', 'b', broken)], about)
    assert.deepEqual([report.conformant, report.examples.kept, report.examples.undeclared], [false, 1, 1])
    assert.match(conformanceText(report), /INTG-04\.11 The rule of b\n {4}b .*\n {6}it is so/)
  })

  test('How a statement stands', () => {
    assert.equal(standing(tried('INTG-04.12', 'a', kept), tried('INTG-04.12', 'b', untried)), 'kept')
    assert.equal(standing(tried('INTG-04.12', 'a', untried)), 'not_tried')
    assert.equal(standing(tried('INTG-04.12', 'a', broken, entry), tried('INTG-04.12', 'b', kept, entry)), 'declared')
    assert.equal(standing(tried('INTG-04.12', 'a', untried, entry)), 'declared')
    assert.equal(standing(tried('INTG-04.12', 'a', kept, entry), tried('INTG-04.12', 'b', untried, entry)), 'declared_but_kept')
    assert.equal(standing(tried('INTG-04.12', 'a', broken, entry), tried('INTG-04.12', 'b', broken)), 'undeclared')
  })

  test('What is declared and broken leaves a platform conformant, and what is declared and holds is named', () => {
    const all = [tried('INTG-04.11', 'a', kept), tried('INTG-04.12', 'b', broken, entry)]
    assert.equal(conformanceReport(catalogue, all, { ...about, unclaimed: [entry] }).conformant, true)
    const holds = conformanceReport(catalogue, [tried('INTG-04.12', 'b', kept, entry)], { ...about, unclaimed: [entry] })
    assert.match(conformanceText(holds), /INTG-04\.12: Not ours \(.*declared but kept/)
    assert.ok(conformancePage(holds).includes('declared but kept'))
  })

  test('Nothing tried is nothing shown', () => {
    const report = conformanceReport(catalogue, [tried('INTG-04.11', 'a', untried)], about)
    assert.deepEqual([report.conformant, report.faults], [false, ['No example could be tried.']])
    assert.match(conformanceText(report), /control of: the clock 1/)
  })

  test('A fault of the run itself is one of the platform too', () => {
    assert.equal(conformanceReport(catalogue, [tried('INTG-04.11', 'a', kept)], { ...about, faults: ['A step that nobody has defined'] }).conformant, false)
  })

  test('The page shows what came, as text', () => {
    const page = conformancePage(conformanceReport(catalogue, [tried('INTG-04.11', 'a', broken)], about))
    assert.ok(page.includes('it is not &lt;so&gt;') && !page.includes('<script'))
  })
})

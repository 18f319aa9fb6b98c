import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { stringify } from 'yaml'
import { familyOf, readCatalogue, statementsOf } from './catalogue'
import { writeFolder } from './trial-run'

const good = () => ({
  minimum_scenarios: 2,
  open: ['OPS.2'],
  deviations: [] as { example: string; reason?: string }[],
  families: [
    {
      id: 'OPS',
      title: 'Running',
      seam: 'operator → process',
      why: 'Trust',
      statements: [
        { id: 'OPS.1', name: 'Starting', statement: 'It starts' },
        { id: 'OPS.2', name: 'Stopping', statement: 'It stops' },
      ],
    },
  ],
  tags: { '@people': 'people and roles' } as Record<string, string>,
  glossary: { Agent: 'A named worker' },
  synonyms: { bot: ['agent'] } as Record<string, string[]>,
})

function read(catalogue: unknown) {
  const folder = writeFolder({ 'requirements.yaml': stringify(catalogue) })
  try {
    return readCatalogue(join(folder, 'requirements.yaml'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a sound catalogue is read', () => {
  assert.deepEqual(read(good()), good())
})

const BAD: Record<string, [change: (catalogue: ReturnType<typeof good>) => void, RegExp]> = {
  'an identifier used twice': [
    ({ families }) => families[0]?.statements.push({ id: 'OPS.1', name: 'Again', statement: 'Once more' }),
    /OPS\.1 stands there twice/,
  ],
  'a statement of another family': [
    ({ families }) => families[0]?.statements.push({ id: 'AR-05.1', name: 'Levels', statement: 'Four' }),
    /AR-05\.1 does not belong to OPS/,
  ],
  'a statement without a name': [({ families }) => families[0]?.statements.push({ id: 'OPS.3', name: '', statement: 'Full' }), /OPS\.3 lacks/],
  'an open statement that nobody wrote': [({ open }) => open.push('OPS.9'), /OPS\.9 is listed as open but not in the catalogue/],
  'a statement opened twice': [({ open }) => open.push('OPS.2'), /open twice/],
  'a deviation without a reason': [({ deviations }) => deviations.push({ example: 'Order is kept' }), /lacks its example or reason/],
  'a tag that looks like a requirement': [({ tags }) => Object.assign(tags, { '@OPS': 'operations' }), /@OPS is no tag/],
  'a synonym of nothing': [({ synonyms }) => Object.assign(synonyms, { robot: [] }), /the synonym robot is no small word/],
  'a number that is none': [(catalogue) => Object.assign(catalogue, { minimum_scenarios: 'many' }), /minimum_scenarios/],
}

for (const [name, [change, fault]] of Object.entries(BAD)) {
  test(`${name} is refused`, () => {
    const catalogue = good()
    change(catalogue)
    assert.throws(() => read(catalogue), fault)
  })
}

test('the catalogue of this project is sound and whole', () => {
  const catalogue = readCatalogue(join(__dirname, '../../features/requirements.yaml'))
  const counts = Map.groupBy(statementsOf(catalogue), ({ id }) => familyOf(id))
  assert.deepEqual(Object.fromEntries([...counts].map(([family, statements]) => [family, statements.length])), {
    OPS: 9,
    'INTG-04': 25,
    'AR-05': 26,
    'INTG-05': 20,
    'AR-12': 24,
    M06: 14,
  })
})

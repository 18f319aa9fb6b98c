import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { writeFolder } from '../trial-run'
import { scriptOf } from './script'

function script(files: Readonly<Record<string, string>>): string {
  const folder = writeFolder(files)
  try {
    return scriptOf(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('modules become one script, each once and after those it needs', () => {
  const made = script({
    'main.js': "import { twice } from './twice.js'\nimport { one } from './one.js'\nsaid.push(twice(one))\n",
    'twice.js': "import { one } from './one.js'\nexport function twice(what) {\n  return what + one\n}\n",
    'one.js': 'export const one = 1\n',
  })
  const said: number[] = []
  runInNewContext(made, { said })
  assert.deepEqual(said, [2])
  assert.doesNotMatch(made, /import|export/)
})

test('two modules that use the same name are refused', () => {
  assert.throws(
    () => script({ 'main.js': "import { one } from './one.js'\nconst same = one\n", 'one.js': 'const same = 1\nexport const one = same\n' }),
    /'same' has already/,
  )
})

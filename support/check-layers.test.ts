import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { layerFaults } from './check-layers'

function faultsIn(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'layers-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  try {
    return layerFaults(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

const empty = 'export const x = 1\n'

test('a folder may import itself, earlier folders and packages', () => {
  const files = {
    'app/shared/clock.ts': empty,
    'app/llm/chat.ts': "import { x } from '../shared/clock'\nimport pino from 'pino'\nexport { x, pino }\n",
    'app/llm/gateway.ts': "import { x } from './chat'\nexport { x }\n",
    'app/platform.ts': "import { x } from './llm/gateway'\nexport { x }\n",
    'support/world.ts': "import { x } from '../app/platform'\nexport { x }\n",
    'steps/llm/chat.steps.ts': "import type { X } from '../../app/llm/chat'\nimport { x } from '../../support/world'\nexport { x, type X }\n",
  }
  assert.deepEqual(faultsIn(files), [])
})

const bad: Record<string, { files: Record<string, string>; fault: RegExp }> = {
  'an import of a later folder': {
    files: { 'app/store/database.ts': "import { x } from '../http/server'\nexport { x }\n", 'app/http/server.ts': empty },
    fault: /^app\/store\/database.ts imports app\/http\/server.ts, which stands later/,
  },
  'an import of a later type, over several lines': {
    files: { 'app/store/database.ts': "import type {\n  X,\n} from '../http/server'\nexport type { X }\n", 'app/http/server.ts': empty },
    fault: /stands later/,
  },
  'a later file of the top': { files: { 'app/settings.ts': "export * from './platform'\n", 'app/platform.ts': empty }, fault: /stands later/ },
  'a late import of a later folder': {
    files: { 'app/store/a.ts': "export const b = () => import('../http/b')\n", 'app/http/b.ts': empty },
    fault: /stands later/,
  },
  'a folder that nobody ordered': { files: { 'app/utils/a.ts': empty }, fault: /app\/utils\/a.ts stands in no folder/ },
  'the platform importing its specification': {
    files: { 'app/llm/a.ts': "import { x } from '../../support/b'\nexport { x }\n", 'support/b.ts': empty },
    fault: /knows nothing of its specification/,
  },
  'steps that reach into the platform': {
    files: { 'steps/a.steps.ts': "import { x } from '../app/llm/b'\nexport { x }\n", 'app/llm/b.ts': empty },
    fault: /steps go through support/,
  },
  'support that imports steps': { files: { 'support/a.ts': "import '../steps/b'\n", 'steps/b.ts': empty }, fault: /support knows no steps/ },
  'a circle': {
    files: { 'app/llm/a.ts': "export * from './b'\n", 'app/llm/b.ts': "export * from './c'\n", 'app/llm/c.ts': "export * from './a'\n" },
    fault: /^app\/llm\/(.).ts → .* → app\/llm\/\1.ts is a circle$/,
  },
}

for (const [name, { files, fault }] of Object.entries(bad)) {
  test(`${name} is found, once`, () => {
    const [first = '', ...others] = faultsIn(files)
    assert.match(first, fault)
    assert.deepEqual(others, [])
  })
}

import { test } from 'node:test'
import { expect } from 'chai'
import { createUses } from './uses'

const FILES: Readonly<Record<string, string>> = {
  'app/a/store.ts': `import { define } from './statement'

const TABLE = 'post'
export const postsOf = define(TABLE)
export function known() {
  return TABLE
}
`,
  'app/a/statement.ts': 'export const define = (table: string) => table\n',
  'app/b/posts.ts': `import {
  known,
  postsOf as listed,
} from '../a/store'

export function list() {
  return read(listed)
}
`,
  'app/b/units.ts': `import * as posts from '../a/store'
export const UNITS = [...posts.postsOf]
`,
  'app/c/run.ts': `import { UNITS } from '../b/units'
export function run() {
  return UNITS
}
`,
  'app/c/other.ts': `import { postsOf } from './store'
export const postsOfOthers = 'postsOf'
`,
}

const uses = createUses(Object.keys(FILES), (file) => FILES[file] ?? '')

test('What is used is followed through what is made with it, by whatever name, and not through what only looks like it', () => {
  expect(uses({ file: 'app/a/store.ts', line: 3 })).to.have.deep.members([
    { file: 'app/a/store.ts', line: 4 },
    { file: 'app/b/posts.ts', line: 7 },
    { file: 'app/b/units.ts', line: 2 },
    { file: 'app/c/run.ts', line: 3 },
    { file: 'app/a/store.ts', line: 6 },
  ])
})

test('What a function does is used where the function is', () => {
  expect(uses({ file: 'app/a/store.ts', line: 6 })).to.deep.equal([])
  expect(uses({ file: 'app/b/units.ts', line: 2 })).to.deep.equal([{ file: 'app/c/run.ts', line: 3 }])
})

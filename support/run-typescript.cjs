// Preloaded in place of ts-node where the platform runs for long. ts-node keeps the whole TypeScript compiler in memory, in each thread, and
// loads Node's REPL, whose `domain` wraps every event emitter. Without it the platform starts with 100 MB less.
// The output is that of ts-node with swc; it is kept, so that swc itself is loaded only after a change.
const { hash } = require('node:crypto')
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { threadId } = require('node:worker_threads')

const CACHE = join(__dirname, '../node_modules/.cache/concord')
const SETTINGS = {
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
}
const VERSION = JSON.stringify(SETTINGS) + require('@swc/core/package.json').version

const kept = (file) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function keep(file, code) {
  const draft = `${file}.${process.pid}.${threadId}`
  try {
    mkdirSync(CACHE, { recursive: true })
    writeFileSync(draft, code)
    renameSync(draft, file)
  } catch {
    // Without a place to keep it, it is compiled again next time.
  }
  return code
}

function compiled(filename) {
  const source = readFileSync(filename, 'utf8')
  const file = join(CACHE, `${hash('sha256', VERSION + filename + source)}.js`)
  return kept(file) ?? keep(file, require('@swc/core').transformSync(source, { ...SETTINGS, filename }).code)
}

process.setSourceMapsEnabled(true)
require.extensions['.ts'] = (module, filename) => module._compile(compiled(filename), filename)

// Preloaded in place of ts-node where the platform runs for long. ts-node keeps the whole TypeScript compiler in memory, in each thread, and
// loads Node's REPL, whose `domain` wraps every event emitter. Without it the platform starts with 100 MB less.
// The output is that of ts-node with swc; it is kept, so that swc itself is loaded only after a change. Its maps are kept beside it and read
// when a stack is: Node's own support for them holds every map in memory, in each thread, which is 15 MB more.
const { hash } = require('node:crypto')
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { SourceMap } = require('node:module')
const { join } = require('node:path')
const { threadId } = require('node:worker_threads')

const CACHE = join(__dirname, '../node_modules/.cache/concord')
const SETTINGS = {
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
  module: { type: 'commonjs' },
  sourceMaps: true,
  inlineSourcesContent: false,
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

function keep(file, text) {
  const draft = `${file}.${process.pid}.${threadId}`
  try {
    mkdirSync(CACHE, { recursive: true })
    writeFileSync(draft, text)
    renameSync(draft, file)
  } catch {
    // Without a place to keep it, it is compiled again next time.
  }
}

/** What was loaded: where its map is kept, without its ending. */
const loaded = new Map()

function compiled(filename) {
  const source = readFileSync(filename, 'utf8')
  const file = join(CACHE, hash('sha256', VERSION + filename + source))
  loaded.set(filename, file)
  const known = kept(`${file}.js`)
  if (known !== undefined) return known
  const { code, map } = require('@swc/core').transformSync(source, { ...SETTINGS, filename })
  keep(`${file}.map`, map)
  keep(`${file}.js`, code)
  return code
}

function mapOf(filename) {
  const text = kept(`${loaded.get(filename)}.map`)
  return text === undefined ? undefined : new SourceMap(JSON.parse(text))
}

/** A line of a stack, as Node writes it, with the place in the TypeScript. */
function placed(frame, maps) {
  const [filename, line, column] = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()]
  if (!loaded.has(filename) || line === null || column === null) return String(frame)
  if (!maps.has(filename)) maps.set(filename, mapOf(filename))
  const { originalLine, originalColumn } = maps.get(filename)?.findEntry(line - 1, column - 1) ?? {}
  if (originalLine === undefined) return String(frame)
  return String(frame).replace(`${filename}:${line}:${column}`, () => `${filename}:${originalLine + 1}:${originalColumn + 1}`)
}

const headline = (error) => {
  try {
    return Error.prototype.toString.call(error)
  } catch {
    return 'Error'
  }
}

Error.prepareStackTrace = (error, frames) => {
  const maps = new Map()
  return [headline(error), ...frames.map((frame) => `    at ${placed(frame, maps)}`)].join('\n')
}
/** Whoever counts the lines that are gone through looks for the map in the code. */
function withMap(code, filename) {
  const map = kept(`${loaded.get(filename)}.map`)
  if (map === undefined) return code
  const whole = JSON.stringify({ ...JSON.parse(map), sourcesContent: [readFileSync(filename, 'utf8')] })
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(whole).toString('base64')}`
}

const COUNTED = process.env.NODE_V8_COVERAGE !== undefined
require.extensions['.ts'] = (module, filename) => {
  const code = compiled(filename)
  module._compile(COUNTED ? withMap(code, filename) : code, filename)
}

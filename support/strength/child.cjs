// In the sandbox every process that an example starts loads this first: it is given the mutant, and leaves word of what it went through.
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { threadId } = require('node:worker_threads')

const FOLDER = join(__dirname, '../../.strength')
const COVERED = join(FOLDER, 'covered')
/** A process may be killed at any moment. */
const EVERY_MS = 100

function told() {
  try {
    return JSON.parse(readFileSync(join(FOLDER, 'now.json'), 'utf8'))
  } catch {
    return {}
  }
}

function leaveWord(stryker) {
  let known = 0
  const write = () => {
    const { static: loading, perTest } = stryker.mutantCoverage ?? { static: {}, perTest: {} }
    const ids = Object.keys(Object.assign({}, loading, ...Object.values(perTest)))
    if (ids.length === known) return
    known = ids.length
    const file = join(COVERED, `${process.pid}-${threadId}.json`)
    writeFileSync(`${file}.new`, JSON.stringify(ids.map(Number)))
    renameSync(`${file}.new`, file)
  }
  mkdirSync(COVERED, { recursive: true })
  setInterval(write, EVERY_MS).unref()
  process.on('exit', write)
}

const { mutant, cover } = told()
const stryker = globalThis.__stryker__ ?? {}
globalThis.__stryker__ = stryker
if (mutant) stryker.activeMutant = mutant
if (cover) leaveWord(stryker)

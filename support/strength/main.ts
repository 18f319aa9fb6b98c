import { mkdirSync, writeFileSync } from 'node:fs'
import { Misuse } from '../specification/misuse'
import { createCoverage } from './coverage'
import { type Example, isApart, readExamples } from './examples'
import { counted } from './exclusions'
import { reportPage } from './html'
import { countLines, lastLines } from './lines'
import { type Mutant, type Mutated, mutate } from './mutants'
import { type Options, readOptions } from './options'
import { filesMeant, isAdapter, PARTS } from './parts'
import { platformFiles, platformHash } from './platform-files'
import { createRelevance } from './relevance'
import { createResults, type Results } from './results'
import { revision, stepsHash } from './revision'
import { draw } from './sample'
import { createSandboxes } from './sandbox'
import { type Strength, strengthOf } from './strength'
import { isReached, strengthTable, survivorsText } from './table'
import { takeCoverage, tryMutants } from './trials'

const REPORTS = `${process.env.REPORTS_FOLDER ?? 'reports'}/strength`
const print = (text: string) => void process.stdout.write(text)

/** Runs the examples against a platform that is wrong in one place, many times over, and tells which noticed. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  for (const word of options.words) namedBy(word, platformFiles('.'))
  const files = await mutate('.')
  const asked = askedFor(options, files)
  const meant = options.size === undefined ? asked : draw(asked, { seed: options.seed, size: options.size })
  const all = [...readExamples().values()]
  const results = createResults(`${REPORTS}/results.json`, files, stepsHash())
  const left = options.lines || options.report ? 0 : await tryAll(options, { files, meant, results, examples: all.filter((example) => !isApart(example)) })
  const counted = options.lines ? await countLines(REPORTS) : lastLines(REPORTS)
  const concerned = new Set(asked.map(({ file }) => file))
  const strengthOfFiles = (wanted: (file: string) => boolean): Strength => ({
    ...factsOf(options),
    ...strengthOf({ files: files.filter(({ file }) => wanted(file)), results, examples: all }),
    ...(counted === undefined ? {} : { lines: counted.filter(({ file }) => wanted(file)) }),
  })
  const whole = strengthOfFiles(() => true)
  const told = options.words.length === 0 ? whole : strengthOfFiles((file) => concerned.has(file))
  write(whole, { page: reportPage(files, results, all), survivors: survivorsText(told.survivors) })
  print(strengthTable(told))
  if (left > 0) print(`  Time was up: ${left} of the mutants that were meant have not been tried.\n`)
  print(`  Survivors: ${REPORTS}/survivors.txt; in the code: ${REPORTS}/index.html\n`)
  process.exitCode = isReached(told, options.words.length === 0) ? 0 : 1
}

const factsOf = ({ tries }: Options): Pick<Strength, 'made' | 'revision' | 'platform' | 'tries'> => ({
  made: new Date().toISOString(),
  revision: revision(),
  platform: platformHash('.'),
  tries,
})

/** The mutants of what is asked for. Throws Misuse if a word means nothing. */
const askedFor = ({ words }: Options, files: readonly Mutated[]): Mutant[] =>
  words.length === 0 ? files.filter(({ file }) => !isAdapter(file)).flatMap((file) => counted(file.mutants)) : words.flatMap((word) => askedByWord(word, files))

/** A part, a folder or a file, or one line of a file. */
function askedByWord(word: string, files: readonly Mutated[]): Mutant[] {
  const { wanted, line } = namedBy(
    word,
    files.map(({ file }) => file),
  )
  const found = files.filter(({ file }) => wanted.has(file)).flatMap((file) => counted(file.mutants))
  return line === undefined ? found : found.filter(({ start }) => start.line === line)
}

/** Throws Misuse if it names nothing. */
function namedBy(word: string, files: readonly string[]): { readonly wanted: ReadonlySet<string>; readonly line: number | undefined } {
  const [, path = word, line] = /^(.*):(\d+)$/.exec(word) ?? []
  const wanted = new Set(filesMeant(path, files))
  if (wanted.size === 0) throw new Misuse(`"${word}" is no folder or file of app/, and none of: ${PARTS.map(({ name }) => name).join(', ')}`)
  return { wanted, line: line === undefined ? undefined : Number(line) }
}

interface Trying {
  readonly files: readonly Mutated[]
  readonly meant: readonly Mutant[]
  readonly results: Results
  readonly examples: readonly Example[]
}

/** Tries what is meant and not known yet. Returns how many were left because time was up. */
async function tryAll(options: Options, { files, meant, results, examples }: Trying): Promise<number> {
  const begun = Date.now()
  const coverage = createCoverage(`${REPORTS}/coverage.bin`, files)
  const sandboxes = createSandboxes('.', files, options.concurrency)
  const interrupted = () => {
    results.keep()
    sandboxes.close()
    process.exit(INTERRUPTED)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
  try {
    const { folders } = sandboxes
    const lost = (why: string) => print(`Some examples could not be run: ${why}\n`)
    await takeCoverage(examples, { folders, coverage, told: progress('examples', begun), lost })
    const unused = examples.filter((example) => coverage.of(example)?.passed !== true)
    if (unused.length === examples.length) throw new Error('no example passes as things are, so that nothing can be tried')
    for (const example of unused)
      print(`Not used, because it fails as things are: ${example.id} (${coverage.of(example)?.message.split('\n')[0] ?? 'its process ended'})\n`)
    const byName = new Map(files.map((file) => [file.file, file]))
    const relevance = createRelevance({
      coverage,
      examples,
      files: files.map(({ file }) => file),
      mutantsOf: (file) => byName.get(file)?.mutants ?? [],
      sourceOf: (file) => byName.get(file)?.source ?? '',
    })
    const again = options.fresh || results.stepsChanged
    // What an example caught that is no more may have got through since.
    const present = new Set(['', ...examples.map(({ hash }) => hash)])
    const isCaught = (mutant: Mutant) => results.of(mutant)?.status === 'caught' && present.has(results.of(mutant)?.by ?? '')
    const open = meant.filter((mutant) => options.fresh || !isCaught(mutant))
    const effort = { ...options, until: begun + options.minutes * 60_000, drawn: options.size !== undefined, again }
    return await tryMutants(open, { folders, coverage, relevance, results, told: progress('mutants', begun) }, effort)
  } finally {
    sandboxes.close()
  }
}

/** As a shell says it. */
const INTERRUPTED = 130
const TOLD_EVERY_MS = 10_000

function progress(what: string, begun: number): (done: number, of: number) => void {
  let last = 0
  return (done, of) => {
    const now = Date.now()
    if (now - last < TOLD_EVERY_MS && done < of) return
    last = now
    print(`${done} of ${of} ${what}, ${Math.round((now - begun) / 1_000)} s\n`)
  }
}

function write(strength: Strength, { page, survivors }: { page: string; survivors: string }): void {
  mkdirSync(REPORTS, { recursive: true })
  writeFileSync(`${REPORTS}/strength.json`, JSON.stringify(strength))
  writeFileSync(`${REPORTS}/index.html`, page)
  writeFileSync(`${REPORTS}/survivors.txt`, survivors)
}

main().catch((error) => {
  if (!(error instanceof Misuse)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
})

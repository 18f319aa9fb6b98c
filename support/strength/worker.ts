import { Writable } from 'node:stream'
import { type IRunConfiguration, type ISupportCodeLibrary, loadConfiguration, loadSupport, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { messageOf } from '../../app/shared/errors'
import { takeCovered, tellChildren } from './children'
import type { Ask, Caught, Hits, Said } from './talk'

/** What the instrumented platform looks at (https://stryker-mutator.io: `INSTRUMENTER_CONSTANTS`). */
interface Stryker {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> }
}

const everywhere = globalThis as typeof globalThis & { __stryker__?: Stryker }
const stryker: Stryker = everywhere.__stryker__ ?? {}
everywhere.__stryker__ = stryker
const HOUSE = 'house'
/** How long anybody waits on the machine's clock: under a mutant not long for what will not come. */
const USUAL = { waitMs: 30_000, lookMs: 30_000, stepMs: 60_000 }
const SHORT = { waitMs: 3_000, lookMs: 10_000, stepMs: 8_000 }

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })
const environment = { cwd: process.cwd(), stdout: nowhere(), stderr: nowhere() }
const say = (said: Said): void => void process.send?.(said)

let configuration: IRunConfiguration
let support: ISupportCodeLibrary

async function load(): Promise<void> {
  const root = `${process.cwd()}/`
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(root) && !file.includes('/node_modules/') && !file.includes('/support/strength/')) delete require.cache[file]
  }
  support = await loadSupport(configuration, environment)
}

function wait({ stepMs, ...patience }: typeof USUAL): void {
  const { waitReally }: typeof import('../patience') = require('../patience')
  waitReally(patience)
  Object.assign(support, { defaultTimeout: stepMs })
}

const hitsOf = (counts: Readonly<Record<string, number>>): Hits => {
  const hit = Object.entries(counts)
  return { ids: Uint32Array.from(hit, ([id]) => Number(id)), counts: Uint32Array.from(hit, ([, count]) => count) }
}

interface Story {
  readonly begins: (example: string) => void
  readonly ends: (example: string, failed: string | undefined, ms: number) => void
}

const ORDER = './support/strength/order.cjs'

/** Whether the house stands that the hooks build before the first example of a run. */
let standing = false

interface Run {
  readonly failFast: boolean
  /** Whether the house is left for the next run. */
  readonly leave: boolean
}

/** Runs these examples in this order, until the first that fails if it is so asked. True if all went well. */
async function run(examples: readonly string[], story: Story, { failFast, leave }: Run): Promise<boolean> {
  const paths = examples.length === 0 ? [NOTHING] : [...new Set(examples.map((example) => example.replace(/:\d+$/, '')))]
  const plugins = { specifiers: [ORDER], options: { strengthOrder: Object.fromEntries(examples.map((example, i) => [example, i])) } }
  const sources = { ...configuration.sources, paths, tagExpression: '' }
  const hooks = { ...(standing ? { beforeTestRunHookDefinitions: [] } : {}), ...(leave ? { afterTestRunHookDefinitions: [] } : {}) }
  const options = { ...configuration, sources, plugins, support: { ...support, ...hooks }, runtime: { ...configuration.runtime, failFast } }
  standing = leave
  return (await runCucumber(options, environment, listener(story))).success
}

const NOTHING = 'features/none'

function listener({ begins, ends }: Story): (envelope: Envelope) => void {
  const names = new Map<string, string>()
  const cases = new Map<string, string>()
  let failed: string | undefined
  let current = ''
  let begun = 0
  return (envelope) => {
    if (envelope.pickle) names.set(envelope.pickle.id, `${envelope.pickle.uri}:${envelope.pickle.location?.line ?? 0}`)
    if (envelope.testCase) cases.set(envelope.testCase.id, names.get(envelope.testCase.pickleId) ?? '')
    if (envelope.testCaseStarted) {
      current = cases.get(envelope.testCaseStarted.testCaseId) ?? ''
      failed = undefined
      begun = performance.now()
      begins(current)
    }
    const result = envelope.testStepFinished?.testStepResult
    if (result && result.status !== 'PASSED' && result.status !== 'SKIPPED') failed ??= result.message ?? result.status
    if (envelope.testCaseFinished) ends(current, failed, performance.now() - begun)
  }
}

/** The next run builds the house anew. */
async function leaveHouse(): Promise<void> {
  if (standing) await run([], { begins: () => {}, ends: () => {} }, { failFast: false, leave: false })
}

async function cover(examples: readonly string[]): Promise<void> {
  const coverage = () => stryker.mutantCoverage ?? { static: {}, perTest: {} }
  await leaveHouse()
  stryker.currentTestId = HOUSE
  wait(USUAL)
  await tellChildren({ cover: true })
  takeCovered()
  const begins = (example: string) => {
    stryker.currentTestId = example
    say({ kind: 'begins', example })
  }
  const ends: Story['ends'] = (example, failed, ms) => {
    stryker.currentTestId = HOUSE
    const { static: loading, perTest } = coverage()
    // What every process goes through while it loads its modules is nothing of this example.
    const elsewhere = [...takeCovered()].filter((id) => loading[id] === undefined).map((id) => [id, 1])
    const hits = hitsOf({ ...Object.fromEntries(elsewhere), ...perTest[example] })
    say({ kind: 'covered', example, passed: failed === undefined, message: failed ?? '', ms, hits })
    delete perTest[example]
  }
  await run(examples, { begins, ends }, { failFast: false, leave: false })
  say({ kind: 'besides', loading: hitsOf(coverage().static), house: hitsOf(coverage().perTest[HOUSE] ?? {}), bytes: process.memoryUsage.rss() })
}

/** What surfaced outside of every step: it belongs to whatever is tried. */
let stray: string | undefined
const surfaced = (error: unknown) => {
  stray ??= messageOf(error)
}
process.on('unhandledRejection', surfaced)
process.on('uncaughtException', surfaced)

/** Files are read only when their examples are come to: most mutants are caught by the first. */
const inPortions = (examples: readonly string[]): (readonly string[])[] =>
  [examples.slice(0, 2), examples.slice(2, 8), examples.slice(8, 20), examples.slice(20)].filter(({ length }) => length > 0)

let dirty = false

/** Makes a mutant active: for good in what modules and the house are made with, or only in what happens from now on. */
async function activate({ mutant, moment }: Ask & { kind: 'try' }): Promise<void> {
  const active = mutant === '' ? undefined : mutant
  if (moment !== 'later') await leaveHouse()
  if (moment === 'loading' || dirty) {
    await leaveHouse()
    stryker.activeMutant = moment === 'loading' ? active : undefined
    dirty = moment === 'loading'
    await load()
  }
  await tellChildren({ mutant: active })
  stryker.activeMutant = active
  wait(SHORT)
}

async function attempt(ask: Ask & { kind: 'try' }): Promise<Said> {
  const { hitLimit, examples } = ask
  const tried: string[] = []
  let caught: Caught | undefined
  const endless = () => (stryker.hitCount ?? 0) > hitLimit
  const begins = (example: string) => {
    if (caught !== undefined) return
    stryker.hitCount = 0
    tried.push(example)
    say({ kind: 'begins', example })
  }
  const ends = (example: string, failed: string | undefined) => {
    const message = failed ?? stray ?? (endless() ? 'it went round for ever' : undefined)
    if (message !== undefined) caught ??= { by: example, message, doubtful: failed === undefined && !endless() }
  }
  Object.assign(stryker, { hitLimit, hitCount: 0 })
  stray = undefined
  try {
    await activate(ask)
    for (const portion of inPortions(examples)) {
      if (caught !== undefined) break
      const success = await run(portion, { begins, ends }, { failFast: true, leave: true })
      if (!success) caught ??= { by: undefined, message: 'the platform could not be started', doubtful: false }
    }
    if (ask.moment !== 'later' || caught !== undefined) await leaveHouse()
  } catch (error) {
    caught ??= { by: undefined, message: messageOf(error), doubtful: false }
  } finally {
    Object.assign(stryker, { activeMutant: undefined, hitCount: undefined })
  }
  return { kind: 'tried', caught, tried, bytes: process.memoryUsage.rss() }
}

async function main(): Promise<void> {
  const require = ['support/parameter-types.ts', 'support/world.ts', 'support/hooks.ts', 'steps/**/*.steps.ts']
  const { runConfiguration } = await loadConfiguration({ file: false, provided: { require, paths: [NOTHING] } }, environment)
  configuration = runConfiguration
  await load()
  process.on('message', (ask: Ask) => void (ask.kind === 'cover' ? cover(ask.examples) : attempt(ask).then(say)).catch(give))
  process.on('disconnect', () => process.exit())
  say({ kind: 'ready' })
}

/** Something is wrong with this worker itself. */
const give = (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : messageOf(error)}\n`)
  process.exit(1)
}

main().catch(give)

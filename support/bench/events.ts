import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Store } from '../../app/store/store'
import { deliver } from './events-delivery'
import { openInThread, openThreaded, platformOn } from './in-process'
import { recordWork } from './recorded-house'
import { commitTime, createReplay, type Transaction } from './recording'
import { median, table } from './table'
import { type House, publishMany } from './telling'

// Events published a second, fully durable, beside the same rows inserted with better-sqlite3 and nothing else; and how fast they are delivered.

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, events: { type: 'string', default: '4000' }, delivered: { type: 'string', default: '300' } },
})
const ROUNDS = Number(values.rounds)
const COUNT = Number(values.events)
const GROUP = 50
const PIECE = 500
const WARM_UP = 500

interface Way {
  readonly name: string
  readonly open: (path: string) => Promise<Store> | Store
  readonly atOnce: number
  /** At least so many times the raw inserts. */
  readonly goal: number
}
const WAYS: readonly Way[] = [
  { name: 'same thread, one at a time', open: openInThread, atOnce: 1, goal: 0.7 },
  { name: 'writer thread, one at a time', open: openThreaded, atOnce: 1, goal: 0.7 },
  { name: `same thread, in groups of ${GROUP}`, open: openInThread, atOnce: GROUP, goal: 0.4 },
  { name: `writer thread, in groups of ${GROUP}`, open: openThreaded, atOnce: GROUP, goal: 0.4 },
]

const folder = mkdtempSync(join(tmpdir(), 'concord-events-'))
let files = 0
const newPath = () => join(folder, `${++files}.db`)

interface Raw {
  /** The database before. */
  readonly before: Buffer
  /** The rows of each event: itself, and its record in the trail. */
  readonly rows: readonly Transaction[]
}

/** The rows that the platform writes for so many events. */
async function record(): Promise<Raw> {
  const { before, transactions } = await recordWork(newPath(), (house) => publishMany(house, COUNT, 1))
  const rows = transactions.map((all) => all.filter(([sql]) => sql.startsWith('insert')))
  return { before, rows: rows.slice(0, COUNT) }
}

/** So many events in one transaction. */
function grouped(rows: readonly Transaction[], size: number): readonly Transaction[] {
  return Array.from({ length: rows.length / size }, (_, index) => rows.slice(index * size, (index + 1) * size).flat())
}

interface Measured {
  /** Events a second. */
  readonly rate: number
  readonly raw: number
}

/** Piece by piece in turn with the raw inserts, so that whatever else the machine and its disk do meets both alike. */
async function measure({ open, atOnce }: Way, { before, rows }: Raw): Promise<Measured> {
  const path = newPath()
  const store = await open(path)
  const house: House = await platformOn(store, path)
  const rawPath = newPath()
  writeFileSync(rawPath, before)
  const replay = createReplay(rawPath, grouped(rows, atOnce))
  await publishMany(house, WARM_UP, atOnce)
  const ms = { platform: 0, raw: 0 }
  for (let done = 0; done < COUNT; done += PIECE) {
    ms.raw += replay.run(PIECE / atOnce)
    const begun = performance.now()
    await publishMany(house, PIECE, atOnce)
    ms.platform += performance.now() - begun
  }
  replay.close()
  await house.platform.stop(0)
  await store.close()
  return { rate: (COUNT / ms.platform) * 1_000, raw: (COUNT / ms.raw) * 1_000 }
}

async function publishing(): Promise<string> {
  const raw = await record()
  const results = new Map(WAYS.map((way) => [way, [] as Measured[]]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [way, measured] of results) measured.push(await measure(way, raw))
    process.stderr.write('.')
  }
  const rows = [...results].map(([way, measured]) => {
    const ratio = median(measured.map(({ rate, raw: floor }) => rate / floor))
    const [rate, floor] = [median(measured.map((each) => each.rate)), median(measured.map((each) => each.raw))]
    return [way.name, rate.toFixed(0), floor.toFixed(0), ratio.toFixed(2), `${ratio >= way.goal ? 'met' : 'NOT met'}: at least ${way.goal}`]
  })
  const statements = `Each event is ${(raw.rows.flat().length / COUNT).toFixed(1)} rows; a commit of one row takes ${(commitTime(newPath()) * 1_000).toFixed(0)} µs here`
  return `${statements}\n\n${table(['published durably', 'events/s', 'raw inserts', 'of the raw inserts', 'goal'], rows)}`
}

async function delivering(): Promise<string> {
  const rows: string[][] = []
  for (const manner of ['live', 'acknowledged one by one', 'acknowledged in batches of 50'] as const) {
    for (const subscribers of [10, 100]) {
      const path = newPath()
      const store = await openThreaded(path)
      const house = await platformOn(store, path)
      const { rate, p50, p99 } = await deliver(house, { manner, subscribers, events: Number(values.delivered) })
      rows.push([`${manner}, ${subscribers} subscribers`, rate.toFixed(0), p50.toFixed(1), p99.toFixed(1)])
      await house.platform.stop(0)
      await store.close()
      process.stderr.write('.')
    }
  }
  return table(['delivered', 'deliveries/s', 'p50 ms', 'p99 ms'], rows)
}

async function main(): Promise<void> {
  process.stdout.write(`\n${await publishing()}\n\n`)
  process.stdout.write(`\n${await delivering()}\n`)
}

void main()
  .catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }))

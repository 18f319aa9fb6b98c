import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Store } from '../../app/store/store'
import { executeOne, openInThread, openThreaded, platformOn } from './in-process'
import { type Recording, recordWork } from './recorded-house'
import { commitTime, createReplay } from './recording'
import { median, table } from './table'

// Executions a second, fully durable, with a provider that answers at once; beside the same transactions made one after the other
// with better-sqlite3 and nothing else.

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, executions: { type: 'string', default: '2000' }, only: { type: 'string' } },
})
const ROUNDS = Number(values.rounds)
const COUNT = Number(values.executions)
const WARM_UP = 200
const MANY = 50
const PIECE = 250

interface Way {
  readonly name: string
  readonly open: (path: string) => Promise<Store> | Store
  readonly atOnce: number
  /** At least so many times the floor. */
  readonly goal: number
}
const WAYS: readonly Way[] = [
  { name: 'same thread, 1 at a time', open: openInThread, atOnce: 1, goal: 0.7 },
  { name: 'writer thread, 1 at a time', open: openThreaded, atOnce: 1, goal: 0.5 },
  { name: 'same thread, 50 at a time', open: openInThread, atOnce: MANY, goal: 3.5 },
  { name: 'writer thread, 50 at a time', open: openThreaded, atOnce: MANY, goal: 3.5 },
]

const folder = mkdtempSync(join(tmpdir(), 'concord-executions-'))
let files = 0
const newPath = () => join(folder, `${++files}.db`)

type House = Awaited<ReturnType<typeof platformOn>>

async function executeMany(house: House, count: number, atOnce: number): Promise<void> {
  let left = count
  const worker = async () => {
    while (left-- > 0) await executeOne(house)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** Until every episode is made: what follows an execution counts as part of it. */
async function untilQuiet({ platform }: House, store: Store): Promise<void> {
  const due = () => store.read((db) => db.selectFrom('episode_due').select('execution_id').limit(1).execute())
  while ((await due()).length > 0) await platform.parts.episodes.makeDue()
}

interface Measured {
  /** Executions a second. */
  readonly rate: number
  readonly floor: number
}

/** Piece by piece in turn with the floor, so that whatever else the machine and its disk do meets both alike. */
async function measure({ open, atOnce }: Way, floor: Recording): Promise<Measured> {
  const path = newPath()
  const store = await open(path)
  const house = await platformOn(store, path)
  const replay = replayOf(floor)
  const perExecution = floor.transactions.length / COUNT
  await executeMany(house, WARM_UP, atOnce)
  await untilQuiet(house, store)
  const ms = { platform: 0, floor: 0 }
  for (let done = 0; done < COUNT; done += PIECE) {
    ms.floor += replay.run(Math.round(PIECE * perExecution))
    const begun = performance.now()
    await executeMany(house, PIECE, atOnce)
    await untilQuiet(house, store)
    ms.platform += performance.now() - begun
  }
  replay.close()
  await house.platform.stop(0)
  await store.close()
  return { rate: (COUNT / ms.platform) * 1_000, floor: (COUNT / ms.floor) * 1_000 }
}

/** What the platform says to SQLite for so many executions, one at a time. */
const record = (): Promise<Recording> =>
  recordWork(newPath(), async (house, store) => {
    await executeMany(house, COUNT, 1)
    await untilQuiet(house, store)
  })

function replayOf({ before, transactions }: Recording) {
  const path = newPath()
  writeFileSync(path, before)
  return createReplay(path, transactions)
}

async function main(): Promise<void> {
  const ways = WAYS.filter(({ name }) => name.includes(values.only ?? ''))
  const recording = await record()
  const results = new Map(ways.map((way) => [way, [] as Measured[]]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [way, measured] of results) measured.push(await measure(way, recording))
    process.stderr.write('.')
  }
  const rows = [...results].map(([way, measured]) => {
    const ratio = median(measured.map(({ rate, floor }) => rate / floor))
    const [rate, floor] = [median(measured.map((each) => each.rate)), median(measured.map((each) => each.floor))]
    return [way.name, rate.toFixed(0), floor.toFixed(0), ratio.toFixed(2), `${ratio >= way.goal ? 'met' : 'NOT met'}: at least ${way.goal}`]
  })
  const statements = recording.transactions.flat().length / COUNT
  const perExecution = `${(recording.transactions.length / COUNT).toFixed(1)} transactions with ${statements.toFixed(1)} statements an execution`
  process.stdout.write(`\n${perExecution}; a commit of one row takes ${(commitTime(newPath()) * 1_000).toFixed(0)} µs here\n\n`)
  process.stdout.write(`${table(['', 'executions/s', 'the floor meanwhile', 'times the floor', 'goal'], rows)}\n`)
}

void main()
  .catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }))

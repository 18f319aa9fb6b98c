import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Store } from '../../app/store/store'
import { openInThread, openThreaded, platformOn, SOMEBODY } from './in-process'
import { openBullmq, openPlainjob, type Peer, type REDIS, WORDS } from './queue-peers'
import { commitTime } from './recording'
import { median, table } from './table'

// The embedded task queue beside plainjob on SQLite with the same durability (synchronous = FULL), piece by piece in turn; and beside BullMQ
// alone on a Redis of its own. Adding, and adding, taking and completing: one at a time and 50 at once. The platform writes its audit trail.

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, tasks: { type: 'string', default: '1000' }, redis: { type: 'string', default: 'yes' } },
})
const ROUNDS = Number(values.rounds)
const COUNT = Number(values.tasks)
const PIECE = 100
const WARM_UP = 200
const GROUP = 50
/** At least as many as plainjob. */
const GOAL = 1

const folder = mkdtempSync(join(tmpdir(), 'concord-queue-'))
let files = 0
const newPath = () => join(folder, `${++files}.db`)

async function openPlatform(open: (path: string) => Promise<Store> | Store): Promise<Peer> {
  const path = newPath()
  const store = await open(path)
  const { platform } = await platformOn(store, path)
  const { queues } = platform.parts.backplane
  const actor = { kind: 'person', id: SOMEBODY.id, by: SOMEBODY.id } as const
  return {
    add: async () => void (await queues.add({ queue: 'bench', title: 'resize', data: WORDS, priority: 0, delayMs: 0, actor })),
    async work() {
      const task = await queues.claim({ queue: 'bench', worker: 'bench', actor }, 0)
      if (task === undefined) throw new Error('the platform has nothing to do')
      await queues.complete({ queue: 'bench', id: task.id, actor, anyWorker: false }, 'done')
    },
    async close() {
      await platform.stop(0)
      await store.close()
    },
  }
}

type Job = 'add' | 'add, take, complete'
const JOBS: readonly Job[] = ['add', 'add, take, complete']

/** Milliseconds for so many tasks, so many at once. */
async function run({ add, work }: Peer, { job, count, atOnce }: { job: Job; count: number; atOnce: number }): Promise<number> {
  const begun = performance.now()
  let left = count
  const one = async () => {
    while (left-- > 0) {
      await add()
      if (job !== 'add') await work()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return performance.now() - begun
}

const WAYS = { 'same thread': openInThread, 'writer thread': openThreaded } as const
const AT_ONCE = [1, GROUP]

interface Measured {
  readonly rate: number
  readonly other: number
}

/** Piece by piece in turn, so that whatever else the machine and its disk do meets both alike. */
async function beside(open: () => Promise<Peer>, other: () => Promise<Peer>, asked: { job: Job; atOnce: number }): Promise<Measured> {
  const [ours, theirs] = [await open(), await other()]
  for (const peer of [ours, theirs]) await run(peer, { ...asked, count: WARM_UP })
  const ms = { ours: 0, theirs: 0 }
  for (let done = 0; done < COUNT; done += PIECE) {
    ms.theirs += await run(theirs, { ...asked, count: PIECE })
    ms.ours += await run(ours, { ...asked, count: PIECE })
  }
  await ours.close()
  await theirs.close()
  return { rate: (COUNT / ms.ours) * 1_000, other: (COUNT / ms.theirs) * 1_000 }
}

const middle = (measured: readonly Measured[], pick: (each: Measured) => number): number => median(measured.map(pick))

async function compare(name: string, other: () => Promise<Peer>, goal: number | undefined): Promise<string> {
  const rows: string[][] = []
  for (const job of JOBS)
    for (const atOnce of AT_ONCE)
      for (const [way, open] of Object.entries(WAYS)) {
        const measured: Measured[] = []
        for (let round = 0; round < ROUNDS; round++) measured.push(await beside(() => openPlatform(open), other, { job, atOnce }))
        const ratio = middle(measured, ({ rate, other: floor }) => rate / floor)
        const met = goal === undefined ? [] : [`${ratio >= goal ? 'met' : 'NOT met'}: at least ${goal}`]
        const rates = [middle(measured, ({ rate }) => rate).toFixed(0), middle(measured, (each) => each.other).toFixed(0)]
        rows.push([`${job}; ${atOnce} at a time; ${way}`, ...rates, ratio.toFixed(2), ...met])
        process.stderr.write('.')
      }
  return table(['embedded queue', 'tasks/s', name, 'times that', ...(goal === undefined ? [] : ['goal'])], rows)
}

async function main(): Promise<void> {
  process.stdout.write(`\nA commit of one row takes ${(commitTime(newPath()) * 1_000).toFixed(0)} µs here\n`)
  process.stdout.write(`\n${await compare('plainjob', async () => openPlainjob(newPath()), GOAL)}\n`)
  if (values.redis !== 'yes') return
  for (const manner of ['default', 'fsync always'] as const satisfies readonly (keyof typeof REDIS)[])
    process.stdout.write(`\n${await compare(`BullMQ, Redis: ${manner}`, () => openBullmq(folder, manner), undefined)}\n`)
}

void main()
  .catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }))

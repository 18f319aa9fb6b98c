import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { ParallelTask } from '../../app/coordination/parallel'
import type { Store } from '../../app/store/store'
import { executeOne, openInThread, openThreaded, platformOn, SOMEBODY } from './in-process'
import { median, table } from './table'

// What it costs that several agents work on one job: task graphs and workflows, fully durable, with agents that answer at once; beside the
// same number of single executions, as many at a time, in the same run. And whether a large graph costs more for each task than a small one.

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, sizes: { type: 'string', default: '100,1000,10000' }, only: { type: 'string', default: '' } },
})
const ROUNDS = Number(values.rounds)
const SIZES = values.sizes.split(',').map(Number)
const LAYERS = 10
const PLACES = 10
const STEPS = 100
const GRAPH = 1_000
/** Milliseconds that a task may cost more than the same execution alone. */
const OVERHEAD = 2
/** How much more a task may cost in the largest graph than in the smallest. */
const GROWTH = 1.3
const WARM_UP = 100

const folder = mkdtempSync(join(tmpdir(), 'concord-coordination-'))
let files = 0

type House = Awaited<ReturnType<typeof platformOn>>

async function inHouse<Answer>(open: (path: string) => Promise<Store> | Store, work: (house: House) => Promise<Answer>): Promise<Answer> {
  const path = join(folder, `${++files}.db`)
  const store = await open(path)
  const house = await platformOn(store, path)
  try {
    await alone(house, WARM_UP, PLACES)
    return await work(house)
  } finally {
    await house.platform.stop(0)
    await store.close()
  }
}

/** So many tasks in ten layers; each depends on two of the layer before. */
function graphOf(size: number, agentId: string): readonly ParallelTask[] {
  const width = Math.ceil(size / LAYERS)
  return Array.from({ length: size }, (_, index) => {
    const layer = Math.floor(index / width)
    const needed = layer === 0 ? [] : [index, index + 1].map((place) => (layer - 1) * width + (place % width))
    return { id: `t${index}`, agent_id: agentId, task: 'Do your part of it.', dependencies: needed.map((other) => `t${other}`) }
  })
}

async function coordinate({ platform }: House, kind: 'parallel' | 'workflow', request: unknown): Promise<number> {
  const { coordinations } = platform.parts
  const begun = performance.now()
  const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }
  const id = await coordinations.begin({ kind, request, by: SOMEBODY, trace })
  const { status, error } = await coordinations.settled(id, new AbortController().signal)
  if (status !== 'completed') throw new Error(`the ${kind} is ${status}: ${error?.detail}`)
  return performance.now() - begun
}

/** The same executions without anybody who leads them. */
async function alone(house: House, count: number, atOnce: number): Promise<number> {
  const begun = performance.now()
  let left = count
  const worker = async () => {
    while (left-- > 0) await executeOne(house)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return performance.now() - begun
}

interface Job {
  readonly name: string
  readonly size: number
  readonly atOnce: number
  run(house: House): Promise<number>
}
const JOBS: readonly Job[] = [
  {
    name: `graph of ${GRAPH} tasks in ${LAYERS} layers`,
    size: GRAPH,
    atOnce: PLACES,
    run: (house) => coordinate(house, 'parallel', { tasks: graphOf(GRAPH, house.agentId) }),
  },
  {
    name: `workflow of ${STEPS} steps`,
    size: STEPS,
    atOnce: 1,
    run: (house) =>
      coordinate(house, 'workflow', { steps: Array.from({ length: STEPS }, () => ({ agent_id: house.agentId, action: 'chat', message: 'Next.' })) }),
  },
]
const WAYS = [
  ['same thread', openInThread],
  ['writer thread', (path: string) => openThreaded(path)],
] as const

async function overheads(): Promise<void> {
  const rows: string[][] = []
  for (const [way, open] of WAYS)
    for (const { name, size, atOnce, run } of JOBS) {
      const rounds = await inHouse(open, async (house) => {
        const measured: { led: number; single: number }[] = []
        for (let round = 0; round < ROUNDS; round++) measured.push({ single: (await alone(house, size, atOnce)) / size, led: (await run(house)) / size })
        return measured
      })
      const [led, single] = [median(rounds.map((each) => each.led)), median(rounds.map((each) => each.single))]
      const more = median(rounds.map((each) => each.led - each.single))
      const ratio = median(rounds.map((each) => each.led / each.single))
      rows.push([
        `${name}, ${way}`,
        led.toFixed(2),
        single.toFixed(2),
        ratio.toFixed(2),
        more.toFixed(2),
        `${more < OVERHEAD ? 'met' : 'NOT met'}: under ${OVERHEAD}`,
      ])
      process.stderr.write('.')
    }
  const head = ['', 'ms a task', 'ms a single execution', 'times', 'ms more', 'goal']
  process.stdout.write(`\nAt most ${PLACES} at once\n\n${table(head, rows)}\n`)
}

async function growth(): Promise<void> {
  const costs: number[] = []
  for (const size of SIZES) {
    const rounds = Math.max(1, Math.min(ROUNDS, Math.floor(10_000 / size)))
    const measured = await inHouse(openInThread, async (house) => {
      const all: number[] = []
      for (let round = 0; round < rounds; round++) all.push((await coordinate(house, 'parallel', { tasks: graphOf(size, house.agentId) })) / size)
      return all
    })
    costs.push(median(measured))
    process.stderr.write('.')
  }
  const [first = 1] = costs
  const rows = SIZES.map((size, index) => {
    const ratio = (costs[index] ?? 0) / first
    return [`${size} tasks`, (costs[index] ?? 0).toFixed(2), ratio.toFixed(2), `${ratio <= GROWTH ? 'met' : 'NOT met'}: at most ${GROWTH}`]
  })
  process.stdout.write(`\n${table(['graph of', 'ms a task', `times that of ${SIZES[0]}`, 'goal'], rows)}\n`)
}

async function main(): Promise<void> {
  if (values.only !== 'growth') await overheads()
  if (values.only !== 'overhead') await growth()
}

void main()
  .catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }))

import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Environment } from '../../app/settings'
import { messageOf } from '../../app/shared/errors'
import { type BackplaneName, commandFrom, Misuse } from '../coordination/command'
import { percentile } from '../coordination/measurements'
import type { Scenario } from '../coordination/pattern'
import { play } from '../coordination/runner'
import { type OpenStage, openStage, type Place } from '../coordination/stage'
import { startRedis } from '../engines/redis-server'
import { MissingEngine } from '../storage/own-server'
import { startPostgres } from '../storage/server'
import { NO_TEMPORAL, temporalServer } from '../temporal/dev-server'
import { ownQueue } from '../temporal/platforms'
import { ROUND_TRIPS } from './round-trips'
import { table } from './table'

// How long one round trip of each pattern takes on each engine that can be had here, over the API, on a platform in this process; one at a time,
// and five at once. The engines take turns, so that whatever else the machine and its disk do meets all alike. An engine that is not here is named.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, ms: { type: 'string', default: '250' }, only: { type: 'string' } } })
const ROUNDS = Number(values.rounds)
/** How long one engine has its turn. */
const TURN_MS = Number(values.ms)
const WARM_UP_MS = 100
const AT_ONCE = [1, 5]
const TIMEOUT_MS = 20_000

interface Contestant {
  readonly name: string
  readonly stage: OpenStage
  readonly origin: string
}

/** What an engine needs beside the platform: the settings that name it, and how to end it. */
interface Needed {
  readonly env: Environment
  stop(): Promise<unknown>
}
const alone = async (): Promise<Needed> => ({ env: {}, stop: async () => {} })

const ENGINES: readonly { readonly name: string; readonly backplane: BackplaneName; readonly needed: () => Promise<Needed> }[] = [
  { name: 'embedded, SQLite', backplane: 'embedded', needed: alone },
  {
    name: 'embedded, PostgreSQL',
    backplane: 'postgres',
    async needed() {
      const server = await startPostgres()
      return { env: { DATABASE_URL: server.url }, stop: server.stop }
    },
  },
  {
    name: 'Redis',
    backplane: 'redis',
    async needed() {
      const server = await startRedis()
      return { env: { REDIS_URL: server.url }, stop: server.stop }
    },
  },
  {
    name: 'Temporal',
    backplane: 'temporal',
    async needed() {
      const server = await temporalServer()
      if (server === undefined) throw new MissingEngine(NO_TEMPORAL)
      return { env: { TEMPORAL_ADDRESS: server.address, TEMPORAL_TASK_QUEUE: ownQueue() }, stop: server.stop }
    },
  },
  { name: 'mcp, stand-ins', backplane: 'mcp', needed: alone },
]

/** Opens what can be had; says of what cannot why. */
async function openAll(undo: (() => Promise<unknown>)[]): Promise<readonly Contestant[]> {
  const opened: Contestant[] = []
  for (const { name, backplane, needed } of ENGINES) {
    try {
      const { env, stop } = await needed()
      undo.push(stop)
      const command = commandFrom(['--backplane', backplane, ...(backplane === 'mcp' ? ['--mock'] : [])], {})
      if (command === undefined) throw new Error('nothing is to be run')
      const place = Promise.withResolvers<Place>()
      const stage = await openStage(command, env, { opened: place.resolve })
      undo.push(stage.close)
      opened.push({ name, stage, origin: (await place.promise).origin })
    } catch (error) {
      if (!(error instanceof Misuse || error instanceof MissingEngine)) throw error
      process.stdout.write(`\nNot measured: ${name} (${messageOf(error)})\n`)
    }
  }
  return opened
}

type Trip = (typeof ROUND_TRIPS)[number]

/** The milliseconds of each round trip of one turn, so many at once. Throws if one of them is not as it should be. */
async function turn({ stage, origin }: Contestant, { pattern, open }: Trip, { atOnce, ms }: { atOnce: number; ms: number }): Promise<readonly number[]> {
  const took: number[] = []
  const scenario = (): Scenario => ({
    ...{ pattern, promise: 'it is answered' },
    async play(scene) {
      const trip = await open(scene, origin)
      const until = performance.now() + ms
      while (performance.now() < until) took.push(await trip.once())
      await trip.end()
    },
  })
  const plan = { seed: 1, parallel: atOnce, timeoutMs: TIMEOUT_MS, failFast: true }
  const { verdicts } = await play(Array.from({ length: atOnce }, scenario), stage, plan)
  for (const { outcome } of verdicts) if (outcome.kind === 'broken') throw new Error(`${pattern}: ${outcome.sentence}`)
  return took
}

interface Measured {
  readonly count: number
  readonly p50: number
  readonly p99: number
}

/** All engines in turn, so many rounds; in the order of the engines. */
async function measure(contestants: readonly Contestant[], trip: Trip, atOnce: number): Promise<readonly Measured[]> {
  const took = new Map<Contestant, number[]>(contestants.map((each) => [each, []]))
  for (const each of contestants) await turn(each, trip, { atOnce, ms: WARM_UP_MS })
  for (let round = 0; round < ROUNDS; round++) for (const [each, all] of took) all.push(...(await turn(each, trip, { atOnce, ms: TURN_MS })))
  process.stderr.write('.')
  return [...took.values()].map((all) => {
    const sorted = all.toSorted((one, other) => one - other)
    return { count: all.length, p50: percentile(sorted, 0.5) ?? Number.NaN, p99: percentile(sorted, 0.99) ?? Number.NaN }
  })
}

async function report(contestants: readonly Contestant[], atOnce: number): Promise<string> {
  const rows: string[][] = []
  for (const trip of ROUND_TRIPS) {
    if (values.only !== undefined && values.only !== trip.pattern) continue
    const [first, ...others] = await measure(contestants, trip, atOnce)
    if (first === undefined) throw new Error('no engine can be had')
    const beside = ({ p50, p99 }: Measured) => `${(p50 / first.p50).toFixed(2)}, ${(p99 / first.p99).toFixed(2)}`
    const fewest = Math.min(...[first, ...others].map(({ count }) => count))
    rows.push([trip.name, `${first.p50.toFixed(2)}, ${first.p99.toFixed(2)}`, ...others.map(beside), String(fewest)])
  }
  const [first, ...others] = contestants.map(({ name }) => name)
  return table([`${atOnce} at a time; p50, p99`, `${first}: ms`, ...others.map((name) => `${name}: times`), 'trips, at least'], rows)
}

async function main(): Promise<void> {
  const undo: (() => Promise<unknown>)[] = []
  try {
    process.stdout.write(`\n${availableParallelism()} processors, load before: ${(loadavg()[0] ?? 0).toFixed(1)}\n`)
    const contestants = await openAll(undo)
    for (const atOnce of AT_ONCE) process.stdout.write(`\n${await report(contestants, atOnce)}\n`)
    process.stdout.write(`\nLoad afterwards: ${(loadavg()[0] ?? 0).toFixed(1)}\n`)
  } finally {
    for (const each of undo.toReversed()) await each()
  }
}

void main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exitCode = 1
})

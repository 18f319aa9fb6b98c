import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startOwn } from './processes'
import { table } from './table'

// 1,000 live viewers of 100 streams at 50 words a second each: how long from a commit to the viewer, what it costs the server, and what
// one viewer who reads nothing changes.

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' }, viewers: { type: 'string', default: '1000' } } })
const SECONDS = Number(values.seconds)
const VIEWERS = Number(values.viewers)
const STREAMS = 100
const CLIENTS = 2
const SETTLE_MS = 4_000
const GOAL_MS = 5
const GOAL_CPU = 0.6
const TOKEN = 'bench-administrator-token'

type Times = readonly (readonly [execution: string, number: number, at: number])[]
interface Usage {
  readonly process: NodeJS.CpuUsage
  readonly thread: NodeJS.CpuUsage
  readonly at: number
}

const steady = (): number => Number(process.hrtime.bigint()) / 1e6

function start(file: string, args: readonly string[], node: readonly string[] = []): ChildProcess {
  const child = fork(join(__dirname, file), args, { execArgv: ['-r', 'ts-node/register', ...node], serialization: 'advanced' })
  process.once('exit', () => child.kill('SIGKILL'))
  return child
}

const told = async <T>(child: ChildProcess): Promise<T> => (await once(child, 'message'))[0] as T

function ask<T>(child: ChildProcess, order: object | string): Promise<T> {
  const answer = told<T>(child)
  child.send(order)
  return answer
}

interface Span {
  readonly from: number
  readonly until: number
  /** Shares of one core. */
  readonly cpu: number
  readonly mainThread: number
}

async function span(server: ChildProcess): Promise<Span> {
  const [before, from] = [await ask<Usage>(server, 'usage'), steady()]
  await wait(SECONDS * 1_000)
  const [after, until] = [await ask<Usage>(server, 'usage'), steady()]
  const share = (which: 'process' | 'thread') =>
    (after[which].user + after[which].system - before[which].user - before[which].system) / 1_000 / (after.at - before.at)
  return { from, until, cpu: share('process'), mainThread: share('thread') }
}

/** Milliseconds from the commit to each viewer, for what was committed in a span. */
function latencies(commits: Times, came: Times, { from, until }: Span): number[] {
  const committed = new Map(commits.map(([id, number, at]) => [`${id} ${number}`, at]))
  const all: number[] = []
  for (const [id, number, at] of came) {
    const then = committed.get(`${id} ${number}`)
    if (then !== undefined && then >= from && then < until) all.push(at - then)
  }
  return all.sort((one, other) => one - other)
}

const LONG_MS = SETTLE_MS * 2 + SECONDS * 2_000 + 10_000

async function main(): Promise<void> {
  const upstream = await startOwn('viewers-upstream.ts', [String(LONG_MS / 1_000)])
  const server = start(
    'viewers-server.ts',
    [upstream.origin, TOKEN],
    process.execArgv.filter((argument) => argument.startsWith('--cpu-prof')),
  )
  const origin = `http://127.0.0.1:${await told<number>(server)}`
  const executions = await ask<string[]>(server, { begin: STREAMS })
  const clients = Array.from({ length: CLIENTS }, () => start('viewers-client.ts', [origin, TOKEN]))
  const watched = Array.from({ length: VIEWERS }, (_, index) => executions[index % STREAMS] ?? '')
  await Promise.all(clients.map((client, which) => ask(client, { watch: watched.filter((_, index) => index % CLIENTS === which) })))
  await wait(SETTLE_MS)
  const undisturbed = await span(server)
  const staller = start('viewers-client.ts', [origin, TOKEN])
  staller.send({ stall: executions })
  const disturbed = await span(server)
  const closed = await Promise.race([ask<string>(staller, 'read on'), wait(5_000, 'not closed')])
  const commits = await ask<Times>(server, 'commits')
  const came = (await Promise.all(clients.map((client) => ask<Times>(client, 'tell')))).flat()
  const row = (name: string, each: Span) => {
    const all = latencies(commits, came, each)
    const at = (share: number) => (all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN).toFixed(2)
    const rate = (all.length / SECONDS).toFixed(0)
    return { p99: Number(at(0.99)), cells: [name, rate, at(0.5), at(0.99), at(0.999), each.cpu.toFixed(2), each.mainThread.toFixed(2)] }
  }
  const rows = [row('all read', undisturbed), row('one more reads nothing', disturbed)]
  const head = ['', 'events/s shown', 'p50 ms', 'p99 ms', 'p99.9 ms', 'cores, process', 'cores, main thread']
  process.stdout.write(`${VIEWERS} viewers of ${STREAMS} streams at 50 words a second each; milliseconds from the commit to the viewer\n\n`)
  process.stdout.write(
    `${table(
      head,
      rows.map(({ cells }) => cells),
    )}\n\n`,
  )
  const met = (is: boolean, goal: string) => process.stdout.write(`${is ? 'met' : 'NOT met'}: ${goal}\n`)
  met(
    rows.every(({ p99 }) => p99 < GOAL_MS),
    `p99 under ${GOAL_MS} ms`,
  )
  met(undisturbed.cpu < GOAL_CPU, `under ${GOAL_CPU} of one core`)
  met(closed === '1013 too_slow', `who reads nothing is sent away at 1 MiB (${closed})`)
  for (const child of [...clients, staller]) child.kill('SIGKILL')
  server.kill('SIGTERM')
  await once(server, 'exit')
  await upstream.stop()
  process.exit()
}

void main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})

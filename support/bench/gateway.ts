import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { type Contestant, direct, startBareProxy, startConcord, startPortkey } from './contestants'
import { fire } from './fire'
import type { Measured } from './load'
import { startOwn } from './processes'
import { median, table } from './table'

// Requests a second and added latency of Concord, Portkey and a bare Node proxy before the same trivial provider.

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '5' }, connections: { type: 'string', default: '50' } },
})
const ROUNDS = Number(values.rounds)
const SECONDS = Number(values.seconds)
const CONNECTIONS = Number(values.connections)
const MOST_REQUESTS = 1_000_000
const WARM_UP_MS = 2_000
const NAMES = ['bare proxy', 'Concord', 'Portkey'] as const
type Name = (typeof NAMES)[number]
type Results = Record<Name | 'direct', Measured[]>

const measure = ({ origin, shot }: Contestant): Promise<Measured> =>
  fire({
    ...shot,
    origin,
    connections: CONNECTIONS,
    warmUpMs: WARM_UP_MS,
    measureMs: SECONDS * 1_000,
    requests: MOST_REQUESTS,
    expect: 'I am a trivial upstream',
  })

/** Every contestant in turn, again and again, so that whatever else the machine does meets all alike. */
async function rounds(contestants: Record<Name | 'direct', Contestant>): Promise<Results> {
  const results: Results = { direct: [], 'bare proxy': [], Concord: [], Portkey: [] }
  const order = ['direct', ...NAMES] as const
  for (let round = 0; round < ROUNDS; round++) {
    for (let index = 0; index < order.length; index++) {
      const name = order[(index + round) % order.length] ?? 'direct'
      results[name].push(await measure(contestants[name]))
    }
    process.stderr.write('.')
  }
  return results
}

interface Goal {
  readonly floor: number
  readonly peer: number
}

function report(title: string, results: Results, { floor, peer }: Goal): void {
  const of = (name: keyof Results, what: keyof Measured) => median(results[name].map((measured) => measured[what]))
  const rows = NAMES.map((name) => {
    const added = (what: 'p50' | 'p99') => (of(name, what) - of('direct', what)).toFixed(2)
    const rate = of(name, 'perSecond')
    const share = (other: Name) => (rate / of(other, 'perSecond')).toFixed(2)
    return [name, Math.round(rate).toString(), added('p50'), added('p99'), share('bare proxy'), share('Portkey')]
  })
  const head = [title, 'requests/s', 'added p50 ms', 'added p99 ms', 'of the bare proxy', 'times Portkey']
  process.stdout.write(`\n${table(head, rows)}\n`)
  const verdict = (met: boolean, goal: string) => `${met ? 'met' : 'NOT met'}: ${goal}`
  const ratio = (other: Name) => of('Concord', 'perSecond') / of(other, 'perSecond')
  process.stdout.write(
    `${verdict(ratio('bare proxy') >= floor, `at least ${floor} of the bare proxy`)}; ${verdict(ratio('Portkey') >= peer, `at least ${peer} times Portkey`)}\n`,
  )
}

async function main(): Promise<void> {
  const [good, bad] = [await startOwn('upstream.ts', ['answers']), await startOwn('upstream.ts', ['unavailable'])]
  process.stdout.write(
    `Node ${process.versions.node} for all, ${availableParallelism()} processors, load before ${loadavg()[0]?.toFixed(1)}, ${CONNECTIONS} connections, medians of ${ROUNDS} rounds of ${SECONDS} s\n`,
  )
  const scenarios = [
    { title: 'passing through', upstreams: { openai: good.origin }, goal: { floor: 0.7, peer: 4 } },
    { title: 'failing over', upstreams: { openai: bad.origin, anthropic: good.origin }, goal: { floor: 0.9, peer: 6 } },
  ]
  for (const { title, upstreams, goal } of scenarios) {
    const [bare, concord, portkey] = [await startBareProxy(upstreams), await startConcord(upstreams), await startPortkey(upstreams)]
    report(title, await rounds({ direct: direct(good), 'bare proxy': bare, Concord: concord, Portkey: portkey }), goal)
    await Promise.all([bare.stop(), concord.stop(), portkey.stop()])
  }
  await Promise.all([good.stop(), bad.stop()])
}

void main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})

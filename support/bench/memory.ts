import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startConcord } from './contestants'
import { fire } from './fire'
import type { Order } from './load'
import { startOwn } from './processes'
import { median } from './table'

// The memory of the platform, as `npm start` runs it, while it answers 100,000 chat requests and 10,000 streams. Linux only: it reads /proc.

const { values } = parseArgs({ options: { requests: { type: 'string', default: '100000' }, streams: { type: 'string', default: '10000' } } })
const MOST_MB = 200
const MOST_GROWTH = 1.05
const LONGEST_MS = 900_000
const EVERY_MS = 250

const rssOf = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024

async function main(): Promise<void> {
  const upstream = await startOwn('upstream.ts', ['answers'])
  const concord = await startConcord({ openai: upstream.origin })
  const samples: number[] = []
  const idle = rssOf(concord.pid)
  const timer = setInterval(() => samples.push(rssOf(concord.pid)), EVERY_MS)
  const common = { ...concord.shot, origin: concord.origin, warmUpMs: 0, measureMs: LONGEST_MS }
  const chat: Order = { ...common, connections: 50, requests: Number(values.requests), expect: 'I am a trivial upstream' }
  const streamed = JSON.stringify({ ...JSON.parse(concord.shot.body), stream: true })
  const streams: Order = { ...common, body: streamed, connections: 10, requests: Number(values.streams), expect: 'streaming:complete' }
  const [asked, followed] = await Promise.all([fire(chat), fire(streams)])
  clearInterval(timer)
  const third = Math.floor(samples.length / 3)
  const [middle, last, most] = [median(samples.slice(third, 2 * third)), median(samples.slice(2 * third)), Math.max(...samples)]
  const mb = (value: number) => `${value.toFixed(0)} MB`
  process.stdout.write(
    `${asked.count} requests and ${followed.count} streams: ${mb(idle)} before, middle third ${mb(middle)}, last third ${mb(last)}, most ${mb(most)}\n`,
  )
  process.stdout.write(`${most < MOST_MB ? 'met' : 'NOT met'}: under ${MOST_MB} MB; ${last < middle * MOST_GROWTH ? 'met' : 'NOT met'}: no growth\n`)
  await concord.stop()
  await upstream.stop()
}

void main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})

import { Pool } from 'undici'

// The load, in a process of its own: keeps a number of connections busy, each with one request at a time, until the time or the count is over.

/** What is sent, and for how long. Times in milliseconds; `requests` bounds the count. */
export interface Order {
  readonly origin: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly connections: number
  readonly warmUpMs: number
  readonly measureMs: number
  readonly requests: number
  /** Found in every right answer. */
  readonly expect: string
}

/** Latencies in milliseconds. */
export interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly count: number
}

interface Reply {
  readonly status: number
  readonly text: string
}

function ask(pool: Pool, { path, headers, body }: Order): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let status = 0
    const pieces: Buffer[] = []
    pool.dispatch(
      { path, method: 'POST', headers, body },
      {
        onRequestStart() {},
        onResponseStart(_controller, code) {
          status = code
        },
        onResponseData: (_controller, piece) => void pieces.push(piece),
        onResponseEnd: () => resolve({ status, text: Buffer.concat(pieces).toString('latin1') }),
        onResponseError: (_controller, error) => reject(error),
      },
    )
  })
}

async function run(order: Order): Promise<Measured> {
  const pool = new Pool(order.origin, { connections: order.connections, pipelining: 1 })
  const from = performance.now() + order.warmUpMs
  const until = from + order.measureMs
  const latencies: number[] = []
  let left = order.requests
  const worker = async () => {
    for (let begun = performance.now(); begun < until && left-- > 0; begun = performance.now()) {
      const { status, text } = await ask(pool, order)
      if (status !== 200 || !text.includes(order.expect)) throw new Error(`${order.origin}${order.path} answered ${status}: ${text.slice(0, 500)}`)
      if (begun >= from) latencies.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: order.connections }, worker))
  const ms = performance.now() - from
  await pool.close()
  latencies.sort((one, other) => one - other)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN
  return { perSecond: (latencies.length / ms) * 1_000, p50: at(0.5), p99: at(0.99), count: latencies.length }
}

process.once('message', (order: Order) => {
  run(order).then(
    (measured) => process.send?.(measured, () => process.disconnect()),
    (error: Error) => {
      process.stderr.write(`${error.message}\n`)
      process.exit(1)
    },
  )
})

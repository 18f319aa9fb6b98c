import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What the platform counts of itself, for Prometheus. */
export interface Metrics {
  request(route: string, status: number, ms: number): void
  attempt(provider: string, outcome: string, ms: number): void
  breaker(provider: string, state: 'closed' | 'open' | 'half_open'): void
  wrongToken(): void
  decision(decision: string, cached: boolean): void
  /** A use of the engine of coordination; `error` is the code, if it failed. */
  operation(used: { readonly operation: string; readonly ms: number; readonly error: string | undefined }): void
  /** The text exposition format. */
  text(): Promise<string>
  readonly contentType: string
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]
const BREAKER_STATES = ['closed', 'half_open', 'open'] as const

export function createMetrics({ openWork }: { openWork: () => number }): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  const requests = new Histogram({
    name: 'concord_http_request_seconds',
    help: 'Duration of answered requests',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const attempts = new Histogram({
    name: 'concord_provider_attempt_seconds',
    help: 'Duration of attempts at model providers, by outcome',
    labelNames: ['provider', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const breakers = new Gauge({ name: 'concord_provider_breaker', help: '1 for the state that the breaker is in', labelNames: ['provider', 'state'], registers })
  const wrongTokens = new Counter({ name: 'concord_wrong_tokens_total', help: 'Requests with a wrong token', registers })
  const decisions = new Counter({
    name: 'concord_decisions_total',
    help: 'What agents may do: decisions, and whether they were known already',
    labelNames: ['decision', 'cached'],
    registers,
  })
  const operations = new Histogram({
    name: 'concord_backplane_operation_seconds',
    help: 'Duration of uses of the engine of coordination, waiting included, by outcome: ok, or the code of the error',
    labelNames: ['operation', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  new Gauge({
    name: 'concord_open_work',
    help: 'Requests and streams under way',
    registers,
    collect() {
      this.set(openWork())
    },
  })
  return {
    request: (route, status, ms) => requests.observe({ route, status }, ms / 1_000),
    attempt: (provider, outcome, ms) => attempts.observe({ provider, outcome }, ms / 1_000),
    breaker: (provider, state) => {
      for (const each of BREAKER_STATES) breakers.set({ provider, state: each }, Number(each === state))
    },
    wrongToken: () => wrongTokens.inc(),
    decision: (decision, cached) => decisions.inc({ decision, cached: String(cached) }),
    operation: ({ operation, ms, error = 'ok' }) => operations.observe({ operation, outcome: error }, ms / 1_000),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

import { createTrail } from '../audit/trail'
import { handClock } from '../llm/test-kit'
import { seconds } from '../shared/clock'
import { ConcordError } from '../shared/errors'
import { createIds } from '../shared/ids'
import { createLogger } from '../shared/logger'
import { seededRandom } from '../shared/random'
import { continueTrace } from '../shared/trace'
import { storeOn } from '../store/open'
import { openSqlite } from '../store/sqlite'
import type { OutsideService, Requests, SendAnswer, SendOutcome } from './send'
import { createSends } from './sends'

type Slack = OutsideService<Requests['slack']>

export const ANSWER = { channel: 'C1', ts: '1.000001' }
export const SENT: SendOutcome = { kind: 'sent', answer: ANSWER }
export const LOST: SendOutcome = { kind: 'unknown', reason: 'the connection was cut' }
export const TIMEOUT = seconds(30)
export const ALICE = { id: 'alice', role: 'user' } as const
export const SUPERVISOR = { id: 'sam', role: 'supervisor' } as const
export const calm = new AbortController().signal

/** An outbox over a service whose next outcomes are given; then it sends. What was sent, and whether it is found, is up to the test. */
export function bench({ outcomes = [], found }: { outcomes?: (SendOutcome | Promise<SendOutcome>)[]; found?: () => SendAnswer | undefined } = {}) {
  const hand = handClock()
  let jumped = 0
  const jump = (ms: number) => {
    jumped += ms
  }
  const clock = { ...hand, now: () => hand.now() + jumped, jump }
  const store = storeOn(openSqlite(':memory:', 0))
  const newId = createIds({ clock, random: seededRandom(1) })
  const seen = { sent: [] as string[], looked: 0 }
  const slack: Slack = {
    ready: () => {},
    send: async ({ id }) => {
      seen.sent.push(id)
      return outcomes.shift() ?? SENT
    },
    look: async () => {
      seen.looked += 1
      return found?.()
    },
  }
  const instance = (instanceId: string) =>
    createSends({
      store,
      clock,
      newId,
      instanceId,
      logger: createLogger('silent'),
      services: { slack, github: slack as never },
      settings: { timeoutMs: TIMEOUT, idempotencyHours: 24 },
    })
  const order = (idempotencyKey?: string, text = 'Hello') => ({
    personId: 'alice',
    service: 'slack' as const,
    request: { channel: 'C1', text },
    idempotencyKey,
    trace: continueTrace(undefined),
  })
  const trail = createTrail({ store, clock, newId, knownHeads: async () => [] })
  const audit = async () =>
    (await trail.page({ after: 0, limit: 100, newestFirst: false })).records.map(({ action, outcome }) => (outcome === null ? action : `${action} ${outcome}`))
  return { clock, store, seen, instance, sends: instance('here'), order, audit }
}

/** For `assert.rejects`. */
export const code = (expected: string) => (error: unknown) => error instanceof ConcordError && error.code === expected

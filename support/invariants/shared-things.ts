import fc from 'fast-check'
import type { Api } from '../api'
import { asAgent } from '../changing-agents'
import { perScenario } from '../per-scenario'
import type { Reply } from '../reply'
import { placeOf } from '../sharing'
import type { ConcordWorld } from '../world'
import { type Answer, type Asked, type Doer, HOLDERS, isPerson, PEOPLE } from './one-at-a-time'

// One resource and one value, and several people and agents who use them at the same moments, made up.

const DOERS = [...HOLDERS, ...PEOPLE]

const WHATS = ['ask', 'look', 'renew', 'release', 'write', 'write fenced', 'read'] as const

export interface Moment {
  /** So much time passes first. */
  readonly ms: number
  /** All of this at the same moment. */
  readonly acts: readonly { readonly who: Doer; readonly what: (typeof WHATS)[number] }[]
}

export interface Sharing {
  readonly strategy: 'fifo' | 'priority'
  readonly moments: readonly Moment[]
}

const LEASE_MS = 60_000
/** Around the end of a lease, and not at all. */
const WAITS = [0, 0, 0, 1, LEASE_MS / 2, LEASE_MS - 1, LEASE_MS]
/** What comes about only if several such things fall together happens more often. */
const OFTEN = ['ask', 'write', 'write fenced', 'write fenced', 'release'] as const

export const sharings: fc.Arbitrary<Sharing> = fc.record({
  strategy: fc.constantFrom('fifo' as const, 'priority' as const),
  moments: fc.array(
    fc.record({
      ms: fc.constantFrom(...WAITS),
      acts: fc.array(fc.record({ who: fc.constantFrom(...DOERS), what: fc.constantFrom(...WHATS, ...OFTEN) }), { minLength: 1, maxLength: 4, size: 'max' }),
    }),
    { minLength: 1, maxLength: 10, size: 'max' },
  ),
})

const IN_WORDS: Readonly<Record<(typeof WHATS)[number], string>> = {
  ask: 'asks for the printer',
  look: 'looks who has the printer',
  renew: 'renews the lease it was told of last',
  release: 'gives back the lease it was told of last',
  write: 'writes the next version of what it read last',
  'write fenced': 'writes the next version of what it read last, under the lease it was told of last',
  read: 'reads the value',
}

/** A case as one tells it. */
export const sharingInWords = ({ strategy, moments }: Sharing): readonly string[] => [
  `The printer is given out by ${strategy}. People ask for Ines, Sol and Ada, agents for themselves.`,
  ...moments.map(({ ms, acts }) => `After ${ms} ms, at one moment: ${acts.map(({ who, what }) => `${who} ${IN_WORDS[what]}`).join('; ')}`),
]

/** What was asked at one moment, and what was answered. */
export interface Happened {
  readonly now: number
  readonly answers: readonly { readonly asked: Asked; readonly answer: Answer }[]
}

/** What somebody was told last. */
interface Known {
  fencing: number
  version: number
}

const stateOf = perScenario(() => ({ cases: 0, apis: new Map<Doer, Api>() }))

async function apiOf(world: ConcordWorld, who: Doer): Promise<Api> {
  const { apis } = stateOf(world)
  const api = apis.get(who) ?? (isPerson(who) ? world.as(who) : await asAgent(world, who))
  apis.set(who, api)
  return api
}

/** Lets it all happen, and in the end looks at what is left. */
export async function share(world: ConcordWorld, { strategy, moments }: Sharing): Promise<readonly Happened[]> {
  const number = ++stateOf(world).cases
  const known = new Map<Doer, Known>(DOERS.map((who) => [who, { fencing: 0, version: 0 }]))
  const happened: Happened[] = []
  const last: Moment = {
    ms: 0,
    acts: [
      { who: 'Sam', what: 'look' },
      { who: 'Sam', what: 'read' },
    ],
  }
  for (const { ms, acts } of [...moments, last]) {
    await world.clock.advance(ms)
    const asked = acts.map(({ who, what }, index): Asked => ({ who, what, strategy, ...knownTo(known, who), value: `${happened.length}.${index}` }))
    const sent = asked.map(async (each) => ({ asked: each, answer: answerOf(world, await send(world, number, each)) }))
    const answers = await world.wait(Promise.all(sent), 'the answers of one moment')
    for (const { asked: each, answer } of answers) learn(known, each, answer)
    happened.push({ now: world.clock.now(), answers })
  }
  return happened
}

const knownTo = (known: ReadonlyMap<Doer, Known>, who: Doer): Known => ({ ...(known.get(who) ?? { fencing: 0, version: 0 }) })

/** An agent goes by the leases that it was told are its own; people by any. */
function learn(known: ReadonlyMap<Doer, Known>, { who }: Asked, { lease, version }: Answer): void {
  const mine = known.get(who)
  if (mine === undefined) return
  if (lease?.fencing != null && (lease.holder === who || isPerson(who))) mine.fencing = lease.fencing
  if (version !== undefined) mine.version = version
}

async function send(world: ConcordWorld, number: number, { who, what, strategy, fencing, version, value }: Asked): Promise<Reply> {
  const api = await apiOf(world, who)
  const resource = `printer ${number}`
  const at = `/api/resources/${encodeURIComponent(resource)}`
  const place = placeOf(`jobs/${number}`)
  const names = isPerson(who) ? HOLDERS.toReversed() : [who]
  switch (what) {
    case 'ask': {
      const body = { resource_id: resource, requesting_agents: names.map((name) => world.agent(name).id), allocation_strategy: strategy }
      return api.call('POST', '/api/agents/allocate-resource', { body })
    }
    case 'look':
      return api.call('GET', at)
    case 'renew':
    case 'release':
      return api.call('POST', `${at}/${what}`, { body: { fencing } })
    case 'read':
      return api.call('GET', place)
    case 'write':
      return api.call('PUT', place, { body: { value, version } })
    case 'write fenced':
      return api.call('PUT', place, { body: { value, version, resource_id: resource, fencing } })
  }
}

interface Body {
  readonly code?: string
  readonly holder?: string | null
  readonly fencing?: number | null
  readonly expires_at?: string | null
  readonly queue?: readonly string[]
  readonly value?: unknown
  readonly version?: number
}

/** What was answered, with agents by their names. */
function answerOf(world: ConcordWorld, { status, json }: Reply): Answer {
  const { code, holder, fencing, expires_at, queue, value, version } = json<Body>()
  const nameOf = (id: string): string => HOLDERS.find((name) => world.agent(name).id === id) ?? id
  if (status !== 200) return { refused: code ?? String(status), ...(version === undefined ? {} : { version }) }
  if (version !== undefined) return { version, value }
  const until = expires_at == null ? null : Date.parse(expires_at)
  return { lease: { holder: holder == null ? null : nameOf(holder), fencing: fencing ?? null, until, queue: (queue ?? []).map(nameOf) } }
}

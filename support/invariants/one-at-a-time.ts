// What everybody would be told if all happened one after the other: the plain rules, and the search for an order that explains what was told.

export const PEOPLE = ['Sam', 'Olivia'] as const
/** Agents that want the resource, by level, the highest first. */
export const HOLDERS = ['Ada', 'Sol', 'Ines'] as const
export type Doer = (typeof HOLDERS)[number] | (typeof PEOPLE)[number]
export const isPerson = (who: Doer): who is (typeof PEOPLE)[number] => PEOPLE.some((person) => person === who)

export interface Asked {
  readonly who: Doer
  readonly what: 'ask' | 'look' | 'renew' | 'release' | 'write' | 'write fenced' | 'read'
  readonly strategy: 'fifo' | 'priority'
  /** The lease that whoever asks was told of last. */
  readonly fencing: number
  /** The version that whoever asks was told of last. */
  readonly version: number
  readonly value: string
}

export interface Answer {
  readonly refused?: string
  readonly lease?: { readonly holder: string | null; readonly fencing: number | null; readonly until: number | null; readonly queue: readonly string[] }
  readonly version?: number
  readonly value?: unknown
}

/** How it all stands. Without a last number nobody ever asked for the resource. */
export interface State {
  readonly last: number | undefined
  readonly holder: { readonly name: string; readonly number: number; readonly until: number } | undefined
  /** In the order of asking. */
  readonly line: readonly string[]
  readonly version: number
  readonly value: string
}

export const BEGINNING: State = { last: undefined, holder: undefined, line: [], version: 0, value: '' }

const LEASE_MS = 60_000
const rank = (name: string): number => HOLDERS.map(String).indexOf(name)
const inTurn = (line: readonly string[], strategy: Asked['strategy']): readonly string[] =>
  strategy === 'fifo' ? line : line.toSorted((one, other) => rank(one) - rank(other))

/** A lease that has run out is over, and whoever's turn it is holds a free resource. */
function passedOn(state: State, strategy: Asked['strategy'], now: number): State {
  const isHeld = state.holder !== undefined && now < state.holder.until
  const next = isHeld ? undefined : inTurn(state.line, strategy)[0]
  if (isHeld || state.last === undefined) return state
  if (next === undefined) return { ...state, holder: undefined }
  const number = state.last + 1
  return { ...state, last: number, holder: { name: next, number, until: now + LEASE_MS }, line: state.line.filter((name) => name !== next) }
}

const leaseIn = ({ holder, line }: State, strategy: Asked['strategy']): Answer => ({
  lease: { holder: holder?.name ?? null, fencing: holder?.number ?? null, until: holder?.until ?? null, queue: inTurn(line, strategy) },
})

const NOTHING: Answer = { refused: 'not_found' }

/** What one request does where nothing else happens, and what is answered. */
export function happens(before: State, asked: Asked, now: number): { readonly state: State; readonly answer: Answer } {
  const { who, what, strategy, fencing, version, value } = asked
  if (what === 'read') return { state: before, answer: before.version === 0 ? NOTHING : { version: before.version, value: before.value } }
  if (what === 'write') return written(before, { version, value })
  const state = passedOn(before, strategy, now)
  // Nobody can know the number of a lease that has begun only now.
  const isPresent = before.holder?.number === state.holder?.number && state.holder?.number === fencing && fencing !== 0
  if (what === 'write fenced') return isPresent ? written(state, { version, value }) : { state, answer: { refused: 'fencing_stale' } }
  if (what === 'ask') {
    const names = isPerson(who) ? HOLDERS.toReversed() : [who]
    const fresh = names.filter((name) => name !== state.holder?.name && !state.line.includes(name))
    const after = passedOn({ ...state, last: state.last ?? 0, line: [...state.line, ...fresh] }, strategy, now)
    return { state: after, answer: leaseIn(after, strategy) }
  }
  if (state.last === undefined) return { state, answer: NOTHING }
  if (what === 'look') return { state, answer: leaseIn(state, strategy) }
  if (!isPresent || state.holder === undefined) return { state, answer: { refused: 'lease_not_held' } }
  const held = { ...state.holder, until: now + LEASE_MS }
  const after = what === 'renew' ? { ...state, holder: held } : passedOn({ ...state, holder: undefined }, strategy, now)
  return { state: after, answer: leaseIn(after, strategy) }
}

function written(state: State, { version, value }: Pick<Asked, 'version' | 'value'>): { readonly state: State; readonly answer: Answer } {
  if (version !== state.version) return { state, answer: { refused: 'version_conflict', version: state.version } }
  return { state: { ...state, version: version + 1, value }, answer: { version: version + 1, value } }
}

interface Told {
  readonly asked: Asked
  readonly answer: Answer
}

/** Every state that some order of what was asked at one moment leads to, all answers being as they were. */
export function explained(before: readonly State[], told: readonly Told[], now: number): readonly State[] {
  const ends = new Map<string, State>()
  const tryOrders = (state: State, left: readonly Told[]): void => {
    if (left.length === 0) ends.set(JSON.stringify(state), state)
    for (const each of left) {
      const { state: after, answer } = happens(state, each.asked, now)
      if (isSame(answer, each.answer))
        tryOrders(
          after,
          left.filter((other) => other !== each),
        )
    }
  }
  for (const state of before) tryOrders(state, told)
  return [...ends.values()]
}

const isSame = (one: Answer, other: Answer): boolean => JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))
const ordered = ({ refused, lease, version, value }: Answer) => [refused, lease?.holder, lease?.fencing, lease?.until, lease?.queue, version, value]

import { createHash } from 'node:crypto'

/**
 * What can be made to go wrong: the answer comes later; it never comes, and nothing was done; the engine refuses; or what was asked is done
 * and the answer is lost with the connection.
 */
export const FAULT_KINDS = ['delay', 'timeout', 'error', 'drop'] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** How often each fault happens, from 0 to 1, all together at most 1. */
export interface FaultPlan {
  readonly seed: number
  readonly probability: Readonly<Record<FaultKind, number>>
  readonly delayMs: number
}

export interface Attempt {
  /** The name of what is done, and to what. */
  readonly operation: string
  /** 1 for the first time that this operation is tried. */
  readonly attempt: number
}

/** What happens to one attempt. Pure: seed, operation and attempt alone decide, so a run repeats exactly, in whatever order things happen. */
export function faultOf({ seed, probability }: FaultPlan, { operation, attempt }: Attempt): FaultKind | undefined {
  let place = chance(`${seed}\n${operation}\n${attempt}`)
  for (const kind of FAULT_KINDS) {
    if (place < probability[kind]) return kind
    place -= probability[kind]
  }
  return undefined
}

/** From 0 up to, but not including, 1. */
const chance = (text: string): number => createHash('sha256').update(text).digest().readUIntBE(0, 6) / 2 ** 48

const USUAL_DELAY_MS = 50
const LONGEST_DELAY_MS = 60_000

/** Reads `seed=42,delay=0.2,delay_ms=50,error=0.1`. A seed that is given otherwise is none of its names. Answers a sentence instead if that is not what the text is. */
export function readFaultPlan(text: string, seedGiven?: number): FaultPlan | string {
  const given = new Map<string, number>()
  for (const part of text.split(',').map((each) => each.trim())) {
    const [, name = '', number = ''] = /^([a-z_]+)=(\d+(?:\.\d+)?)$/.exec(part) ?? []
    if (name === '') return `names a fault as name=number, not as ${JSON.stringify(part)}`
    if (given.has(name)) return `names ${name} twice`
    given.set(name, Number(number))
  }
  if (seedGiven !== undefined && given.has('seed')) return 'takes no seed: that is given otherwise'
  const { seed = seedGiven ?? 0, delay_ms = USUAL_DELAY_MS, ...rest } = Object.fromEntries(given)
  const unknown = Object.keys(rest).find((name) => !(FAULT_KINDS as readonly string[]).includes(name))
  if (unknown !== undefined) return `knows ${FAULT_KINDS.join(', ')}${seedGiven === undefined ? ', seed' : ''} and delay_ms, not ${unknown}`
  const probability = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, rest[kind] ?? 0])) as Record<FaultKind, number>
  const sum = FAULT_KINDS.reduce((total, kind) => total + probability[kind], 0)
  if (sum > 1 + Number.EPSILON) return `has probabilities that add up to more than 1`
  if (sum === 0) return 'makes nothing fail: every probability is 0'
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(delay_ms) || delay_ms > LONGEST_DELAY_MS)
    return `needs whole numbers as seed and delay_ms, the latter at most ${LONGEST_DELAY_MS}`
  return { seed, delayMs: delay_ms, probability }
}

import { randomBytes } from 'node:crypto'

/** Where chance comes from, so that any run can be repeated. Secrets are made elsewhere, never from this. */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next(): number
  bytes(count: number): Uint8Array
}

/** Chance as the operating system gives it, fetched in large pieces: asking for a few bytes at a time costs as much as asking for many. */
export const systemRandom: Random = pooled(4_096)

function pooled(size: number): Random {
  let pool = Buffer.alloc(0)
  const bytes = (count: number): Buffer => {
    if (count > pool.length) pool = randomBytes(Math.max(size, count))
    const taken = pool.subarray(0, count)
    pool = pool.subarray(count)
    return taken
  }
  return { next: () => bytes(6).readUIntBE(0, 6) / 2 ** 48, bytes }
}

/** The same seed gives the same numbers (mulberry32). Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256)) }
}

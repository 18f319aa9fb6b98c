import { setTimeout as rest } from 'node:timers/promises'

const WITHIN_MS = 10_000
const EVERY_MS = 10

/** The first answer of `look` that is one; asked again and again on the machine's clock. Throws after 10 s, naming `what`. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
  const began = performance.now()
  while (performance.now() - began < WITHIN_MS) {
    const found = await look()
    if (found !== undefined) return found
    await rest(EVERY_MS)
  }
  throw new Error(`After ${WITHIN_MS / 1_000} s there still was not ${what}`)
}

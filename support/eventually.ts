import { setTimeout as rest } from 'node:timers/promises'
import { patience } from './patience'

const EVERY_MS = 10

/** The first answer of `look` that is one; asked again and again on the machine's clock. Throws when patience is over, naming `what`. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
  const { lookMs } = patience()
  const began = performance.now()
  while (performance.now() - began < lookMs) {
    const found = await look()
    if (found !== undefined) return found
    await rest(EVERY_MS)
  }
  throw new Error(`After ${lookMs / 1_000} s there still was not ${what}`)
}

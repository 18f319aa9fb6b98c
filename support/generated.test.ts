import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { expectHolds, type Property } from './generated'
import type { ConcordWorld } from './world'

/** A world as far as a made-up case needs one. */
function worldWith(parameters: object): { readonly world: ConcordWorld; readonly attached: string[] } {
  const attached: string[] = []
  return { world: { parameters, attach: (text: string) => void attached.push(text) } as unknown as ConcordWorld, attached }
}

/** Promises that nobody takes more than three. */
function taking(played: number[]): Property<number> {
  return {
    cases: fc.nat(100),
    async play(count, tell) {
      played.push(count)
      tell(`Uma takes ${count}.`)
      if (count > 3) throw new Error('That was too much')
    },
  }
}

describe('made-up cases', () => {
  it('are as many as wanted, and more if the run is thorough', async () => {
    for (const [parameters, expected] of [
      [{}, 5],
      [{ times: 10 }, 50],
    ] as const) {
      const played: number[] = []
      await expectHolds(worldWith(parameters).world, { cases: fc.nat(3), play: async (count) => void played.push(count) }, { count: 5 })
      assert.equal(played.length, expected)
    }
  })

  it('end with the smallest that breaks the promise, in words, and with its name', async () => {
    const { world, attached } = worldWith({ seed: 7 })
    await assert.rejects(expectHolds(world, taking([]), { count: 100 }), /In generated case \d+ \(seed 7\): That was too much\n.*"7\/\d+"/)
    assert.deepEqual(attached, ['1. Uma takes 4.'])
  })

  it('can be played again by name', async () => {
    const first: number[] = []
    const failure = await expectHolds(worldWith({ seed: 7 }).world, taking(first), { count: 100 }).catch((error: Error) => error.message)
    const [known = ''] = /7\/\d+/.exec(String(failure)) ?? []
    const again: number[] = []
    await assert.rejects(expectHolds(worldWith({}).world, taking(again), { known }), /In the case: That was too much/)
    assert.equal(
      again[0],
      first.find((count) => count > 3),
    )
  })
})

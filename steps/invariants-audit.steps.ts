import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import fc from 'fast-check'
import { LONG } from '../support/generated'
import { markNow, withoutHaste } from '../support/invariants/calls'
import { inEveryCase } from '../support/invariants/cases'
import { type Edit, edit, editInWords, editsOf, firstWrong } from '../support/invariants/edits'
import { type Act, type Attempt, actInWords, acts, perform, putInOrder, tellModels } from '../support/invariants/everything-asked'
import { type OnRecord, PROMISES, readRecord } from '../support/invariants/on-the-record'
import { lastOf } from '../support/storage/storage'
import { verify } from '../support/verification'
import type { ConcordWorld } from '../support/world'

Given('all agents will answer whatever they are asked', async function (this: ConcordWorld) {
  withoutHaste(this)
  tellModels(this)
  await this.startRounds()
})

/** What is asked is made up in the last step. */
When('anything is asked of agents, and humans approve it, reject it, or leave it', () => {})

/** What stands on record of one case. */
async function onRecord(world: ConcordWorld, made: readonly Act[]): Promise<OnRecord> {
  await putInOrder(world)
  const mark = await markNow(world)
  const attempts: Attempt[] = []
  for (const act of made) {
    const attempt = await perform(world, act)
    if (attempt !== undefined) attempts.push(attempt)
  }
  return readRecord(world, attempts, mark)
}

/** The cases are made up and happen here, so that a failure is shown with the smallest case that has it. */
Then(new RegExp(`^in (\\d+) generated cases (${Object.keys(PROMISES).join('|')})$`), LONG, async function (this: ConcordWorld, usual: string, promise: string) {
  await inEveryCase<readonly Act[]>(this, {
    ...{ usual: Number(usual), cases: acts, inWords: (made) => made.map(actInWords) },
    holds: async (made) => PROMISES[promise]?.(await onRecord(this, made)),
  })
})

/** The same things on every run: what is edited of it is made up. */
Given('much was asked of agents, and humans approved it, rejected it, or left it', LONG, async function (this: ConcordWorld) {
  for (const made of fc.sample(acts, { numRuns: MUCH, seed: MUCH })) for (const act of made) await perform(this, act)
  // The head is kept by now.
  await this.clock.advance(A_WHILE_MS)
})

When('somebody edits the stored trail', () => {})

Then('in {int} generated edits verification named the first record that was wrong', LONG, async function (this: ConcordWorld, usual: number) {
  const last = (await lastOf(this.data)).seq
  await inEveryCase<Edit>(this, {
    ...{ usual, cases: editsOf(last), inWords: (made) => [editInWords(made)] },
    holds: async (made) => {
      const undo = await edit(this.data, made)
      const { valid, first_bad } = await verify(this).finally(undo)
      expect({ valid, first_bad }).to.deep.equal({ valid: false, first_bad: firstWrong(made, last) })
    },
  })
  expect((await verify(this)).valid, 'the trail that nobody has edited').to.equal(true)
})

const MUCH = 12
const A_WHILE_MS = 2_000

import { Given, Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { childOf } from '../support/child-platform'
import { LONG } from '../support/generated'
import { withoutHaste } from '../support/invariants/calls'
import { inEveryCase } from '../support/invariants/cases'
import {
  beginAndKill,
  type Crash,
  crashes,
  crashInWords,
  cutOffRecovery,
  expectLegal,
  pictureInWords,
  recover,
  tellModels,
} from '../support/invariants/crashes'
import type { ConcordWorld } from '../support/world'

Given('all agents will answer, some at once and some slowly', function (this: ConcordWorld) {
  withoutHaste(this)
  tellModels(this)
})

/** What is begun, and when the platform is killed, is made up in the last step. */
When('runs, workflows, tasks and handoffs are begun at once, and the platform is killed meanwhile', () => {})

const PROMISES: Readonly<Record<string, (world: ConcordWorld, made: Crash) => Promise<void>>> = {
  'all that had begun came to a legal end, or waited for a human': async (world, made) => {
    const begun = await beginAndKill(world, made)
    await expectLegal(world, begun, await recover(world, begun))
  },
  'cutting its recovery off left nothing undone, and did nothing twice': async (world, made) => {
    const begun = await beginAndKill(world, made)
    await cutOffRecovery(world, made)
    await expectLegal(world, begun, await recover(world, begun))
  },
  'killing it again once it had recovered changed nothing': async (world, made) => {
    const begun = await beginAndKill(world, made)
    const first = pictureInWords(await recover(world, begun))
    await childOf(world).kill()
    expect(pictureInWords(await recover(world, begun))).to.deep.equal(first)
  },
}

/** The cases are made up and happen here, so that a failure is shown with the smallest case that has it. */
Then(new RegExp(`^in (\\d+) generated cases (${Object.keys(PROMISES).join('|')})$`), LONG, async function (this: ConcordWorld, usual: string, promise: string) {
  await inEveryCase<Crash>(this, {
    ...{ usual: Number(usual), cases: crashes, inWords: crashInWords },
    holds: async (made) => PROMISES[promise]?.(this, made),
  })
})

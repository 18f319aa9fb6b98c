import { Then, When } from '@cucumber/cucumber'
import { expect } from 'chai'
import { LONG } from '../support/generated'
import { withoutHaste } from '../support/invariants/calls'
import { inEveryCase } from '../support/invariants/cases'
import { BEGINNING, explained, type State } from '../support/invariants/one-at-a-time'
import { type Happened, share, sharingInWords, sharings } from '../support/invariants/shared-things'
import type { ConcordWorld } from '../support/world'

When('several people and agents ask for a resource, renew it, give it back and write at the same moments', function (this: ConcordWorld) {
  withoutHaste(this)
})

/** No lease follows on another before that one has run out or was given back. */
function oneAtATime(all: readonly Happened[]): void {
  const ends = new Map<number, number>()
  for (const { answers, now } of all) {
    for (const { answer } of answers) {
      const { fencing, until } = answer.lease ?? {}
      if (fencing != null && until != null) ends.set(fencing, Math.max(ends.get(fencing) ?? 0, until))
    }
    for (const { asked, answer } of answers) if (asked.what === 'release' && answer.refused === undefined) ends.delete(asked.fencing)
    const held = [...ends].flatMap(([number, end]) => (end > now ? [number] : []))
    expect(held.length, `leases ${held} at one moment`).to.be.at.most(1)
  }
}

/** What must hold, by the words that a feature has for it. Each throws where it does not. */
const PROMISES: Readonly<Record<string, (all: readonly Happened[]) => void>> = {
  'some order of what happened explained all that anybody was told': (all) => {
    let states: readonly State[] = [BEGINNING]
    for (const [index, { now, answers }] of all.entries()) {
      const next = explained(states, answers, now)
      expect(next, `no order explains moment ${index + 1}: ${JSON.stringify(answers)} after ${JSON.stringify(states)}`).to.not.have.lengthOf(0)
      states = next
    }
  },
  'no two agents held it at one moment or under one number, and no number came after a higher one': (all) => {
    oneAtATime(all)
    const holders = new Map<number, string>()
    let highest = 0
    for (const { answers, now } of all) {
      const leases = answers.flatMap(({ answer: { lease } }) => (lease?.holder == null || lease.fencing === null ? [] : [lease]))
      for (const { holder, fencing, until } of leases) {
        expect(holders.get(fencing ?? 0) ?? holder, `the holder under number ${fencing}`).to.equal(holder)
        expect(fencing, 'a number told later').to.be.at.least(highest)
        expect(until, `the end of lease ${fencing}`).to.be.above(now)
        holders.set(fencing ?? 0, String(holder))
      }
      highest = Math.max(highest, ...leases.map(({ fencing }) => fencing ?? 0))
    }
  },
  'every write that was acknowledged made a version of its own, and the last of them was found in the end': (all) => {
    const writes = all.flatMap(({ answers }) => answers.filter(({ asked, answer }) => asked.what.startsWith('write') && answer.refused === undefined))
    const versions = writes.map(({ answer }) => answer.version ?? 0).toSorted((one, other) => one - other)
    expect(versions, 'the versions that were acknowledged').to.deep.equal(writes.map((_, index) => index + 1))
    const last = writes.find(({ answer }) => answer.version === writes.length)
    const found = all.at(-1)?.answers.find(({ asked }) => asked.what === 'read')?.answer
    expect([found?.version, found?.value], 'what was found in the end').to.deep.equal([last?.answer.version, last?.asked.value])
  },
}

/** The cases are made up and happen here, so that a failure is shown with the smallest case that has it. */
Then(new RegExp(`^in (\\d+) generated cases (${Object.keys(PROMISES).join('|')})$`), LONG, async function (this: ConcordWorld, usual: string, promise: string) {
  await inEveryCase(this, {
    ...{ usual: Number(usual), cases: sharings, inWords: sharingInWords },
    holds: async (made) => PROMISES[promise]?.(await share(this, made)),
  })
})

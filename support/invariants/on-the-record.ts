import { expect } from 'chai'
import { AGENT_NAMES } from '../cast'
import type { ConcordWorld } from '../world'
import { executionsAfter, found, type Mark, type Noted, recordsAfter } from './calls'
import type { Attempt } from './everything-asked'

// What must stand in the audit trail, whatever was asked: read through the API, and held against what was answered.

/** What one case left on record, and what was answered in it. */
export interface OnRecord {
  readonly attempts: readonly Attempt[]
  readonly records: readonly Noted[]
  /** How each thing that was decided stands now, by its id. */
  readonly standing: ReadonlyMap<string, string>
  readonly nameOf: (id: string) => string
}

const DECISIONS = ['action.decided', 'handoff.decided', 'conflict.referred', 'conflict.resolved']
const ENDS = ['action.ended', 'handoff.ended', 'conflict.resolved', 'conflict.failed']

/** The records after this one, with how everything stands that they are about. */
export async function readRecord(world: ConcordWorld, attempts: readonly Attempt[], after: Mark): Promise<OnRecord> {
  const records = await recordsAfter(world, after.record)
  const standing = new Map<string, string>((await executionsAfter(world, after.execution)).map(({ id, status }) => [id, status]))
  for (const record of records.filter(isFirst)) {
    const { action, subject, details } = record
    const path = action === 'handoff.decided' && details.handoff !== undefined ? `/api/handoffs/${details.handoff}` : `/api/coordinations/${subject}`
    if (action !== 'action.decided' && record.outcome !== 'blocked') standing.set(thingOf(record), (await found<{ status: string }>(world, path)).status)
  }
  const names = new Map<string, string>(AGENT_NAMES.map((name) => [world.agent(name).id, name]))
  return { attempts, records, standing, nameOf: (id) => names.get(id) ?? 'somebody' }
}

const isFirst = ({ action, of, details }: Noted): boolean => DECISIONS.includes(action) && of === null && details.again === undefined

/** What a decision is about: an execution, a handoff, a conflict. */
const thingOf = ({ subject, details }: Noted): string => String(details.execution ?? details.handoff ?? subject)

/** How a decision is called that was answered so. */
const DECIDED: Readonly<Record<Attempt['family'], Readonly<Record<string, string>>>> = {
  // A paused agent is blocked from all that it may do otherwise.
  action: { 200: 'allowed', 202: 'needs_approval', 403: 'blocked', 409: 'blocked' },
  // Between agents of which one is paused, or is the other, there is nothing to be decided.
  handoff: { 200: 'allowed', 202: 'needs_approval', 403: 'blocked' },
  conflict: { 200: 'completed', 202: 'referred' },
}

export const OPEN = ['awaiting_approval', 'pending', 'running', 'paused', 'needs_attention']
/** How an end may be called of what stands so. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  failed: ['failed', 'rejected', 'expired', 'void'],
  cancelled: ['cancelled', 'rejected', 'expired', 'void'],
  accepted: ['accepted', 'completed'],
  blocked: ['void'],
}
const endingsOf = (status: string): readonly string[] => ENDINGS[status] ?? [status]

/** What must hold, by the words that a feature has for it. Each throws where it does not. */
export const PROMISES: Readonly<Record<string, (on: OnRecord) => void>> = {
  'every attempt was decided once, as its answer said': ({ attempts, records, nameOf }) => {
    const answered = attempts.flatMap(({ family, agent, reply }) => {
      const outcome = DECIDED[family][reply.status]
      return outcome === undefined ? [] : [`${family} of ${agent ?? 'several'}: ${outcome}`]
    })
    const decided = records.filter(isFirst).map(({ action, subject, outcome }) => {
      const family = action.split('.')[0]
      return `${family} of ${family === 'conflict' ? 'several' : nameOf(subject)}: ${family === 'conflict' ? (outcome ?? 'referred') : outcome}`
    })
    expect(decided.toSorted(), 'the decisions on record').to.deep.equal(answered.toSorted())
  },
  'every decision but a blocked one had exactly one outcome once it had ended, and none before': ({ records, standing }) => {
    for (const record of records.filter(isFirst)) {
      const outcomes = records.filter((each) => each.of === record.id && ENDS.includes(each.action)).map(({ outcome }) => String(outcome))
      if (record.action === 'conflict.resolved') outcomes.push(String(record.outcome))
      const status = record.outcome === 'blocked' ? 'not even begun' : standing.get(thingOf(record))
      const about = `${record.action} (record ${record.number}), which is ${status} and has the outcomes [${outcomes}]`
      expect(status, about).to.be.a('string')
      expect(outcomes, about).to.have.lengthOf(record.outcome === 'blocked' || OPEN.includes(String(status)) ? 0 : 1)
      for (const outcome of outcomes) expect(outcome, about).to.be.oneOf(endingsOf(String(status)))
    }
  },
  'every outcome and every later decision referred to a first one': ({ records }) => {
    const first = new Set(records.filter(isFirst).map(({ id }) => id))
    for (const { number, action, of, details } of records) {
      const of_whom = ENDS.includes(action) && of !== null ? of : action === 'action.decided' ? details.again : undefined
      if (of_whom !== undefined) expect([...first], `what record ${number} (${action}) refers to`).to.include(of_whom)
    }
  },
}

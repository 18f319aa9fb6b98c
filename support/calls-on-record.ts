import { expect } from 'chai'
import { PERSON_NAMES } from './cast'
import { recorded } from './measurements'
import { OUTCOMES } from './outcomes'
import type { ConcordWorld } from './world'

type Recorded = Readonly<Record<string, unknown>> & { readonly details: Readonly<Record<string, unknown>> }

const TITLES: Readonly<Record<string, string>> = { openai: 'OpenAI', anthropic: 'Anthropic' }

/** Every question to a model, as the audit trail tells of its beginning and its end, in a feature's words. */
export async function callsOnRecord(world: ConcordWorld): Promise<readonly Readonly<Record<string, string>>[]> {
  const asked = (await recorded(world, 'model.asked')) as readonly Recorded[]
  const ended = (await recorded(world, 'model.ended')) as readonly Recorded[]
  const ends = asked.map(({ id }) => ended.filter(({ of }) => of === id))
  expect(ended, 'ends of questions that were never sent').to.have.lengthOf(ends.flat().length)
  return asked.map((beginning, index) => ({ ...askedAs(world, beginning), ...endedAs(ends[index] ?? []) }))
}

const askedAs = (world: ConcordWorld, { actor, subject, details }: Recorded) => ({
  asker: PERSON_NAMES.find((name) => world.member(name).id === actor) ?? `unknown: ${actor}`,
  'asked of': TITLES[String(subject)] ?? String(subject),
  model: String(details.model),
  manner: details.streaming === true ? 'word by word' : 'as a whole',
})

/** What came of it; its end has to be on record once. */
function endedAs(ends: readonly Recorded[]): Readonly<Record<string, string>> {
  const [end, ...more] = ends
  if (end === undefined || more.length > 0) return { outcome: `on record ${ends.length} times` }
  const { outcome, subject, details } = end
  const reason = Object.entries(OUTCOMES).find(([, { code }]) => code === details.code)?.[0]
  return {
    outcome: String(outcome),
    ...(outcome === 'answered' ? { 'answered by': TITLES[String(subject)] ?? String(subject), 'with the model': String(details.model) } : {}),
    ...(outcome === 'failed' ? { reason: reason ?? String(details.code) } : {}),
    attempts: String(details.attempts),
    duration: `${Number(details.ms) / 1_000} seconds`,
  }
}

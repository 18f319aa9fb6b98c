import { expect } from 'chai'
import type { AgentName, PersonName } from './cast'
import { conversationOf, executionId, lookUp, run, toAgent } from './running'
import type { ConcordWorld } from './world'

type Row = Readonly<Record<string, string>>

/** Models as the rows of a table name them: what a cell leaves open, the operator has not said. */
export const modelsOnOffer = (rows: readonly Row[]): readonly object[] =>
  rows.map(({ model, provider, ...numbers }) => ({
    id: model,
    provider: provider?.toLowerCase(),
    ...Object.fromEntries(Object.entries(numbers).flatMap(([name, cell]) => (cell === '' ? [] : [[name.replace(' ', '_'), Number(cell)]]))),
  }))

const WORDS = ['Why', 'explain', 'compare', 'justify', 'plan']

/** A question by what counts in it, and nothing else does. */
export const QUESTIONS: Readonly<Record<string, (count: number) => string>> = {
  characters: (count) => 'x'.repeat(count),
  'lines of code': (count) => ['```', ...Array.from({ length: count }, () => 'x()'), '```'].join('\n'),
  'reasoning words': (count) => `Parcels: ${WORDS.slice(0, count).join(', ')}`,
}

export type Complexity = 'simple' | 'moderate' | 'complex' | 'advanced'

/** One of each complexity. */
export const QUESTION_OF: Readonly<Record<Complexity, string>> = {
  simple: 'Hello',
  moderate: 'Why?',
  complex: 'Why? Explain and compare',
  advanced: 'Why? Explain, compare, justify and plan',
}

/** They talk until so many messages have been said; an odd one is a question that was not answered. */
export async function exchange(world: ConcordWorld, person: PersonName, agent: AgentName, count: number): Promise<void> {
  for (let said = 0; said < count; said += 2) {
    if (said + 1 === count) world.fakes.openai.is({ kind: 'invalid_request', status: 400 }, { times: 1 })
    await run(world, person, toAgent(world, agent, 'Hello', said === 0 ? {} : { session: conversationOf(world, person) }))
  }
}

export interface Choice {
  readonly model: string
  readonly complexity: Complexity
  readonly reason: string
}

/** Which model was chosen for the execution that was begun last, as whoever looks it up is told. */
export async function choiceOf(world: ConcordWorld): Promise<Choice> {
  const { model_choice } = (await lookUp(world, await executionId(world))).json<{ model_choice: Choice | null }>()
  if (model_choice === null) throw new Error('no choice of a model is on record')
  expect(model_choice).to.have.all.keys('model', 'complexity', 'reason')
  return model_choice
}

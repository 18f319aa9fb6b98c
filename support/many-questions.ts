import { expect } from 'chai'
import fc from 'fast-check'
import type { Api } from './api'
import { eventually } from './eventually'
import type { Property } from './generated'
import { withoutHaste } from './invariants/calls'
import { asParty } from './messaging'
import { perScenario } from './per-scenario'
import type { PendingView } from './requesting'
import { atOnce } from './running'
import type { ConcordWorld } from './world'

const PATIENCE_MS = 60_000
const played = perScenario(() => ({ cases: 0 }))

interface Crowd {
  readonly count: number
  readonly askers: readonly string[]
  readonly asked: string
}

interface Made {
  /** Who puts each question, by their places. */
  readonly askers: readonly number[]
  /** The places of the questions in the order of the replies. */
  readonly order: readonly number[]
}

/** Many put questions to one agent at once, which replies in another order: each gets the reply to its own question. */
export function manyQuestions(world: ConcordWorld, { count, askers, asked }: Crowd): Property<Made> {
  withoutHaste(world)
  return {
    cases: fc.record({
      askers: fc.array(fc.nat(askers.length - 1), { minLength: count, maxLength: count }),
      order: fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
    }),
    async play(made, tell) {
      const [agent, left, number] = [await asParty(world, asked), new AbortController(), ++played(world).cases]
      const questions = made.askers.map((who, place) => ({ who: askers[who] ?? '', words: `question ${place} of case ${number}` }))
      const to = world.agent(asked).id
      const answers = await Promise.all(
        questions.map(async ({ who, words }) => {
          tell(`${who} puts "${words}" to ${asked}`)
          const body = { to, data: words, timeout_ms: PATIENCE_MS }
          return { words, answer: (await asParty(world, who)).call('POST', '/api/requests', { body, signal: left.signal }) }
        }),
      )
      try {
        const found = await foundBy(world, agent, { to, words: questions.map(({ words }) => words) })
        for (const { words } of made.order.flatMap((place) => questions[place] ?? [])) {
          tell(`${asked} replies to "${words}"`)
          const call = agent.call('POST', `/api/requests/${found.get(words)}/reply`, { body: { data: `reply to ${words}` } })
          const { status, text } = await atOnce(world, call, 'the reply')
          expect(status, text).to.equal(200)
        }
        for (const { words, answer } of answers) expect((await atOnce(world, answer, words)).json().reply, words).to.equal(`reply to ${words}`)
      } finally {
        left.abort()
        await Promise.allSettled(answers.map(({ answer }) => answer))
      }
    },
  }
}

/** The questions as the agent that is asked finds them, each by its words: all of them. */
const foundBy = (world: ConcordWorld, agent: Api, { to, words }: { readonly to: string; readonly words: readonly string[] }) =>
  eventually(async () => {
    const reply = await atOnce(world, agent.call('GET', `/api/requests/pending?as=${to}`), 'what is asked')
    const items = reply.json<{ items: readonly PendingView[] }>().items.filter(({ data }) => words.includes(String(data)))
    return items.length === words.length ? new Map(items.map(({ id, data }) => [data, id])) : undefined
  }, `${words.length} questions`)

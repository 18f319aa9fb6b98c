import type { Scenario, Scene } from '../pattern'
import { type Answer, expected, insist, type Performer } from '../performer'
import { promise } from '../promise'
import { answering } from './request-reply'

const ASKED = 4
const FEW = 2
const PATIENCE_MS = 10_000
const SHORT_MS = 500
/** Enough for a few tries of what was lost. */
const LONGER_MS = 3_000

interface Round {
  readonly asker: Performer
  readonly asked: readonly Performer[]
  readonly ask: (wish: object) => Promise<Answer>
}

/** Four agents are asked, so many of whom answer. */
async function scatter(scene: Scene, answerers: number, act: (round: Round) => Promise<void>): Promise<void> {
  const asker = await scene.agent('asker')
  const asked = await Promise.all(Array.from({ length: ASKED }, (_, index) => scene.agent(`asked-${index + 1}`)))
  const stops = asked.slice(0, answerers).map((agent) => answering(scene, agent, () => agent.name))
  const ask = (wish: object) =>
    insist(asker, () => asker.ask('scatter-gather ask', 'POST', '/api/scatters', { to: asked.map(({ id }) => id), data: 'Who are you?', ...wish }))
  try {
    await act({ asker, asked, ask })
  } finally {
    for (const stop of stops) await stop()
  }
}

const all: Scenario = {
  pattern: 'scatter-gather',
  promise: `a question to ${ASKED} gathers the replies of all`,
  play: (scene) =>
    scatter(scene, ASKED, async ({ asked, ask }) => {
      const { replies, missing } = expected(await ask({ wait_for: 'all', timeout_ms: PATIENCE_MS }), 200, 'asking all')
      const from = replies.map((reply: { from: string }) => reply.from).sort()
      promise(
        missing.length === 0 &&
          from.join() ===
            asked
              .map(({ id }) => id)
              .sort()
              .join(),
        `${from.length} of ${ASKED} replies came`,
      )
    }),
}

const withinDeadline: Scenario = {
  pattern: 'scatter-gather',
  promise: 'those within the deadline are gathered, and who is missing is named',
  play: (scene) =>
    scatter(scene, ASKED - 1, async ({ asked, ask }) => {
      // A busy machine makes all of them late; then they are asked again, and given longer.
      for (const patience of scene.faulty ? [LONGER_MS] : [SHORT_MS, LONGER_MS, PATIENCE_MS]) {
        const { replies, missing } = expected(await ask({ wait_for: 'deadline', timeout_ms: patience }), 200, 'asking with a deadline')
        const isLast = replies.length === ASKED - 1 || scene.faulty || patience === PATIENCE_MS
        const named = new Set([...replies.map((reply: { from: string }) => reply.from), ...missing])
        promise(named.size === ASKED && replies.length + missing.length === ASKED, `${replies.length} replied and ${missing.length} are named as missing`)
        if (!isLast) continue
        promise(replies.length === ASKED - 1, `${replies.length} replies came`)
        return promise(missing.join() === asked.at(-1)?.id, `${missing.length} are named as missing`)
      }
    }),
}

const firstFew: Scenario = {
  pattern: 'scatter-gather',
  promise: `the first ${FEW} replies are enough where no more are wanted`,
  play: (scene) =>
    scatter(scene, FEW, async ({ asked, ask }) => {
      const { replies } = expected(await ask({ wait_for: 'first_n', n: FEW, timeout_ms: PATIENCE_MS }), 200, 'asking for the first')
      promise(replies.length === FEW, `${replies.length} replies came`)
      const last = asked.at(-1) as Performer
      const { items } = expected(await insist(last, () => last.ask(undefined, 'GET', `/api/requests/pending?as=${last.id}`)), 200, 'looking')
      promise(items.length === 0, 'the question still waits for those who are not needed any more')
    }),
}

export const scatterGather: readonly Scenario[] = [all, withinDeadline, firstFew]

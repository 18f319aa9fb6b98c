import type { Scenario, Scene } from '../pattern'
import { expected, insist, type Performer } from '../performer'
import { promise } from '../promise'

const ASKERS = 3
const QUESTIONS = 10
const PATIENCE_MS = 10_000
const SHORT_MS = 300
/** Many times what it waits: who comes later was forgotten. */
const LATEST_MS = 10_000
const LOOK_EVERY_MS = 5

/** Answers what is asked of somebody until the scenario is over: whatever waits, the newest first. */
export function answering(scene: Scene, agent: Performer, answer: (data: unknown) => unknown): () => Promise<void> {
  let over = false
  const loop = async () => {
    while (!over && !scene.signal.aborted) {
      const pending = await agent.ask(undefined, 'GET', `/api/requests/pending?as=${agent.id}`)
      const items: { id: string; data: unknown }[] = pending.status === 200 ? pending.body.items : []
      for (const { id, data } of items.toReversed())
        await insist(agent, () => agent.ask('request-reply reply', 'POST', `/api/requests/${id}/reply`, { data: answer(data) }))
      await agent.pause(LOOK_EVERY_MS)
    }
  }
  const done = loop()
  return async () => {
    over = true
    await done
  }
}

const eachItsOwn: Scenario = {
  pattern: 'request-reply',
  promise: `each of ${ASKERS * QUESTIONS} questions asked at once gets the reply to it`,
  async play(scene) {
    const replier = await scene.agent('replier')
    const askers = await Promise.all(Array.from({ length: ASKERS }, (_, index) => scene.agent(`asker-${index + 1}`)))
    const stop = answering(scene, replier, (data) => ({ reply_to: data }))
    const ask = async (asker: Performer, question: string) => {
      const body = { to: replier.id, data: question, timeout_ms: PATIENCE_MS }
      const answer = await insist(asker, () => asker.ask('request-reply ask', 'POST', '/api/requests', body))
      const { reply } = expected(answer, 200, `asking ${question}`)
      promise(reply.reply_to === question, `${question} got the reply to ${reply.reply_to}`)
    }
    try {
      await Promise.all(askers.flatMap((asker) => Array.from({ length: QUESTIONS }, (_, index) => ask(asker, `question ${index + 1} of ${asker.name}`))))
    } finally {
      await stop()
    }
  },
}

const noHang: Scenario = {
  pattern: 'request-reply',
  promise: 'a question that nobody answers ends when its time is over',
  async play(scene) {
    const [asker, silent] = [await scene.agent('asker'), await scene.agent('silent')]
    const began = scene.now()
    const answer = await insist(asker, () => asker.ask(undefined, 'POST', '/api/requests', { to: silent.id, data: 'Anybody?', timeout_ms: SHORT_MS }))
    promise(answer.status === 504, `it was answered with ${answer.status}`)
    const took = scene.now() - began
    promise(took >= SHORT_MS, `it ended after ${Math.round(took)} ms already`)
    promise(scene.faulty || took < LATEST_MS, `it ended after ${Math.round(took)} ms only`)
    const pending = expected(await insist(silent, () => silent.ask(undefined, 'GET', `/api/requests/pending?as=${silent.id}`)), 200, 'looking')
    promise(pending.items.length === 0, 'the question still waits')
  },
}

export const requestReply: readonly Scenario[] = [eachItsOwn, noHang]

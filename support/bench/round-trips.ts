import { WebSocket } from 'undici'
import type { Pattern } from '../../app/backplane/guarantees'
import type { Scene } from '../coordination/pattern'
import { expected, type Performer } from '../coordination/performer'
import { ADMIN_TOKEN } from '../coordination/stage'

/** One round trip of a pattern, made again and again. */
export interface RoundTrip {
  /** Milliseconds, as those who take part see it. Throws BrokenPromise if it is not answered as it should be. */
  once(): Promise<number>
  /** Leaves nothing behind that costs the next ones something. */
  end(): Promise<unknown>
}

export type Open = (scene: Scene, origin: string) => Promise<RoundTrip>

const PARTIES = 5
const ASKED = 4
const PATIENCE_MS = 10_000
/** Long enough for a question on its way to be waiting. */
const ON_ITS_WAY_MS = 5

const agents = (scene: Scene, name: string, count: number) => Promise.all(Array.from({ length: count }, (_, index) => scene.agent(`${name}-${index + 1}`)))
const nothing = async () => {}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/** From telling until it is shown on the two-way line. */
const deliver: Open = async (scene, origin) => {
  const topic = `category:${scene.key}`
  const teller = await scene.agent('teller')
  const line = new WebSocket(`${origin.replace(/^http/, 'ws')}/api/live`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })
  const subscribed = Promise.withResolvers<void>()
  let shown = Promise.withResolvers<void>()
  line.addEventListener('open', () => line.send(JSON.stringify({ subscribe: [topic] })))
  line.addEventListener('error', () => subscribed.reject(new Error('the two-way line was not opened')))
  line.addEventListener('message', ({ data }) => ('subscribed' in JSON.parse(String(data)) ? subscribed : shown).resolve())
  await subscribed.promise
  return {
    once() {
      shown = Promise.withResolvers()
      return timed(async () => {
        expected(await teller.ask(undefined, 'POST', '/api/events', { type: 'bench.told', topic, data: {} }), 201, 'telling')
        await shown.promise
      })
    },
    end: async () => line.close(),
  }
}

const TASK = { title: 'resize', data: { width: 100 } }

async function openQueue(scene: Scene) {
  const at = `/api/queues/${scene.key}`
  const [giver, worker] = [await scene.agent('giver'), await scene.agent('worker')]
  return {
    add: async () => expected(await giver.ask(undefined, 'POST', `${at}/tasks`, TASK), 201, 'adding'),
    claim: async () => expected(await worker.ask(undefined, 'POST', `${at}/claim`, { timeout_ms: PATIENCE_MS }), 200, 'claiming').id as string,
    complete: async (id: string) => expected(await worker.ask(undefined, 'POST', `${at}/tasks/${id}/complete`, { result: 'done' }), 200, 'completing'),
  }
}

const queue: Open = async (scene) => {
  const { add, claim, complete } = await openQueue(scene)
  const work = async () => {
    await add()
    await complete(await claim())
  }
  return { once: () => timed(work), end: nothing }
}

/** From adding until a worker has it that was waiting before. */
const handedToWhoWaits: Open = async (scene) => {
  const { add, claim, complete } = await openQueue(scene)
  return {
    async once() {
      const claimed = claim()
      await scene.pass(ON_ITS_WAY_MS)
      const ms = await timed(() => Promise.all([add(), claimed]))
      await complete(await claimed)
      return ms
    },
    end: nothing,
  }
}

/** Looks until it is asked something, and replies. */
async function replyOnce(scene: Scene, agent: Performer): Promise<void> {
  while (!scene.signal.aborted) {
    const { items } = expected(await agent.ask(undefined, 'GET', `/api/requests/pending?as=${agent.id}`), 200, 'looking')
    const [question] = items as { readonly id: string }[]
    if (question === undefined) continue
    expected(await agent.ask(undefined, 'POST', `/api/requests/${question.id}/reply`, { data: 'Yes.' }), 200, 'replying')
    return
  }
}

const requestReply: Open = async (scene) => {
  const [asker, asked] = [await scene.agent('asker'), await scene.agent('asked')]
  const ask = async () => expected(await asker.ask(undefined, 'POST', '/api/requests', { to: asked.id, data: '?', timeout_ms: PATIENCE_MS }), 200, 'asking')
  return { once: () => timed(() => Promise.all([ask(), replyOnce(scene, asked)])), end: nothing }
}

const scatterGather: Open = async (scene) => {
  const asker = await scene.agent('asker')
  const asked = await agents(scene, 'asked', ASKED)
  const wish = { to: asked.map(({ id }) => id), data: '?', wait_for: 'all', timeout_ms: PATIENCE_MS }
  const ask = async () => expected(await asker.ask(undefined, 'POST', '/api/scatters', wish), 200, 'asking')
  return { once: () => timed(() => Promise.all([ask(), ...asked.map((agent) => replyOnce(scene, agent))])), end: nothing }
}

const barrier: Open = async (scene) => {
  const members = await agents(scene, 'member', PARTIES)
  const arrive = async (agent: Performer) => {
    const wish = { parties: PARTIES, member: agent.name, timeout_ms: PATIENCE_MS }
    expected(await agent.ask(undefined, 'POST', `/api/barriers/${scene.key}/arrive`, wish), 200, 'arriving')
  }
  return { once: () => timed(() => Promise.all(members.map(arrive))), end: nothing }
}

const breaker: Open = async (scene) => {
  const caller = await scene.agent('caller')
  const attempt = async () => expected(await caller.ask(undefined, 'POST', `/api/breakers/${scene.key}/record`, { outcome: 'attempt' }), 200, 'attempting')
  return { once: () => timed(attempt), end: nothing }
}

/** The round trips, each with the pattern it is of and the name that the tables have for it. */
export const ROUND_TRIPS: readonly { readonly name: string; readonly pattern: Pattern; readonly open: Open }[] = [
  { name: 'pubsub: told, shown', pattern: 'pubsub', open: deliver },
  { name: 'queue: add, claim, complete', pattern: 'task-queue', open: queue },
  { name: 'queue: handed to who waits', pattern: 'task-queue', open: handedToWhoWaits },
  { name: 'request, reply', pattern: 'request-reply', open: requestReply },
  { name: `scatter to ${ASKED}, gather`, pattern: 'scatter-gather', open: scatterGather },
  { name: `barrier of ${PARTIES}`, pattern: 'barrier', open: barrier },
  { name: 'breaker: attempt', pattern: 'circuit-breaker', open: breaker },
]

import type { RedisSite } from './redis-site'

/** Something that goes on beside the tasks until it is told to end; then it says what was wrong, and how much was done. */
export interface Beside {
  end(): Promise<{ readonly findings: readonly string[]; readonly done: number }>
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

function again(turn: (count: number, findings: string[]) => Promise<number>): Beside {
  const findings: string[] = []
  let [isOver, done] = [false, 0]
  const loop = async () => {
    for (let count = 0; !isOver; count += 1) done += await turn(count, findings)
  }
  const running = loop()
  return {
    async end() {
      isOver = true
      await running
      return { findings, done }
    },
  }
}

const ANSWERS_WITHIN_MS = 6_000
const PARTIES = 4

/**
 * One more than are awaited come to a barrier, at both platforms: exactly so many pass, or nobody does; the one too many never does.
 * Where Redis loses its data at the moment when all pass, some may be told that nobody did, as the engine says of itself.
 */
export const meetAtBarriers = (site: RedisSite, name: string): Beside =>
  again(async (count, findings) => {
    const arrive = async (index: number) => {
      try {
        const body = { parties: PARTIES, member: `member ${index}`, timeout_ms: 3_000 }
        const reply = await site.at(index % 2).call('POST', `/api/barriers/${name}-${count}/arrive`, { body, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })
        return { status: reply.status, said: reply.text }
      } catch {
        return { status: 0, said: '' }
      }
    }
    const losses = site.redis.losses
    const first = Promise.all(Array.from({ length: PARTIES }, (_, index) => arrive(index)))
    const all = [...(await first), ...(count % 5 === 0 ? [await arrive(PARTIES)] : [])]
    const passed = all.filter(({ status }) => status === 200).length
    const untold = all.filter(({ status }) => status === 0 || status === 503).length
    if (passed > PARTIES) findings.push(`barrier: ${passed} passed where ${PARTIES} were awaited`)
    if (passed > 0 && passed + untold < PARTIES && site.redis.losses === losses) {
      const said = all.find(({ status }) => status !== 200 && status !== 0 && status !== 503)?.said
      findings.push(`barrier: ${passed} passed, ${untold} were told nothing, and ${PARTIES} were awaited; another was told ${said}`)
    }
    return passed === PARTIES ? 1 : 0
  })

/** Questions are put at one platform and replied to at the other; each asker must get what belongs to its own question. */
export function askAndReply(site: RedisSite, askers: number): Beside {
  let isOver = false
  const reply = async () => {
    while (!isOver) {
      try {
        const { items } = (await site.at(1).call('GET', `/api/requests/pending?as=${site.agentId}`, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })).json<{
          items?: { id: string; data: string }[]
        }>()
        await Promise.all(
          (items ?? []).map(({ id, data }) =>
            site.at(1).call('POST', `/api/requests/${id}/reply`, {
              body: { data: `re: ${data}`, agent_id: site.agentId },
              signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
            }),
          ),
        )
      } catch {
        // The platform, or Redis, is away: whoever asked asks again.
      }
      await pause(20)
    }
  }
  const replying = reply()
  const all = Array.from({ length: askers }, (_, asker) =>
    again(async (count, findings) => {
      const data = `question ${count} of ${asker}`
      try {
        const answer = await site
          .at(0)
          .call('POST', '/api/requests', { body: { to: site.agentId, data, timeout_ms: 2_000 }, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })
        if (answer.status !== 200) {
          await pause(50)
          return 0
        }
        const got = answer.json<{ reply: string }>().reply
        if (got !== `re: ${data}`) findings.push(`request: "${data}" was answered "${got}"`)
        return 1
      } catch {
        await pause(50)
        return 0
      }
    }),
  )
  return {
    async end() {
      const ended = await Promise.all(all.map((each) => each.end()))
      isOver = true
      await replying
      return { findings: ended.flatMap(({ findings }) => findings), done: ended.reduce((sum, { done }) => sum + done, 0) }
    },
  }
}

/** While nothing is broken, what is told at one platform is heard at the other sooner than anybody would look for it. */
export async function tellAndHear(site: RedisSite): Promise<readonly string[]> {
  const TELLINGS = 20
  const SOON_MS = 120
  const line = await site.at(1).live('GET', '/api/events/stream?topics=trial')
  const late: number[] = []
  for (let count = 0; count < TELLINGS; count += 1) {
    await pause(70)
    const before = performance.now()
    await site.at(0).call('POST', '/api/events', { body: { type: 'trial.told', topic: 'trial', data: count }, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) })
    const heard = () => line.events.some(({ data }) => typeof data === 'string' && (JSON.parse(data) as { data?: unknown }).data === count)
    while (!heard() && performance.now() - before < 2_000) await pause(2)
    if (!heard()) late.push(Number.POSITIVE_INFINITY)
    else late.push(performance.now() - before)
  }
  line.leave()
  const median = late.toSorted((one, other) => one - other)[TELLINGS / 2] ?? 0
  return median > SOON_MS ? [`event: what one platform told the other heard after ${Math.round(median)} ms, as if it had to look`] : []
}

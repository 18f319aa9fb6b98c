import type { Acting } from '../agents/acting'
import type { Agents } from '../agents/agents'
import { NoReply } from '../backplane/errors'
import type { Question, Requests } from '../backplane/request'
import { subscriptionsOfAgents } from '../events/subscription-store'
import { isAskedFor, isOfThePlatform } from '../events/topic'
import type { Clock } from '../shared/clock'
import { Conflict, Forbidden } from '../shared/errors'
import type { NewId } from '../shared/ids'
import type { Store } from '../store/store'
import { refuseTwice } from './duplicate-agent'
import { questionOf, refuseUnaskable } from './requests'
import { enough, type Gathered, gathered, type ScatterReply, suffices, TooFewAsked, type WayToWait } from './scatter'

/** Whom a question goes to: agents by name, or whichever listen to a topic. */
export type Audience = { readonly kind: 'agents'; readonly ids: readonly string[] } | { readonly kind: 'topic'; readonly topic: string }

export interface Scattering {
  readonly to: Audience
  /** Any JSON. */
  readonly data: unknown
  readonly way: WayToWait
  readonly timeoutMs: number
  readonly as: Acting
}

/** One question to several agents at once, and what they reply (M06.4). */
export interface Scatters {
  /**
   * What was gathered; whoever is not waited for any more is not asked any more. Aborting withdraws the question. Throws, with nothing asked,
   * NotFound, AgentRetired, DuplicateAgent, TooFewAsked, Conflict, Forbidden, InvalidInput; and NoReply when time is over.
   */
  scatter(scattering: Scattering, signal: AbortSignal): Promise<Gathered>
}

export const MOST_ASKED = 100

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly agents: Pick<Agents, 'get'>
  readonly requests: Requests
}

export function createScatters({ store, clock, newId, agents, requests }: Deps): Scatters {
  const listeners = async (topic: string, as: Acting): Promise<readonly string[]> => {
    if (isOfThePlatform(topic)) throw new Forbidden(`Only the platform itself tells anything on ${topic}`)
    const subscriptions = await store.find(subscriptionsOfAgents, {})
    const matching = subscriptions.filter(({ owner_id, topics }) => owner_id !== as.id && isAskedFor(topic, JSON.parse(topics)))
    return [...new Set(matching.map(({ owner_id }) => owner_id))]
  }
  const named = async (ids: readonly string[]): Promise<readonly string[]> => {
    refuseTwice(ids, placeOf)
    for (const [index, id] of ids.entries()) await refuseUnaskable(agents, id, placeOf(index))
    return ids
  }

  return {
    async scatter({ to, way, ...asking }, signal) {
      const asked = to.kind === 'topic' ? await listeners(to.topic, asking.as) : await named(to.ids)
      refuseNumber(asked.length, way)
      const scatter = newId()
      const questions = asked.map((id) => questionOf({ ...asking, to: id }, { clock, newId }, { scatter }))
      const result = gathered(asked, await gather(requests, { questions, wanted: enough(way, asked.length), signal }))
      if (!suffices(way, result)) throw tooFew(result, asking.timeoutMs)
      return result
    },
  }
}

const placeOf = (index: number): string => `to[${index}]`

function refuseNumber(asked: number, way: WayToWait): void {
  if (asked === 0) throw new TooFewAsked('No agent listens to that topic', { field: 'topic' })
  if (asked > MOST_ASKED) throw new Conflict(`${asked} agents listen to that topic; at most ${MOST_ASKED} are asked at once`, { field: 'topic' })
  if (enough(way, asked) > asked) throw new TooFewAsked(`${enough(way, asked)} replies are wanted, and ${asked} agents asked`, { field: 'n' })
}

interface Gathering {
  readonly questions: readonly Question[]
  readonly wanted: number
  readonly signal: AbortSignal
}

/** Asks all at once, and takes the question back from the rest as soon as so many have replied, or one cannot be asked. */
async function gather(requests: Requests, { questions, wanted, signal }: Gathering): Promise<readonly ScatterReply[]> {
  const replies: ScatterReply[] = []
  const rest = new AbortController()
  const withdrawn = AbortSignal.any([signal, rest.signal])
  let failure: { readonly error: unknown } | undefined
  const ask = async (question: Question) => {
    try {
      const reply = await requests.ask(question, withdrawn)
      if (reply.kind === 'replied' && replies.length < wanted) replies.push({ from: question.to, data: reply.data })
      if (replies.length >= wanted) rest.abort()
    } catch (error) {
      if (!rest.signal.aborted) failure ??= { error }
      rest.abort()
    }
  }
  await Promise.all(questions.map(ask))
  if (failure !== undefined) throw failure.error
  return replies
}

const tooFew = ({ replies, missing }: Gathered, timeoutMs: number): NoReply =>
  new NoReply(`Of ${replies.length + missing.length} agents ${replies.length} replied within ${timeoutMs} ms`, {
    members: { answered: replies.length, missing },
  })

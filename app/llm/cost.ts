import type { Most } from '../people/budget'
import { safeSum } from '../people/money'
import type { Attempt, ChatMessage, ChatOptions, Usage } from './chat'
import type { EndedCall } from './record'
import type { ModelEntry, Price, Stop } from './route'

/** No encoding makes more than one token of a byte; each message has some tokens around it besides. */
const TOKENS_AROUND_A_MESSAGE = 8
const A_MILLION = 1_000_000n

/** What is asked for, as far as it costs. */
interface Asked {
  readonly messages: readonly ChatMessage[]
  readonly options: ChatOptions
}

/** Tokens that the messages can be at most. Pure. */
export const longestQuestion = (messages: readonly ChatMessage[]): number =>
  messages.reduce((sum, { content }) => sum + Buffer.byteLength(content) + TOKENS_AROUND_A_MESSAGE, 0)

/** What the operator has said of a model; nothing, if it is not configured. Pure. */
export const entryOf = ({ provider, model }: Stop, models: readonly ModelEntry[]): ModelEntry =>
  models.find((entry) => entry.id === model && entry.provider === provider) ?? { id: model, provider }

/** Tokens that an answer is allowed: what the caller said, and never more than the model's longest answer. Undefined: nobody said. Pure. */
export function longestAnswer(stop: Stop, { maxTokens }: ChatOptions, models: readonly ModelEntry[]): number | undefined {
  const longest = entryOf(stop, models).longestAnswer
  return longest === undefined ? maxTokens : Math.min(maxTokens ?? longest, longest)
}

/** Billionths, rounded up. */
function costOf({ input, output }: Price, question: number, answer: number): number {
  const millionths = BigInt(question) * BigInt(input) + BigInt(answer) * BigInt(output)
  const cost = (millionths + A_MILLION - 1n) / A_MILLION
  return Number(cost < BigInt(Number.MAX_SAFE_INTEGER) ? cost : Number.MAX_SAFE_INTEGER)
}

/** The most that all attempts permitted at all stops can cost (AR-05.26). Pure. */
export function mostOf({ messages, options }: Asked, stops: readonly Stop[], { models, attempts }: { models: readonly ModelEntry[]; attempts: number }): Most {
  const question = longestQuestion(messages)
  let amount = 0
  for (const stop of stops) {
    const { price } = entryOf(stop, models)
    const answer = longestAnswer(stop, options, models)
    if (price === undefined || answer === undefined) return { kind: 'unbounded', model: stop.model }
    amount = safeSum(amount, attempts * costOf(price, question, answer))
  }
  return { kind: 'bounded', amount }
}

/**
 * What a call cost, in billionths; undefined if nobody knows. A provider that refused with a status of its own, or that nothing reached, had
 * no cost; one that was cut off, gave up on or did not say what it used may have cost anything. Pure.
 */
export function spentOn(call: EndedCall, models: readonly ModelEntry[]): number | undefined {
  const answered = call.attempts.find(({ outcome }) => outcome === 'answered')
  if (call.attempts.some((attempt) => attempt !== answered && mayHaveCost(attempt))) return undefined
  if (answered === undefined) return 0
  return call.outcome === 'answered' ? priced(call.usage, entryOf(answered, models).price) : undefined
}

const mayHaveCost = ({ unsent, status }: Attempt): boolean => !unsent && (status === undefined || status === 200)

const priced = ({ promptTokens, completionTokens }: Usage, price: Price | undefined): number | undefined =>
  promptTokens === undefined || completionTokens === undefined || price === undefined ? undefined : costOf(price, promptTokens, completionTokens)

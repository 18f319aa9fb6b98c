import { billionths, MOST_MONEY } from '../people/money'
import { PROVIDER_NAMES } from './chat'
import type { ModelEntry } from './route'

const MEMBERS = ['id', 'provider', 'quality', 'input', 'output', 'longest_answer']
const LONGEST = 10_000_000

type Entry = Readonly<Record<string, unknown>>

/** The models in the text of the setting LLM_MODELS, or what is wrong with it, to be said after its name. Pure. */
export function readModelList(text: string): readonly ModelEntry[] | { readonly wrong: string } {
  const list = parsed(text)
  if (!Array.isArray(list) || !list.every(isEntry)) return { wrong: 'must be a JSON list of models, each with id and provider (openai or anthropic)' }
  const [wrong] = [...list.flatMap((entry) => [...complaints(entry)]), ...twice(list)]
  return wrong === undefined ? list.map(modelOf) : { wrong }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isEntry(value: unknown): value is Entry & ModelEntry {
  const { id, provider } = (value ?? {}) as Entry
  return typeof id === 'string' && id !== '' && PROVIDER_NAMES.some((name) => name === provider)
}

const isWhole = (value: unknown, most: number): boolean => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most
const isPrice = (value: unknown): boolean => typeof value === 'number' && billionths(value) !== undefined

function* complaints(entry: Entry & ModelEntry): Generator<string> {
  const { id, quality, input, output, longest_answer } = entry
  const stranger = Object.keys(entry).find((name) => !MEMBERS.includes(name))
  if (stranger !== undefined) yield `says "${stranger}" of ${id}, which is not one of ${MEMBERS.join(', ')}`
  if (quality !== undefined && !isWhole(quality, 4)) yield `must give ${id} a quality that is a whole number from 1 to 4`
  for (const [name, price] of Object.entries({ input, output }))
    if (price !== undefined && !isPrice(price)) yield `must give ${id} an ${name} price from 0 to ${MOST_MONEY} with at most 9 decimal places`
  if ((input === undefined) !== (output === undefined)) yield `must give ${id} both an input and an output price, or none`
  if (longest_answer !== undefined && !isWhole(longest_answer, LONGEST)) yield `must give ${id} a longest_answer that is a whole number from 1 to ${LONGEST}`
}

function* twice(list: readonly ModelEntry[]): Generator<string> {
  for (const [index, { id }] of list.entries()) if (list.findIndex((other) => other.id === id) < index) yield `names the model ${id} twice`
}

function modelOf({ id, provider, quality, input, output, longest_answer }: Entry & ModelEntry): ModelEntry {
  return {
    id,
    provider,
    ...(quality === undefined ? {} : { quality }),
    ...(input === undefined ? {} : { price: { input: billionths(Number(input)) ?? 0, output: billionths(Number(output)) ?? 0 } }),
    ...(longest_answer === undefined ? {} : { longestAnswer: Number(longest_answer) }),
  }
}

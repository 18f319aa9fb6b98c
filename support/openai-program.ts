import OpenAI from 'openai'
import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'
import type { ConcordWorld } from './world'

/** What a program written for OpenAI got. */
export interface Heard {
  readonly pieces: readonly string[]
  readonly model: string | undefined
  /** In seconds. */
  readonly created: number | undefined
  readonly finishReason: string | null | undefined
  readonly usage: OpenAI.CompletionUsage | null | undefined
}

/** How the program asks: plainly, by a stream, or by the client's helper that collects a stream. */
export type Way = 'plain' | 'stream' | 'helper'

export interface Asking {
  readonly text: string
  readonly way: Way
  readonly model?: string
  readonly headers?: Readonly<Record<string, string>>
}

interface Memory {
  /** By the scenario's clock. */
  askedAt?: number
  heard?: Heard
  error?: unknown
  models?: readonly string[]
}

const memories = new WeakMap<ConcordWorld, Memory>()

/** What the scenario's program remembers. */
export function memoryOf(world: ConcordWorld): Memory {
  const memory = memories.get(world) ?? {}
  memories.set(world, memory)
  return memory
}

const USUAL_MODEL = 'gpt-6-luna'

/** OpenAI's own client, unmodified, pointed at the platform. */
export function clientOf(world: ConcordWorld, token: string): OpenAI {
  world.open()
  return new OpenAI({ baseURL: `${world.origin}/v1`, apiKey: token, maxRetries: 0 })
}

/** Asks and remembers the answer, or the error with what had come before it. */
export async function askAsProgram(world: ConcordWorld, client: OpenAI, asking: Asking): Promise<void> {
  const memory = memoryOf(world)
  const chunks: ChatCompletionChunk[] = []
  memory.askedAt = world.clock.now()
  try {
    memory.heard = await world.wait(answerTo(client, asking, chunks), "the program's answer")
  } catch (error) {
    memory.heard = heardIn(chunks)
    memory.error = error
  }
}

async function answerTo(client: OpenAI, { text, way, model = USUAL_MODEL, headers = {} }: Asking, chunks: ChatCompletionChunk[]): Promise<Heard> {
  const body = { model, messages: [{ role: 'user', content: text }] } satisfies ChatCompletionCreateParamsNonStreaming
  const streamed = { ...body, stream: true, stream_options: { include_usage: true } } as const
  switch (way) {
    case 'plain':
      return whole(await client.chat.completions.create(body, { headers }))
    case 'stream':
      for await (const chunk of await client.chat.completions.create(streamed, { headers })) chunks.push(chunk)
      return heardIn(chunks)
    case 'helper': {
      const stream = client.chat.completions.stream(streamed, { headers })
      return whole(await stream.finalChatCompletion())
    }
  }
}

const whole = ({ choices: [choice], model, created, usage }: ChatCompletion): Heard => ({
  pieces: [choice?.message.content ?? ''],
  model,
  created,
  finishReason: choice?.finish_reason,
  usage,
})

function heardIn(chunks: readonly ChatCompletionChunk[]): Heard {
  const choices = chunks.flatMap(({ choices: [choice] }) => choice ?? [])
  return {
    pieces: choices.map(({ delta }) => delta.content ?? '').filter((piece) => piece !== ''),
    model: chunks[0]?.model,
    created: chunks[0]?.created,
    finishReason: choices.at(-1)?.finish_reason,
    usage: chunks.at(-1)?.usage,
  }
}

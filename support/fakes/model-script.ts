/** What is asked of a model, in terms that all providers share. */
export interface Question {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly text: string }[]
  readonly stream: boolean
  /** Whether a stream shall end with the token counts. */
  readonly streamUsage: boolean
}

/** Why a model stopped, in OpenAI's words. */
export type FinishReason = 'stop' | 'length' | 'content_filter' | 'tool_calls'

export interface AnswerOptions {
  readonly finishReason?: FinishReason
  readonly usage?: { readonly promptTokens: number; readonly completionTokens: number }
  readonly withoutUsage?: boolean
  readonly withoutFinishReason?: boolean
  /** Only the next so many questions; otherwise all from now on. */
  readonly times?: number
}

/** One answer before it is put into a provider's shapes; text is undefined where the model said nothing at all. */
export interface Said {
  readonly number: number
  readonly model: string
  /** Epoch seconds. */
  readonly created: number
  readonly text: string | undefined
  readonly words: readonly string[]
  readonly finishReason: FinishReason | undefined
  readonly usage: { readonly promptTokens: number; readonly completionTokens: number } | undefined
  readonly streamUsage: boolean
}

type Text = string | ((question: Question) => string)

export interface Script {
  /** What it says from now on, or the next `times`; a function is told what was asked. */
  willAnswer(text: Text, options?: AnswerOptions): void
}

/** What one model provider says to whom. Told nothing, it repeats the last thing it was told. Words that are put into its mouth leave the rest as it is. */
export function createScript(): Script & { say(question: Question, now: number, words?: string): Said } {
  const queue: { text: Text; options: AnswerOptions; left: number }[] = []
  let number = 0
  return {
    willAnswer(text, options = {}) {
      const left = options.times ?? Number.POSITIVE_INFINITY
      if (left === Number.POSITIVE_INFINITY) queue.splice(0, queue.length, ...queue.filter((line) => line.left !== left))
      queue.push({ text, options, left })
    },
    say(question, now, words) {
      const said = { model: question.model, created: Math.floor(now / 1_000), streamUsage: question.streamUsage }
      if (words !== undefined) return { ...said, number: ++number, ...spoken(words, question, {}) }
      const line = queue.find(({ left }) => left !== Number.POSITIVE_INFINITY) ?? queue.at(-1) ?? { text: echo, options: {}, left: 1 }
      line.left--
      queue.splice(0, queue.length, ...queue.filter(({ left }) => left > 0))
      const text = typeof line.text === 'string' ? line.text : line.text(question)
      return { ...said, number: ++number, ...spoken(text, question, line.options) }
    },
  }
}

const echo = ({ messages }: Question): string => `You said: ${messages.at(-1)?.text ?? 'nothing'}`

function spoken(text: string, { messages }: Question, { finishReason = 'stop', usage, withoutUsage, withoutFinishReason }: AnswerOptions) {
  const words = wordsOf(text)
  const counted = { promptTokens: messages.flatMap((message) => wordsOf(message.text)).length, completionTokens: words.length }
  return { text, words, finishReason: withoutFinishReason ? undefined : finishReason, usage: withoutUsage ? undefined : (usage ?? counted) }
}

/** Words with the space before them, so that they add up to the text. */
const wordsOf = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? []

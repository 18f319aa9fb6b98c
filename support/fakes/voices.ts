import type { Question } from './model-script'

/** What an agent's model does with the messages that contain these words; without any, with all that nothing else fits. */
interface Fitting {
  readonly to?: string
}

/** What the models say for one agent, whichever provider is asked, in whatever order the agents ask. */
export interface Voice {
  /** Says this from now on; of several texts one after the other, and the last of them ever after. */
  willAnswer(texts: string | readonly string[], fitting?: Fitting): void
  /** Takes so many milliseconds before it says or refuses anything. */
  takes(ms: number, fitting?: Fitting): void
  /** Refuses from now on, or the next `times`: as no other provider would do better, and no further attempt. */
  fails(fitting?: Fitting & { readonly times?: number }): void
  /** What it was asked, in order. */
  readonly asked: readonly Asked[]
}

export interface Asked extends Question {
  /** Wall time of the clock, in epoch milliseconds. */
  readonly at: number
}

/** What the model shall do with one question. Without a text it says what the provider says to anybody. */
export interface Intention {
  readonly ms: number
  readonly fails: boolean
  readonly text: string | undefined
}

export interface Voices {
  /** The voice of the agent of that name, known by instructions that begin with `You are Ada.` */
  of(agent: string): Voice
  /** Notes who asks, and what; undefined where no agent of a name does. */
  hear(question: Question, at: number): { readonly agent: string; readonly intend: () => Intention } | undefined
}

/** The voices of a scenario: all providers share them, as an agent may be answered by any. */
export function createVoices(): Voices {
  const known = new Map<string, ReturnType<typeof createVoice>>()
  const of = (agent: string) => {
    const voice = known.get(agent) ?? createVoice()
    known.set(agent, voice)
    return voice
  }
  return {
    of,
    hear(question, at) {
      const agent = speakerOf(question)
      return agent === undefined ? undefined : { agent, intend: of(agent).hear({ ...question, at }) }
    },
  }
}

const INSTRUCTIONS: ReadonlySet<string> = new Set(['system', 'developer'])

const speakerOf = ({ messages }: Question): string | undefined =>
  /^You are ([^.]+)\./.exec(messages.find(({ role }) => INSTRUCTIONS.has(role))?.text ?? '')?.[1]

function createVoice(): Voice & { hear(question: Asked): () => Intention } {
  const asked: Asked[] = []
  const answers = createRules<string>()
  const waits = createRules<number>()
  const failures = createRules<true>()
  return {
    asked,
    willAnswer: (texts, { to } = {}) => answers.add(typeof texts === 'string' ? [texts] : texts, { to }),
    takes: (ms, { to } = {}) => waits.add([ms], { to }),
    fails: ({ to, times } = {}) => failures.add(times === undefined ? [true] : Array(times).fill(true), { to, ending: times !== undefined }),
    hear(question) {
      asked.push(question)
      const message = question.messages.at(-1)?.text ?? ''
      return () => {
        const fails = failures.take(message) ?? false
        return { ms: waits.take(message) ?? 0, fails, text: fails ? undefined : answers.take(message) }
      }
    },
  }
}

interface Rule<T> {
  readonly to: string
  readonly left: T[]
  readonly ending: boolean
}

/** Rules by the words they fit. Of several that fit, the one whose words come first in the message; of those, the one told last. */
function createRules<T>() {
  let rules: Rule<T>[] = []
  return {
    add(values: readonly T[], { to = '', ending = false }: { to?: string | undefined; ending?: boolean }): void {
      rules = [{ to, left: [...values], ending }, ...rules.filter((rule) => rule.to !== to)]
    },
    take(message: string): T | undefined {
      const fitting = rules.filter(({ to, left }) => left.length > 0 && message.includes(to))
      const [rule] = fitting.toSorted((one, other) => place(one.to, message) - place(other.to, message))
      return rule === undefined || (rule.left.length === 1 && !rule.ending) ? rule?.left[0] : rule.left.shift()
    },
  }
}

const place = (words: string, message: string): number => (words === '' ? Number.POSITIVE_INFINITY : message.indexOf(words))

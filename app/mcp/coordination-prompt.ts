import type { GetPromptResult, Prompt } from '@modelcontextprotocol/sdk/types.js'

/** An argument of the prompt, and of the command line: what it may be is checked, for it is put into a command. */
interface Option {
  readonly description: string
  readonly fits: RegExp
  /** Is given without a value. */
  readonly flag?: true
}

const YES = /^(true|yes|on)$/i
const NO = /^(false|no|off)$/i
const SWITCH = /^(true|yes|on|false|no|off)$/i
const WHOLE = /^\d{1,16}$/

const OPTIONS: Readonly<Record<string, Option>> = {
  pattern: {
    description: 'pubsub, task-queue, request-reply, scatter-gather, barrier, circuit-breaker or all; several with commas between them',
    fits: /^(pubsub|task-queue|request-reply|scatter-gather|barrier|circuit-breaker|all)(,(pubsub|task-queue|request-reply|scatter-gather|barrier|circuit-breaker|all))*$/,
  },
  backplane: { description: 'embedded, redis, postgres, temporal or mcp', fits: /^(embedded|redis|postgres|temporal|mcp)$/ },
  mock: { description: "true: stand-ins in place of other people's MCP servers", fits: SWITCH, flag: true },
  seed: { description: 'What chance is made of; the same seed repeats a run', fits: WHOLE },
  parallel: { description: 'How many scenarios run at once', fits: WHOLE },
  timeout: { description: 'How many seconds one scenario may take', fits: WHOLE },
  report: { description: 'true: also write a page to look at', fits: SWITCH, flag: true },
  verbose: { description: 'true: tell each measurement', fits: SWITCH, flag: true },
  'fail-fast': { description: 'true: begin nothing more once a promise is broken', fits: SWITCH, flag: true },
}

/** What assistants show as a command. */
export const COORDINATION_PROMPT: Prompt = {
  name: 'coordination',
  title: 'Try the coordination patterns',
  description: 'Runs the patterns of coordination on an engine, and says which promises it keeps.',
  arguments: Object.entries(OPTIONS).map(([name, { description }]) => ({ name, description, required: false })),
}

/** An argument of the prompt is none, or is not what it may be. */
export class WrongArgument extends Error {}

/** The command line for these wishes. Throws WrongArgument. Pure. */
export function coordinationCommand(given: Readonly<Record<string, string>>): string {
  const stranger = Object.keys(given).find((name) => !Object.hasOwn(OPTIONS, name))
  if (stranger !== undefined) throw new WrongArgument(`coordination has no argument ${JSON.stringify(stranger)}`)
  const words = Object.entries(OPTIONS).flatMap(([name, { description, fits, flag }]) => {
    const value = given[name]?.trim() ?? ''
    if (value === '' || (flag && NO.test(value))) return []
    if (!fits.test(value)) throw new WrongArgument(`${name} must be: ${description}; not ${JSON.stringify(value)}`)
    return flag && YES.test(value) ? [`--${name}`] : [`--${name}`, value]
  })
  return ['npm run coordination', ...(words.length === 0 ? [] : ['--', ...words])].join(' ')
}

/** The prompt with its arguments put in. Throws WrongArgument. Pure. */
export function coordinationPrompt(given: Readonly<Record<string, string>>): GetPromptResult {
  const text = `Run this in the folder of Concord and report what it says:

    ${coordinationCommand(given)}

How to read the outcome:
- Exit code 0: every promise was kept. 1: a promise was broken; the line that names it says which, with the seed that repeats it. 2: the command was used wrongly, or the engine is not there; the sentence names the option or the setting. It never runs on another engine than the one that was asked for.
- Before anything runs, the engine's health is checked.
- For each pattern a table shows how often each operation was done, how often it succeeded, and how long it took (min, mean, p50, p95, p99, max).
- What the engine is known not to keep is listed as a deviation with its reason, and is no failure.
Tell which promises were broken, if any, and give the command that repeats it. Change nothing.`
  return { description: COORDINATION_PROMPT.description, messages: [{ role: 'user', content: { type: 'text', text } }] }
}

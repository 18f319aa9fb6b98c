import type { GetPromptResult } from '@modelcontextprotocol/sdk/types.js'
import { attempt } from './asking-assistants'
import type { Assistant } from './assisting'
import { perScenario } from './per-scenario'
import type { ConcordWorld } from './world'

/** What an assistant may say when it asks for the command, and the line for a shell that comes of it; none where it is refused. */
interface Trial {
  readonly wishes: Readonly<Record<string, string>>
  readonly line?: string
}

const TRIALS: Readonly<Record<string, Trial>> = {
  everything: { wishes: {}, line: 'npm run coordination' },
  'the barrier': { wishes: { pattern: 'barrier' }, line: 'npm run coordination -- --pattern barrier' },
  'everything on Redis, in the order of seed 7': {
    wishes: { backplane: 'redis', seed: '7' },
    line: 'npm run coordination -- --backplane redis --seed 7',
  },
  "everything on other people's servers, with stand-ins": {
    wishes: { backplane: 'mcp', mock: 'true' },
    line: 'npm run coordination -- --backplane mcp --mock',
  },
  'publishing and the barrier, with a report but no stand-ins': {
    wishes: { pattern: 'pubsub,barrier', mock: 'no', report: 'yes' },
    line: 'npm run coordination -- --pattern pubsub,barrier --report',
  },
  'a pattern with a command behind it': { wishes: { pattern: 'all; reboot' } },
  'an engine that is a command': { wishes: { backplane: '$(reboot)' } },
  'a seed with another choice behind it': { wishes: { seed: '42 --parallel 100' } },
  'something between stand-ins and none': { wishes: { mock: 'perhaps' } },
  'everything in red': { wishes: { colour: 'red' } },
}
export const TRIAL_WORDS = Object.keys(TRIALS)

interface Asked {
  line: string | undefined
  given: GetPromptResult | undefined
}
const askedOf = perScenario((): Asked => ({ line: undefined, given: undefined }))

async function askPrompt(world: ConcordWorld, { client }: Assistant, name: string, wishes: Trial['wishes'] = {}): Promise<void> {
  askedOf(world).given = await client.getPrompt({ name, arguments: { ...wishes } })
}

/** Asks for the command that tries the patterns, as assistants show it. */
export async function askForTrial(world: ConcordWorld, who: string, words: string): Promise<void> {
  const trial = TRIALS[words]
  askedOf(world).line = trial?.line
  await attempt(world, who, (assistant) => askPrompt(world, assistant, 'coordination', trial?.wishes))
}

/** Asks for a command that there is not. */
export const askForRelease = (world: ConcordWorld, who: string): Promise<void> => attempt(world, who, (assistant) => askPrompt(world, assistant, 'release'))

/** The lines that an assistant was given as a command, and the one that was to be among them. */
export function linesGiven(world: ConcordWorld): { readonly lines: readonly string[]; readonly sought: string | undefined } {
  const { given, line } = askedOf(world)
  const [message] = given?.messages ?? []
  const text = message?.content.type === 'text' ? message.content.text : ''
  return { lines: text.split('\n').map((each) => each.trim()), sought: line }
}

import { setTimeout as rest } from 'node:timers/promises'
import { DEFAULT_MODELS } from '../../app/llm/models'
import { systemClock } from '../../app/shared/clock'
import type { Api } from '../api'
import { createFakes } from '../fakes/fakes'
import { PLATFORM_KEYS } from '../platform'
import type { ServedFakes } from './fakes'

/** `cutShort`: it did not come to its end, and work goes on. `sends`: something may still be sent for it. */
export interface Left {
  readonly cutShort: boolean
  readonly sends: boolean
}

/** Lets a platform forget that services have failed: breakers close once a provider answers again. */
export interface Healing {
  /** What the last example has left. */
  heal(after: Left): Promise<void>
}

interface Deps {
  readonly fakes: ServedFakes
  readonly runner: () => Promise<Api>
}

const PROVIDERS = {
  OpenAI: { path: '/api/llm/openai/chat', model: DEFAULT_MODELS.openai },
  Anthropic: { path: '/api/llm/anthropic/message', model: DEFAULT_MODELS.anthropic },
} as const
/** What was cut off is tried again within this time, and then it is answered. */
const AGAIN_WITHIN_MS = 1_500
const EVERY_MS = 200
/** Then nobody works any more. */
const QUIET_MS = 60
const QUIET_AFTER_CUT_MS = 400
const QUIET_WITHIN_MS = 20_000
/** What was approved is sent within this time. */
const SENT_WITHIN_MS = 6_000
/** A breaker opens for half a minute. */
const WELL_WITHIN_MS = 45_000

export function createHealing({ fakes, runner }: Deps): Healing {
  const askUntilWell = async ({ path, model }: { path: string; model: string }): Promise<void> => {
    for (const began = performance.now(); performance.now() - began < WELL_WITHIN_MS; await rest(EVERY_MS)) {
      const { status } = await (await runner()).call('POST', path, { body: { model, messages: [{ role: 'user', content: 'Are you well?' }] } })
      if (status < 500) return
    }
  }
  const untilQuiet = async (ms: number): Promise<void> => {
    for (const began = performance.now(); fakes.quietFor() < ms && performance.now() - began < QUIET_WITHIN_MS; ) await rest(ms - fakes.quietFor() + 1)
  }
  return {
    async heal({ cutShort, sends }) {
      const left = fakes.underWay()
      const contacted = fakes.takeContacted()
      if (left === 0 && contacted.length === 0 && !(cutShort && sends)) return
      const google = { clientId: PLATFORM_KEYS.GOOGLE_CLIENT_ID, clientSecret: PLATFORM_KEYS.GOOGLE_CLIENT_SECRET }
      fakes.answerWith(createFakes({ clock: systemClock, google }).handlers())
      if (left > 0 || cutShort) await rest(cutShort && sends ? SENT_WITHIN_MS : AGAIN_WITHIN_MS)
      await untilQuiet(left > 0 || cutShort ? QUIET_AFTER_CUT_MS : QUIET_MS)
      for (const [name, how] of Object.entries(PROVIDERS)) if (contacted.includes(name)) await askUntilWell(how)
      fakes.takeContacted()
    },
  }
}

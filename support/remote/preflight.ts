import { Agent } from 'undici'
import { DEFAULT_MODELS } from '../../app/llm/models'
import { systemClock } from '../../app/shared/clock'
import { messageOf } from '../../app/shared/errors'
import { type Api, createApi } from '../api'
import { createFakes, type Fakes } from '../fakes/fakes'
import { bearer } from '../house'
import { PLATFORM_KEYS } from '../platform'
import { Misuse } from '../specification/misuse'
import { type ServedFakes, serveFakes } from './fakes'
import { operatorsSettings, type Remote } from './settings'

const google = { clientId: PLATFORM_KEYS.GOOGLE_CLIENT_ID, clientSecret: PLATFORM_KEYS.GOOGLE_CLIENT_SECRET }

/**
 * Looks whether the platform can be tried at all, before any example is: it answers, the token is an administrator's, the stand-ins are served
 * and the platform goes to them. Prints what its operator has to set. Throws Misuse, one sentence.
 */
export async function preflight(remote: Remote, print: (text: string) => void): Promise<void> {
  print(settingsText(remote))
  const dispatcher = new Agent()
  const served = await serveFakes(remote).catch((error: unknown) => {
    throw new Misuse(`The stand-ins cannot be served at ${remote.listen}, from port ${remote.port} on (CONCORD_FAKES_PORT): ${messageOf(error)}.`)
  })
  try {
    const api = createApi({ origin: remote.url, dispatcher, conformance: undefined })(bearer(remote.token))
    await expectAdministrator(api, remote)
    await expectFakes(api, served, remote)
  } finally {
    await served.close()
    await dispatcher.destroy()
  }
}

async function expectAdministrator(api: Api, { url }: Remote): Promise<void> {
  const { status, json } = await api.call('GET', '/api/me').catch((error: unknown) => {
    throw new Misuse(`CONCORD_URL names ${url}, where nobody can be reached: ${messageOf(error)}.`)
  })
  if (status === 401) throw new Misuse(`CONCORD_TOKEN was refused by the platform at ${url}.`)
  if (status !== 200) throw new Misuse(`CONCORD_URL names ${url}, which does not say whose token this is: it answered ${status} to GET /api/me.`)
  const { role } = json<{ role?: unknown }>()
  if (role !== 'administrator') throw new Misuse(`CONCORD_TOKEN must be an administrator's; the platform says that it is of the role ${String(role)}.`)
}

const QUESTIONS = {
  OpenAI: { path: '/api/llm/openai/chat', model: DEFAULT_MODELS.openai, fake: 'openai' },
  Anthropic: { path: '/api/llm/anthropic/message', model: DEFAULT_MODELS.anthropic, fake: 'anthropic' },
} as const

/** One question to each provider: who is not asked stands where the platform does not go. */
async function expectFakes(api: Api, served: ServedFakes, remote: Remote): Promise<void> {
  const fakes: Fakes = createFakes({ clock: systemClock, google })
  served.answerWith(fakes.handlers())
  for (const [name, { path, model, fake }] of Object.entries(QUESTIONS)) {
    const { status, text } = await api.call('POST', path, { body: { model, messages: [{ role: 'user', content: 'Are you there?' }] } })
    if (fakes[fake].contacts() > 0) continue
    const setting = fake === 'openai' ? 'OPENAI_BASE_URL' : 'ANTHROPIC_BASE_URL'
    throw new Misuse(
      `The platform did not reach the stand-in of ${name} at ${operatorsSettings(remote)[setting]} (its setting ${setting}): it answered ${status} ${text.slice(0, 200)}`,
    )
  }
}

function settingsText(remote: Remote): string {
  const lines = Object.entries(operatorsSettings(remote)).map(([name, value]) => `  ${name}=${value}`)
  return `The platform at ${remote.url} must have been started with these settings, and with nothing else but what its start needs:\n${lines.join('\n')}\n\n`
}

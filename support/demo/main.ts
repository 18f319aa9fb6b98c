import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { serve as servePlatform } from '../../app/serve'
import { WrongSetting } from '../../app/settings'
import { systemClock } from '../../app/shared/clock'
import { messageOf } from '../../app/shared/errors'
import { createFakeAnthropic } from '../fakes/anthropic'
import type { FakeModelProvider } from '../fakes/model'
import { createFakeOpenAI } from '../fakes/openai'
import { serve as serveFake } from '../fakes/serve'
import { instructions } from './instructions'
import { createSwitch } from './switch'

// The platform in memory, with fakes in place of the providers: chat, streaming and failover without a key of anybody.

const USUAL_PORT = 3_000
const LAST_PORT = 65_534
/** About as fast as a person reads. */
const WORD_EVERY_MS = 120

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return USUAL_PORT
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > LAST_PORT) throw new WrongSetting('PORT', `must be a whole number from 1 to ${LAST_PORT}; the demo uses the next one too`)
  return port
}

async function servedAs(name: string, fake: FakeModelProvider): Promise<string> {
  fake.wordsCome({ ms: WORD_EVERY_MS })
  fake.willAnswer(({ messages }) => `This is the ${name} of the demo, which is none. It was asked "${messages.at(-1)?.text ?? ''}" and says so, word by word.`)
  return (await serveFake(fake)).origin
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new WrongSetting('PORT', `must leave the port after it free for the switch: ${port} is in use or not allowed (${error.code})`)
  })
}

async function main(): Promise<void> {
  const port = portOf(process.env.PORT?.trim())
  const [openai, anthropic] = [createFakeOpenAI({ clock: systemClock }), createFakeAnthropic({ clock: systemClock })]
  await listen(createSwitch({ openai, anthropic }), port + 1)
  const token = `demo-${randomBytes(12).toString('hex')}`
  await servePlatform({
    PORT: String(port),
    DATABASE_URL: 'sqlite::memory:',
    CONCORD_ADMIN_TOKEN: token,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    OPENAI_API_KEY: 'sk-demo',
    OPENAI_BASE_URL: `${await servedAs('OpenAI', openai)}/v1`,
    ANTHROPIC_API_KEY: 'sk-ant-demo',
    ANTHROPIC_BASE_URL: await servedAs('Anthropic', anthropic),
    // Whoever tries it is alone.
    CONCORD_SELF_APPROVAL: 'on',
    // A person who plays with the switch shall see at once what it does.
    LLM_RETRIES: '0',
    LLM_BREAKER_OPEN_MS: '3000',
  })
  process.stdout.write(instructions({ port, token }))
}

void main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exit(2)
})

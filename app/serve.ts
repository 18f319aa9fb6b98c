import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createProbe } from 'node:net'
import { createServer } from './http/server'
import { createModelDispatcher } from './llm/connector'
import { ensureFirstAdministrator } from './people/first-administrator'
import { createPlatform, type Platform } from './platform'
import { newSecretKey, presentSecretKey } from './secret-key'
import { type Environment, readSettings, type Settings, WrongSetting } from './settings'
import { systemClock } from './shared/clock'
import { createLogger } from './shared/logger'
import { systemRandom } from './shared/random'
import { openStore } from './store/open'

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/** Runs the platform until a signal stops it. Throws, before anything is touched, if a setting or the database cannot be used. */
export async function serve(env: Environment): Promise<void> {
  const settings = readSettings(env)
  const logger = createLogger(settings.logLevel)
  const presentKey = presentSecretKey(settings)
  await refuseTakenAddress(settings)
  const store = await openStore({ path: settings.database.path, at: systemClock.now(), unitsModule: require.resolve('./units') })
  const secretKey = presentKey ?? newSecretKey(settings)
  const dispatcher = createModelDispatcher({ clock: systemClock, connectMs: settings.llm.connectMs })
  const platform = createPlatform({ settings, store, clock: systemClock, random: systemRandom, logger, dispatcher, secretKey, instanceId: randomUUID() })
  const server = await createServer(() => platform.parts, settings)
  try {
    await announceAdministrator(platform, settings)
    await platform.start()
    const address = await server.listen({ host: settings.host, port: settings.port })
    process.stdout.write(`Concord is listening at ${address} (${settings.database.path})\n`)
  } catch (error) {
    await platform.stop(0)
    await store.close()
    throw error
  }
  onFirstSignal(async () => {
    const interrupted = await platform.stop(settings.stopSeconds * 1_000)
    await server.close()
    await store.close()
    await dispatcher.close()
    logger.info({ interrupted }, 'stopped')
    process.exit(0)
  })
}

/** Looks before anything is opened, so that a second start by mistake changes nothing. */
async function refuseTakenAddress({ host, port }: Settings): Promise<void> {
  const probe = createProbe().listen({ host, port })
  try {
    await once(probe, 'listening')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    const taken = code === 'EADDRINUSE' || code === 'EACCES'
    throw taken ? new WrongSetting('PORT', `cannot be ${port}: it is in use or not allowed (${code})`) : new WrongSetting('HOST', `cannot be ${host}: ${code}`)
  }
  probe.close()
  await once(probe, 'close')
}

async function announceAdministrator({ parts, firstAdministrator }: Platform, settings: Settings): Promise<void> {
  const token = await ensureFirstAdministrator(firstAdministrator, { givenToken: settings.adminToken, tokenDays: settings.tokenDays })
  if (token === undefined) return
  parts.logger.debug('made the first administrator')
  process.stdout.write(`\nThe administrator's token, shown this once:\n\n    ${token}\n\n`)
}

function onFirstSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      void stop()
    })
  }
}

import { once } from 'node:events'
import { createServer as createProbe } from 'node:net'
import { refuseUnusableHead } from './audit/head-file'
import { fittingSecretKey, presentSecretKey } from './secret-key'
import { type Environment, readSettings, type Settings, WrongSetting } from './settings'
import { systemClock } from './shared/clock'
import { createLogger, type Logger } from './shared/logger'
import { openStore } from './store/open'

/** Runs the platform until a signal stops it. Throws, before anything is touched, if a setting or the database cannot be used. */
export async function serve(env: Environment): Promise<void> {
  const settings = readSettings(env)
  const logger = createLogger(settings.logLevel)
  presentSecretKey(settings)
  refuseUnusableHead(settings)
  await refuseTakenAddress(settings)
  await refuseMissingEngine(settings, logger)
  const opening = openStore({ ...settings.database, at: systemClock.now(), unitsModule: require.resolve('./units') })
  // While the store's own thread loads its modules, this one loads all others.
  const [store, { run }] = await Promise.all([opening, import('./running')])
  const secretKey = await fittingSecretKey(settings, store, systemClock.now()).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  await run({ settings, logger, store, secretKey })
}

/** Nothing is made for an engine that is not there. */
async function refuseMissingEngine({ backplane: { engine, redisUrl } }: Settings, logger: Logger): Promise<void> {
  if (engine !== 'redis') return
  const { refuseMissingRedis } = await import('./backplane/redis/reach')
  await refuseMissingRedis({ url: redisUrl, clock: systemClock, logger })
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

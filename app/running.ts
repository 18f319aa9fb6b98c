import { randomUUID } from 'node:crypto'
import { memoryHead } from './audit/head'
import { fileHead } from './audit/head-file'
import { settleAnnouncedHead } from './audit/head-restored'
import { chooseBackplane } from './backplane/choice'
import { createServer } from './http/server'
import { createModelDispatcher } from './llm/connector'
import { mcpRoutes } from './mcp/mcp.routes'
import { ensureFirstAdministrator } from './people/first-administrator'
import { createPlatform, type Platform } from './platform'
import { refuseOtherKey } from './secret-key'
import type { Settings } from './settings'
import { systemClock } from './shared/clock'
import type { Logger } from './shared/logger'
import { systemRandom } from './shared/random'
import type { Store } from './store/store'

/** How long connections may take to close at the end. */
const LAST_CONNECTIONS_MS = 2_000
const SIGNALS = ['SIGTERM', 'SIGINT'] as const

export interface Ground {
  readonly settings: Settings
  readonly logger: Logger
  readonly store: Store
  readonly secretKey: Uint8Array
}

/** Runs the platform on an open store until a signal stops it, and closes the store then, or if it cannot start. */
export async function run({ settings, logger, store, secretKey }: Ground): Promise<void> {
  const dispatcher = createModelDispatcher({ clock: systemClock, connectMs: settings.llm.connectMs })
  const auditHead = settings.auditHead === undefined ? memoryHead() : fileHead(settings.auditHead)
  const outside = { settings, store, clock: systemClock, random: systemRandom, logger, dispatcher, secretKey, auditHead }
  const createBackplane = await chooseBackplane(settings.backplane.engine)
  const platform = createPlatform({ ...outside, createBackplane, instanceId: randomUUID() })
  const server = await createServer(() => platform.parts, settings, [mcpRoutes])
  try {
    if (settings.auditHead !== undefined) await settleAnnouncedHead(settings.auditHead, store)
    await platform.start()
    // The key may have been changed between the first look at it and the moment from which others see that this platform is there.
    await refuseOtherKey(store, secretKey, systemClock.now())
    await announceAdministrator(platform, settings)
    const address = await server.listen({ host: settings.host, port: settings.port })
    process.stdout.write(`Concord is listening at ${address} (${settings.database.shown})${standIns(settings)}\n`)
  } catch (error) {
    await platform.stop(0)
    await store.close()
    throw error
  }
  onFirstSignal(async () => {
    const interrupted = await platform.stop(settings.stopSeconds * 1_000)
    // Whoever keeps a connection open does not keep the process alive.
    await Promise.race([server.close(), systemClock.sleep(LAST_CONNECTIONS_MS)])
    await store.close()
    await dispatcher.close()
    logger.info({ interrupted }, 'stopped')
    process.exit(0)
  })
}

/** Nobody is to take stand-ins for the servers that they stand in for. */
const standIns = ({ backplane: { engine, mcp } }: Settings): string => (engine === 'mcp' && mcp.mock ? ', with STAND-INS in place of MCP servers' : '')

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

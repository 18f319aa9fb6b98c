import { memoryHead } from '../../app/audit/head'
import { invitePerson } from '../../app/people/people-store'
import type { Principal } from '../../app/people/person'
import { createPlatform, type Platform } from '../../app/platform'
import { readSettings, type Settings } from '../../app/settings'
import { systemClock } from '../../app/shared/clock'
import { createLogger } from '../../app/shared/logger'
import { systemRandom } from '../../app/shared/random'
import { openStore, storeOn } from '../../app/store/open'
import { openSqlite } from '../../app/store/sqlite'
import type { Store } from '../../app/store/store'
import { InstantProvider } from './instant'

/** Whoever asks in the benches. */
export const SOMEBODY: Principal = { id: '00000000-0000-7000-8000-000000000001', name: 'Bench', email: null, role: 'administrator' }

export const settingsFor = (path: string, env: Readonly<Record<string, string>> = {}): Settings =>
  readSettings({
    DATABASE_URL: `sqlite:${path}`,
    LOG_LEVEL: 'warn',
    CONCORD_REQUESTS_PER_MINUTE: '1000000000',
    LLM_PROVIDERS: 'openai:gpt-bench',
    LLM_RETRIES: '0',
    LLM_BREAKER_FAILURES: '0',
    OPENAI_API_KEY: 'sk-bench',
    ...env,
  })

/** A store that is written in this thread, fully durable. */
export const openInThread = (path: string): Store => storeOn(openSqlite(path, Date.now()))

/** A store that is written by a thread of its own, as in `npm start`. */
export const openThreaded = (path: string, unitsModule = require.resolve('../../app/units')): Promise<Store> => openStore({ path, at: Date.now(), unitsModule })

/** A platform in this process, with an agent that may do everything, before a provider that answers at once. */
export async function platformOn(store: Store, path: string): Promise<{ platform: Platform; agentId: string }> {
  const platform = createPlatform({
    ...{ store, clock: systemClock, random: systemRandom, settings: settingsFor(path), logger: createLogger('warn') },
    ...{ dispatcher: new InstantProvider(), secretKey: new Uint8Array(32).fill(7), instanceId: 'bench', auditHead: memoryHead() },
  })
  await platform.start()
  const { id, name, role } = SOMEBODY
  const person = { id, name, email: 'bench@example.com', role, created_at: Date.now(), removed_at: null }
  await store.write(invitePerson, { person, entry: { id, at: Date.now(), actor: id, action: 'person.invited', subject: id, details: {} } })
  const wanted = { name: 'Bench', instructions: 'Be brief.', category: 'bench', maturity: 'autonomous', reason: 'bench' } as const
  const agent = await platform.parts.agents.create(wanted, SOMEBODY)
  return { platform, agentId: agent.id }
}

/** Runs one execution to its end. */
export async function executeOne({ platform, agentId }: { platform: Platform; agentId: string }): Promise<void> {
  const taken = await platform.parts.executor.execute({
    ...{ agentId, action: 'chat', message: 'Say hello to the people who measure, in a few words.', resolutionPath: 'named', by: SOMEBODY },
    trace: { traceId: '0af7651916cd43dd8448eb211c80319c', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  })
  if (taken.kind !== 'running') throw new Error('it waits for approval')
  const { status, error_detail } = await taken.ended
  if (status !== 'completed') throw new Error(`the execution is ${status}: ${error_detail}`)
}

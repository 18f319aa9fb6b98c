import type { Database } from 'better-sqlite3'
import { type Head, type HeadKeep, memoryHead } from '../app/audit/head'
import { createModelDispatcher } from '../app/llm/connector'
import { createPlatform, type Platform } from '../app/platform'
import { type Environment, readSettings } from '../app/settings'
import type { Clock } from '../app/shared/clock'
import { createLogger } from '../app/shared/logger'
import { seededRandom } from '../app/shared/random'
import type { Mask } from '../app/social/masking'
import { storeOn } from '../app/store/open'

/** Keys that the platform of a scenario has of its own; the fakes know them. */
export const PLATFORM_KEYS = {
  OPENAI_API_KEY: 'sk-platform-openai-0001',
  ANTHROPIC_API_KEY: 'sk-ant-platform-0002',
  SLACK_BOT_TOKEN: 'xoxb-platform-slack-0003',
  GITHUB_TOKEN: 'ghp_platformgithub0004',
  GOOGLE_CLIENT_ID: 'concord.apps.googleusercontent.com',
  GOOGLE_CLIENT_SECRET: 'GOCSPX-platform-0005',
} as const

interface Built {
  readonly database: Database
  readonly clock: Clock
  /** Settings of this scenario beside the usual ones. */
  readonly env: Environment
  /** Takes what the platform logs, a line at a time. */
  readonly log?: (line: string) => void
  readonly seed?: number
  readonly instanceId?: string
  /** Where the head of the audit trail is kept, if it is to outlive the platform. */
  readonly auditHead?: HeadKeep
  /** In place of the platform's own masking. */
  readonly mask?: Mask
}

/** What the platform of a scenario seals with. */
export const SECRET_KEY = new Uint8Array(32).fill(7)

/** The platform as a scenario runs it: in this process, on a store in memory, on the moved clock, everything repeatable from one seed. */
export function buildPlatform({
  database,
  clock,
  env,
  log = () => {},
  seed = 42,
  instanceId = 'scenario',
  auditHead = headOf(database),
  mask,
}: Built): Platform {
  const settings = readSettings({ ...PLATFORM_KEYS, DATABASE_URL: 'sqlite::memory:', PUBLIC_URL: 'http://localhost:3000', ...env })
  return createPlatform({
    settings,
    store: storeOn(database),
    clock,
    random: seededRandom(seed),
    logger: createLogger('debug', { write: log }),
    dispatcher: createModelDispatcher({ clock, connectMs: settings.llm.connectMs }),
    secretKey: SECRET_KEY,
    instanceId,
    auditHead,
    mask,
  })
}

/** What a platform that wrote this trail would have kept of it. */
const headOf = (database: Database): HeadKeep => memoryHead(lastOf(database))

/** The last record of a trail that has some. */
export const lastOf = (database: Database): Head => database.prepare('select seq, hash from audit order by seq desc limit 1').get() as Head

/** How long the platform waits for running work when it is told to stop, as its settings have it. */
export const stopMs = (env: Environment): number => readSettings(env).stopSeconds * 1_000

import type { Head, HeadKeep } from '../app/audit/head'
import { fileHead } from '../app/audit/head-file'
import { createMcp } from '../app/backplane/mcp/mcp'
import { createModelDispatcher } from '../app/llm/connector'
import { createPlatform, type Platform } from '../app/platform'
import { type Environment, readSettings } from '../app/settings'
import type { Clock } from '../app/shared/clock'
import { createLogger } from '../app/shared/logger'
import { seededRandom } from '../app/shared/random'
import type { Mask } from '../app/social/masking'
import { redisInScenario } from './engines/redis-in-scenarios'
import type { Storage } from './storage/storage'
import { noted } from './storage/under-way'
import { engineFor } from './temporal/engine'

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
  readonly storage: Storage
  readonly clock: Clock
  /** Settings of this scenario beside the usual ones. */
  readonly env: Environment
  /** Takes what the platform logs, a line at a time. */
  readonly log?: (line: string) => void
  readonly seed?: number
  readonly instanceId?: string
  /** In place of the platform's own masking. */
  readonly mask?: Mask
}

/** What the platform of a scenario seals with. */
export const SECRET_KEY = new Uint8Array(32).fill(7)

/** The platform as a scenario runs it: in this process, on a store in memory, on the moved clock, everything repeatable from one seed. */
export function buildPlatform({ storage, clock, env, log = () => {}, seed = 42, instanceId = 'scenario', mask }: Built): Platform {
  // Settings know no file for the head of data in memory; that of a scenario outlives its platform.
  const { CONCORD_AUDIT_HEAD: headFile, ...usual } = env
  const settings = readSettings({ ...PLATFORM_KEYS, DATABASE_URL: 'sqlite::memory:', PUBLIC_URL: 'http://localhost:3000', ...usual })
  const jobEngine = engineFor(storage)
  const platform = createPlatform({
    settings,
    store: storage.store(),
    clock,
    random: seededRandom(seed),
    logger: createLogger('debug', { write: log }),
    dispatcher: createModelDispatcher({ clock, connectMs: settings.llm.connectMs }),
    secretKey: SECRET_KEY,
    instanceId,
    auditHead: headFile === undefined ? headOf(storage) : headIn(headFile),
    mask,
    jobEngine,
    createBackplane: { redis: redisInScenario, mcp: createMcp, embedded: undefined, temporal: undefined }[settings.backplane.engine],
  })
  // The engine learns what it may have done; it connects when it is given a job.
  if (jobEngine !== undefined) void platform.parts.coordinations.start()
  return platform
}

/** The head in a file, as it is really kept. */
function headIn(file: string): HeadKeep {
  const keep = fileHead(file)
  return { ...keep, read: () => noted(keep.read()), replace: (next) => noted(keep.replace(next)) }
}

/** What a platform that wrote this trail would have kept of it. */
function headOf(storage: Storage): HeadKeep {
  let kept: Promise<Head | undefined> = storage.head().catch(() => undefined)
  return {
    read: () => kept,
    async replace(next) {
      const head = await next(await kept)
      kept = Promise.resolve(head)
      return true
    },
    close: () => {},
  }
}

/** How long the platform waits for running work when it is told to stop, as its settings have it. */
export const stopMs = (env: Environment): number => readSettings(env).stopSeconds * 1_000

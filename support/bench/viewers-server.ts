import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { memoryHead } from '../../app/audit/head'
import type { JournalEvent } from '../../app/executions/journal'
import { createServer } from '../../app/http/server'
import { createModelDispatcher } from '../../app/llm/connector'
import { ensureFirstAdministrator } from '../../app/people/first-administrator'
import { createPlatform } from '../../app/platform'
import { systemClock } from '../../app/shared/clock'
import { createLogger } from '../../app/shared/logger'
import { systemRandom } from '../../app/shared/random'
import { openThreaded, SOMEBODY, settingsFor } from './in-process'
import { tellPort } from './processes'
import type { Marked } from './viewers-units'

// The platform whose streams are watched, in a process of its own, as `npm start` runs it. It notes when each event was committed.

const [upstream = '', token = ''] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'concord-viewers-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const GAP_MS = 10
/** When each event was committed. */
const commits: [execution: string, number: number, at: number][] = []
const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }

async function main(): Promise<void> {
  const path = join(folder, 'concord.db')
  const store = await openThreaded(path, require.resolve('./viewers-units'))
  const settings = settingsFor(path, { OPENAI_BASE_URL: `${upstream}/v1`, CONCORD_ADMIN_TOKEN: token })
  const dispatcher = createModelDispatcher({ clock: systemClock, connectMs: settings.llm.connectMs })
  const platform = createPlatform({
    ...{ store, clock: systemClock, random: systemRandom, settings, logger: createLogger('warn'), dispatcher },
    ...{ secretKey: new Uint8Array(32).fill(7), instanceId: 'bench', auditHead: memoryHead() },
  })
  const { live, agents, executor } = platform.parts
  const { publish } = live
  Object.assign(live, {
    publish(id: string, events: readonly (JournalEvent & Marked)[], last: boolean) {
      for (const { number, committed } of events) if (committed !== undefined) commits.push([id, number, committed])
      publish(id, events, last)
    },
  })
  const server = await createServer(() => platform.parts, settings)
  await platform.start()
  await ensureFirstAdministrator(platform.firstAdministrator, { givenToken: token, tokenDays: 1 })
  const agent = await agents.create({ name: 'Bench', instructions: '', category: 'bench', maturity: 'autonomous', reason: 'bench' }, SOMEBODY)

  const begin = async () => {
    const order = { agentId: agent.id, action: 'chat', message: 'Go on and on.', resolutionPath: 'named', by: SOMEBODY, trace } as const
    const taken = await executor.execute(order)
    if (taken.kind === 'running') taken.ended.catch(() => undefined)
    return taken.execution.id
  }
  /** One after the other, as people come: no two of them begin at the same moment. */
  const beginAll = async (count: number) => {
    const ids: string[] = []
    for (let index = 0; index < count; index += 1) {
      ids.push(await begin())
      await wait(Math.random() * 2 * GAP_MS)
    }
    return ids
  }
  process.on('message', async (order: { readonly begin: number } | 'usage' | 'commits') => {
    if (order === 'usage') process.send?.({ process: process.cpuUsage(), thread: process.threadCpuUsage(), at: performance.now() })
    else if (order === 'commits') process.send?.(commits)
    else process.send?.(await beginAll(order.begin))
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  tellPort(server.server)
}

process.once('SIGTERM', () => process.exit())
void main()

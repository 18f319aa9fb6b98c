import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { Backplane } from '../backplane'
import { createEmbedded } from '../embedded/embedded'
import type { EngineDeps } from '../engine'
import { BackplaneUnavailable } from '../errors'
import { createForeignServer, type ForeignServer } from './foreign-server'
import { createLink } from './link'
import { createHeldQueues } from './queues'
import type { ServerAddress } from './server-address'
import { serveStandIn, standInTasks, standInValues } from './stand-ins'
import { holderFor, type TaskHolder } from './task-holder'
import { createToldBreakers, VALUE_TOOLS } from './told-values'

export const TASKS_SETTING = 'CONCORD_MCP_TASKS'
export const VALUES_SETTING = 'CONCORD_MCP_REDIS'

/** The engine on other people's MCP servers: they keep what they can keep, and everything else is done as by the embedded engine, on the database. */
export function createMcp(deps: EngineDeps): Backplane {
  const { store, newId, logger, settings } = deps
  const { tasks, values, mock, token } = settings.backplane.mcp
  const embedded = createEmbedded(deps)
  const server = (setting: string, open: () => Promise<Transport>): ForeignServer =>
    createForeignServer({ ...deps, link: createLink({ setting, open, logger }), name: `mcp:${setting}`, leases: embedded.leases })

  const [taskTools, valueTools] = [standInTasks(), standInValues()]
  const keeper = server(TASKS_SETTING, mock ? () => serveStandIn('stand-in for a task manager', taskTools) : () => reach(tasks, token))
  const hasValues = mock || values !== undefined
  const reader = hasValues ? server(VALUES_SETTING, mock ? () => serveStandIn('stand-in for Redis', valueTools) : () => reach(values, token)) : undefined
  const holder = rememberHolder(keeper)
  const queues = createHeldQueues({ store, newId, claims: embedded.queues, server: keeper, holder })
  const told = reader && createToldBreakers({ breakers: embedded.breakers, server: reader, logger })

  return {
    ...embedded,
    engine: 'mcp',
    queues,
    breakers: told?.breakers ?? embedded.breakers,
    async start() {
      await holder()
      const tools = await reader?.tools()
      if (tools !== undefined && !VALUE_TOOLS.every((tool) => tools.has(tool)))
        throw new BackplaneUnavailable(`${VALUES_SETTING} names an MCP server that keeps no values: it has no ${VALUE_TOOLS.join(', ')}`)
    },
    trouble: () => keeper.trouble() ?? reader?.trouble(),
    async lookAfter() {
      await embedded.lookAfter()
      await queues.lookAfter()
      await told?.lookAfter()
      // One that has ended is there again for whoever asks next.
      if (keeper.trouble() !== undefined) await keeper.reach().catch(() => undefined)
    },
    async close() {
      await embedded.close()
      await keeper.close()
      await reader?.close()
    },
  }
}

/** How the server's tools keep tasks, asked once. Throws BackplaneUnavailable. */
function rememberHolder(keeper: ForeignServer): () => Promise<TaskHolder> {
  let holder: Promise<TaskHolder> | undefined
  const find = async (): Promise<TaskHolder> => {
    const found = holderFor(await keeper.tools())
    if (found === undefined) throw new BackplaneUnavailable(`${TASKS_SETTING} names an MCP server that keeps no tasks as we know them`)
    return found
  }
  return () => {
    holder ??= find().catch((error: unknown) => {
      holder = undefined
      throw error
    })
    return holder
  }
}

/** A program is started without a shell, and is given nothing of this process but what any program needs. */
async function reach(address: ServerAddress | undefined, token: string | undefined): Promise<Transport> {
  if (address === undefined) throw new Error('no server is named')
  if (address.kind === 'program') {
    const { getDefaultEnvironment, StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js')
    const { command, args, env } = address
    return new StdioClientTransport({ command, args: [...args], env: { ...getDefaultEnvironment(), ...env }, stderr: 'ignore' })
  }
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js')
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return new StreamableHTTPClientTransport(new URL(address.url), { requestInit: { headers } }) as Transport
}

import { once } from 'node:events'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import type { ApiDescription } from '../mcp/api-description'
import { createAssistantServer } from '../mcp/assistant-server'
import { toolsOf } from '../mcp/tool'
import { TOOLS } from '../mcp/tools'
import { systemClock } from '../shared/clock'
import { type Client, Unreachable } from './client'

/** An MCP server on standard input and output over the platform's API, until the input ends. Throws Refused, Unreachable before it has said anything. */
export async function assist(client: Client): Promise<void> {
  // Whose token it is not, or no platform, is said at once and not with the first tool.
  await client.get('/api/agents?limit=1')
  const tools = toolsOf(await client.get<ApiDescription>('/openapi.json'), TOOLS)
  const server = await createAssistantServer({
    ...{ tools, clock: systemClock },
    ask: (asked, { signal }) => client.ask({ ...asked, signal }).catch(unreachable),
  })
  const transport = new StdioServerTransport()
  const ended = once(process.stdin, 'end')
  await server.connect(transport)
  await ended
  await server.close()
}

/** Told as a refusal is: the platform may be there again for the next tool. */
function unreachable(error: unknown) {
  if (!(error instanceof Unreachable)) throw error
  const problem = { title: 'The platform cannot be reached', status: 503, detail: error.message, code: 'platform_unreachable', retryable: true }
  return { status: problem.status, text: JSON.stringify(problem) }
}

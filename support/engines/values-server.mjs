// An MCP server that keeps values in a file and can do no more: what the one for Redis is, where there is no Redis.
import { readFileSync, writeFileSync } from 'node:fs'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'

const [file] = process.argv.slice(2)
const kept = () => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
const TOOLS = {
  set({ key, value }) {
    writeFileSync(file, JSON.stringify({ ...kept(), [key]: value }))
    return `Successfully set key: ${key}`
  },
  get: ({ key }) => kept()[key] ?? `Key not found: ${key}`,
  delete: ({ key }) => `Successfully deleted key: ${key}`,
  list: () => Object.keys(kept()).join('\n'),
}
const server = new Server({ name: 'values', version: '0.1.0' }, { capabilities: { tools: {} } })
server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: Object.keys(TOOLS).map((name) => ({ name, inputSchema: { type: 'object' } })) }))
server.setRequestHandler(CallToolRequestSchema, ({ params }) => ({ content: [{ type: 'text', text: TOOLS[params.name](params.arguments) }] }))
await server.connect(new StdioServerTransport())

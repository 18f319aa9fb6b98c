import { writeFileSync } from 'node:fs'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { type Description, interfaceText, toolsText } from '../interface-text'
import { startChild } from '../trials/child'
import { AGREED } from './agreed'

// Writes what the interface and the tools of assistants are now to where the specification finds what was agreed on: npm run specification:agree. The change is to be reviewed.

const TOKEN = 'to-read-what-is-described'

async function main(): Promise<void> {
  const child = startChild({ DATABASE_URL: 'sqlite::memory:', CONCORD_ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'error' })
  const origin = await child.listening
  if (origin === undefined) throw new Error(`the platform does not start:\n${child.output}`)
  const described = await fetch(new URL('/openapi.json', origin))
  writeFileSync(AGREED.interface, interfaceText((await described.json()) as Description))
  const assistant = new Client({ name: 'agreeing', version: '1' })
  await assistant.connect(new StreamableHTTPClientTransport(new URL('/mcp', origin), { requestInit: { headers: { authorization: `Bearer ${TOKEN}` } } }))
  writeFileSync(AGREED.tools, toolsText((await assistant.listTools()).tools))
  await assistant.close()
  child.stop()
  await child.ended
  process.stdout.write(`${Object.values(AGREED).join(' and ')} are what is described now; git diff shows what has changed.\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
})

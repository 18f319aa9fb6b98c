// Starts an MCP server that others wrote, so that it can be treated badly: tells its process, and does not start while it is to be away.
import { appendFileSync, existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [program, folder, ...args] = process.argv.slice(2)
if (existsSync(`${folder}/away`)) process.exit(1)
appendFileSync(`${folder}/processes`, `${process.pid}\n`)
process.argv = [process.argv[0], program, ...args]
await import(pathToFileURL(program).href)

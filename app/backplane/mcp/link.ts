import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { seconds, systemClock } from '../../shared/clock'
import { messageOf } from '../../shared/errors'
import type { Logger } from '../../shared/logger'
import { BackplaneUnavailable } from '../errors'

/** What a tool answered: JSON if it was that, else its words. A refusal of the tool's is `refused`. */
export type ForeignCall = (tool: string, given: Record<string, unknown>) => Promise<{ readonly refused: boolean; readonly answer: unknown }>

/** The line to one MCP server, opened when it is first needed, and anew when the server had ended. Everything throws BackplaneUnavailable. */
export interface Link {
  readonly call: ForeignCall
  /** What it can be asked for, by name; the error names the setting. */
  tools(): Promise<ReadonlySet<string>>
  /** It is there. */
  reach(): Promise<void>
  /** The error for what went wrong with it; from now on there is trouble. */
  away(error: unknown): BackplaneUnavailable
  /** Why nothing can be asked now, or undefined. */
  trouble(): string | undefined
  close(): Promise<void>
}

interface Deps {
  /** The setting that names the server. */
  readonly setting: string
  /** A way to it; each is used once. */
  readonly open: () => Promise<Transport>
  readonly logger: Logger
}

/** On the machine's own clock: another process answers. */
const CALL_MS = seconds(5)
/** A server may be a program that is only being started, or fetched before. */
const START_MS = seconds(30)

export function createLink({ setting, open, logger }: Deps): Link {
  let connected: Promise<Client> | undefined
  let latest: Client | undefined
  let trouble: string | undefined
  let closed = false

  const away = (error: unknown): BackplaneUnavailable => {
    trouble = `${setting}: the MCP server does not answer`
    return new BackplaneUnavailable(`The engine of coordination, the MCP server of ${setting}, does not answer`, {}, { cause: error })
  }
  const connect = async (): Promise<Client> => {
    const sdk = await import('@modelcontextprotocol/sdk/client/index.js')
    const client = new sdk.Client({ name: 'concord', version: '0.1.0' })
    latest = client
    client.onclose = () => {
      connected = undefined
      if (closed) return
      trouble = `${setting}: the MCP server has ended`
      logger.warn({ setting }, 'an MCP server has ended')
    }
    const transport = await open()
    if (closed) throw new Error('closed')
    await client.connect(transport, { timeout: START_MS })
    trouble = undefined
    return client
  }
  const client = async (): Promise<Client> => {
    if (closed) throw away(new Error('closed'))
    connected ??= connect().catch((error: unknown) => {
      connected = undefined
      throw away(error)
    })
    return connected
  }
  /** Whoever uses it does not wait for the whole of its start: others wait behind them. */
  const ready = async (): Promise<Client> => {
    const enough = new AbortController()
    const late = systemClock.sleep(CALL_MS, enough.signal).then(() => {
      throw away(new Error('it is being started'))
    })
    late.catch(() => undefined)
    return Promise.race([client(), late]).finally(() => enough.abort())
  }

  return {
    away,
    async call(tool, given) {
      const server = await ready()
      const result = await server.callTool({ name: tool, arguments: given }, undefined, { timeout: CALL_MS }).catch((error: unknown) => {
        throw away(error)
      })
      trouble = undefined
      const [content] = result.content as readonly { readonly text?: string }[]
      return { refused: result.isError === true, answer: read(content?.text ?? '') }
    },
    async tools() {
      try {
        const { tools } = await (await client()).listTools(undefined, { timeout: CALL_MS })
        return new Set(tools.map(({ name }) => name))
      } catch (error) {
        const reason = error instanceof BackplaneUnavailable ? error.cause : error
        throw new BackplaneUnavailable(`${setting} names no MCP server that answers (${messageOf(reason)})`, {}, { cause: error })
      }
    },
    reach: async () => void (await ready()),
    trouble: () => trouble,
    async close() {
      closed = true
      // One that is only being started is not waited for.
      await latest?.close()
      await connected?.catch(() => undefined)
    },
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

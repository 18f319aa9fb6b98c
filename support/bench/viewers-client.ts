import { once } from 'node:events'
import { WebSocket } from 'ws'

// Viewers, in a process of their own: many lines, each watching one execution. They note when each event came.

const [origin = '', token = ''] = process.argv.slice(2)
const headers = { authorization: `Bearer ${token}` }
const came: [execution: string, number: number, at: number][] = []
const steady = (): number => Number(process.hrtime.bigint()) / 1e6
const ABOUT = /^\{"execution_id":"([^"]+)","number":(\d+),/

const opened = async (): Promise<WebSocket> => {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`, { headers, perMessageDeflate: false })
  await once(socket, 'open')
  return socket
}

/** Somebody who watches everything and reads nothing; tells how that ended, and when. */
async function stall(executions: readonly string[]): Promise<void> {
  const socket = await opened()
  for (const id of executions) socket.send(JSON.stringify({ watch: id }))
  socket.pause()
  const gone = once(socket, 'close')
  process.once('message', () => socket.resume())
  const [code, reason] = await gone
  process.send?.(`${code} ${reason}`)
}

async function watch(executions: readonly string[]): Promise<void> {
  const sockets: WebSocket[] = []
  for (const id of executions) {
    const socket = await opened()
    socket.on('message', (data: Buffer) => {
      const at = steady()
      const [, execution, number] = ABOUT.exec(data.toString('latin1', 0, 120)) ?? []
      if (execution !== undefined) came.push([execution, Number(number), at])
    })
    socket.send(JSON.stringify({ watch: id }))
    sockets.push(socket)
  }
  process.send?.('watching')
  process.once('message', () => process.send?.(came))
}

process.once('message', (order: { readonly watch: readonly string[] } | { readonly stall: readonly string[] }) =>
  'watch' in order ? watch(order.watch) : stall(order.stall),
)

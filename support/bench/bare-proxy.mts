import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent, request as ask, type Dispatcher } from 'undici'

// The floor: what any gateway written in Node has to do at least. It reads the request, asks the addresses in turn until one does not
// answer 503, and passes the answer on. It checks nothing, remembers nothing and translates nothing. Node runs it as it stands, without
// ts-node, which would slow it down.

const addresses = process.argv.slice(2)
const dispatcher = new Agent()

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

async function forwarded(body: Buffer): Promise<Dispatcher.ResponseData> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-bench' }
  let answer: Dispatcher.ResponseData | undefined
  for (const address of addresses) {
    await answer?.body.dump()
    answer = await ask(address, { method: 'POST', headers, body, dispatcher })
    if (answer.statusCode !== 503) break
  }
  if (answer === undefined) throw new Error('give the addresses to forward to')
  return answer
}

async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { statusCode, headers, body } = await forwarded(await bodyOf(incoming))
  outgoing.writeHead(statusCode, { 'content-type': String(headers['content-type']) })
  outgoing.end(Buffer.from(await body.arrayBuffer()))
}

const server = createServer((incoming, outgoing) => void pass(incoming, outgoing).catch((error: Error) => outgoing.destroy(error)))
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
